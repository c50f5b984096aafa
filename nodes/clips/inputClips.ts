import { joinedOf } from '../../faces/clips/joined';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readMediaFacts, type MediaFacts } from '../../vidicore/items/mediaFacts';
import { UserError } from '../kit/errors';
import { clipBetween, type WantedClip } from './clipBetween';
import type { CaptionedClip } from './segmentRows';

/** A clip that an input item names, with the line that is to stand in its picture. */
export interface InputClip extends WantedClip {
	caption: string;
}

/** An input item that cannot be cut. */
export interface LeftOut {
	/** Its place among the input items, from 1. */
	inputItem: number;
	itemId: string;
	reason: string;
}

/** How many videos are asked for at a time. */
const atATime = 4;

/**
 * The clips of all input items, in their order; each video is asked for once. Those that cannot be cut come in
 * `leftOut`. Throws a VidiCoreError that is not about a single item.
 */
export async function inputClips(
	http: VidiCoreHttp,
	wanted: readonly InputClip[],
	signal?: AbortSignal,
): Promise<{ clips: CaptionedClip[]; leftOut: LeftOut[] }> {
	const facts = await factsOf(http, [...new Set(wanted.map(({ itemId }) => itemId))], signal);
	const [clips, leftOut]: [CaptionedClip[], LeftOut[]] = [[], []];
	for (const [place, { caption, ...clip }] of wanted.entries()) {
		const found = facts.get(clip.itemId);
		try {
			if (found instanceof VidiCoreError) throw new UserError(found.message, '');
			if (found) clips.push({ ...clipBetween(clip, found), ...(caption === '' ? {} : { caption: [caption] }) });
		} catch (error) {
			if (!(error instanceof UserError)) return await Promise.reject(error);
			leftOut.push({ inputItem: place + 1, itemId: clip.itemId, reason: error.message });
		}
	}
	return { clips, leftOut };
}

/** What each video says of its time, or why it says nothing: it is gone, or our user may not see it. */
async function factsOf(
	http: VidiCoreHttp,
	itemIds: readonly string[],
	signal?: AbortSignal,
): Promise<Map<string, MediaFacts | VidiCoreError>> {
	const found = new Map<string, MediaFacts | VidiCoreError>();
	const left = [...itemIds];
	const work = async () => {
		for (let itemId = left.shift(); itemId !== undefined; itemId = left.shift())
			found.set(itemId, await readMediaFacts(http, itemId, signal).catch(aboutTheItem));
	};
	await Promise.all(Array.from({ length: Math.min(atATime, itemIds.length) }, work));
	return found;
}

const aboutTheItem = async (error: unknown): Promise<VidiCoreError> =>
	error instanceof VidiCoreError && ['notFound', 'forbidden'].includes(error.kind)
		? error
		: await Promise.reject(error);

/** Clips of one video that overlap or touch as one, with the lines of all of them. */
export const joinedClips = (clips: readonly CaptionedClip[]): CaptionedClip[] =>
	joinedOf(clips).map(({ clip, parts }) => {
		const caption = [...new Set(parts.flatMap((part) => part.caption ?? []))];
		return { ...clip, ...(caption.length > 0 ? { caption } : {}) };
	});
