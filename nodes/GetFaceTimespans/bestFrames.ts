import type { Appearance } from '../../faces/appearance';
import { bestMoment, surest } from '../../faces/bestMoment';
import { personKey } from '../../faces/identity';
import { summarizePeople } from '../../faces/people';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readPosters, type ItemPosters } from '../../vidicore/items/posters';
import type { FacesFound } from '../appearances/faceRows';
import { RowWithFiles, type Call } from '../kit/operation';
import { exactFrame, NoFrame, posterAt, type ExactFrame } from '../pictures/exactFrame';
import { framePicture } from '../pictures/framePicture';
import { pictureFile } from '../pictures/pictureFile';
import { rowsWithFrames } from './bestFrameFields';

export interface WantedFrames {
	readonly output: string;
	readonly bestFrame: 'none' | 'link' | 'file';
	readonly bestFrameLimit: number;
}

type Calling = Pick<Call, 'context' | 'item' | 'signal' | 'hint'>;

/** How long a single picture is waited for. */
const limitMs = 300_000;

/**
 * The rows with their pictures, one made after the other. A row that gets none (there are too many, its time is not
 * known, VidiCore cannot make it) comes without, and a hint says so. Throws a VidiCoreError.
 */
export async function withBestFrames(
	rows: readonly object[],
	found: FacesFound,
	{ output, bestFrame, bestFrameLimit }: WantedFrames,
	http: VidiCoreHttp,
	call: Calling,
): Promise<Array<object | RowWithFiles>> {
	if (bestFrame === 'none' || !rowsWithFrames.includes(output) || found.appearances.length === 0) return [...rows];
	const appearances = output === 'people' ? surestOfEach(found.appearances) : found.appearances;
	const some = appearances.slice(0, Math.min(rows.length, bestFrameLimit));
	const frames: Array<ExactFrame | string> = [];
	for (const appearance of some) frames.push(await frameOf(appearance, found, http, call));
	tellWithout(frames, rows.length, found.itemId, call);
	const open = bestFrame === 'link' ? await readPosters(http, found.itemId, true, call.signal) : undefined;
	const made: Array<object | RowWithFiles> = [];
	for (const [n, row] of rows.entries()) {
		const frame = frames[n];
		made.push(
			frame === undefined || typeof frame === 'string'
				? row
				: await withFrame(row, frame, found.itemId, open, http, call),
		);
	}
	return made;
}

/** In the order of the rows of people. */
const surestOfEach = (appearances: readonly Appearance[]): Appearance[] =>
	summarizePeople(appearances).flatMap((person) => {
		const own = surest(appearances.filter((appearance) => personKey(appearance) === personKey(person)));
		return own ? [own] : [];
	});

/** The frame, or why there is none. */
async function frameOf(
	appearance: Appearance,
	{ itemId, all }: FacesFound,
	http: VidiCoreHttp,
	call: Calling,
): Promise<ExactFrame | string> {
	const seconds = bestMoment(appearance, all);
	if (seconds === undefined) return `VidiCore does not say when ${appearance.person} is seen`;
	try {
		return await exactFrame(call, http, { itemId, time: String(seconds), limitMs });
	} catch (error) {
		return error instanceof NoFrame ? error.message : await Promise.reject(error);
	}
}

async function withFrame(
	row: object,
	{ at, poster }: ExactFrame,
	itemId: string,
	open: ItemPosters | undefined,
	http: VidiCoreHttp,
	call: Calling,
): Promise<object> {
	const seen = { ...row, bestFrameSeconds: at.seconds };
	// The address of the picture itself where VidiCore gives no open one.
	if (open) return { ...seen, bestFrame: (posterAt(open, at) ?? poster).url };
	const { bytes, fileName, mimeType } = await framePicture(http, itemId, at, poster);
	return new RowWithFiles(seen, await pictureFile(call, bytes, fileName, mimeType));
}

function tellWithout(
	frames: ReadonlyArray<ExactFrame | string>,
	rows: number,
	itemId: string,
	{ hint }: Calling,
): void {
	const reasons = frames.filter((frame) => typeof frame === 'string');
	const [first] = reasons;
	if (first !== undefined) hint(`${reasons.length} of ${frames.length} best frames of ${itemId} are missing: ${first}`);
	if (rows > frames.length)
		hint(
			`The first ${frames.length} of ${rows} rows of ${itemId} have a picture. "Best Frames at Most" allows more.`,
			'info',
		);
}
