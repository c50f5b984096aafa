import type { Appearance } from '../../faces/appearance';
import { AppearanceReader } from '../../faces/readAppearances';
import { hasDropFrame, parseBase, type FrameRate, type TimeBase } from '../../faces/timecode';
import { frameNumbers, StartTimecodeError, videoTimeOf, type VideoTime } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { readMediaFacts, type MediaFacts } from '../../vidicore/items/mediaFacts';
import { UserError } from '../kit/errors';

/** What users may say of a video; '' leaves it to VidiCore. */
export interface TypedTime {
	/** In VidiCore's notation, or a decimal. */
	frameRate: string;
	startTimecode: string;
}

interface Wanted {
	typed?: TypedTime;
	/** Where the service writes what it finds. */
	group?: string;
	signal?: AbortSignal;
	/** Is told when what was typed contradicts VidiCore. */
	hint?: (message: string) => void;
}

export interface FacesInVideo {
	/** In order of time. */
	appearances: Appearance[];
	video: VideoTime;
}

/**
 * Everybody in a video, with the time codes that it has: what the user typed counts, then what VidiCore says. A short
 * video takes two requests. Throws a UserError for what was typed wrongly and for metadata that cannot be read, and a
 * VidiCoreError.
 */
export async function facesInVideo(http: VidiCoreHttp, itemId: string, wanted: Wanted): Promise<FacesInVideo> {
	const { typed = nothingTyped, group = defaultFaceGroup, signal, hint } = wanted;
	const frameRate = typedFrameRate(typed.frameRate);
	const facts = await readMediaFacts(http, itemId, signal);
	const known = videoTimeOf(facts);
	const video = { ...known, frameRate: frameRate ?? known.frameRate, start: typed.startTimecode || known.start };
	const counted = told(itemId, typed, () => frameNumbers(video)?.frameRate);
	if (typed.startTimecode !== '' && counted) warnOfOtherNumbers(itemId, counted, facts, hint);
	const reader = new AppearanceReader(itemId, video);
	for await (const window of readFaceMetadata(http, itemId, group, facts.durationSeconds, signal))
		told(itemId, typed, () => reader.add(window));
	return { appearances: reader.appearances(), video };
}

const nothingTyped: TypedTime = { frameRate: '', startTimecode: '' };

function typedFrameRate(text: string): TimeBase | undefined {
	if (text === '') return undefined;
	try {
		const rate = parseBase(text);
		if (rate.rate <= 1000n * rate.per) return rate;
	} catch {
		// told below, in the user's words
	}
	throw new UserError(
		`"${text}" is not a frame rate`,
		'Enter frames a second, as a number or as VidiCore writes them: 25, 29.97, PAL, NTSC, 30000:1001 or 24000:1001.',
	);
}

/** A colon typed by habit would number everything otherwise than the material is. */
function warnOfOtherNumbers(itemId: string, counted: FrameRate, { dropFrame }: MediaFacts, hint: Wanted['hint']): void {
	if (dropFrame === undefined || dropFrame === counted.dropFrame || !hasDropFrame(counted)) return;
	const [typed, own, mark] = dropFrame ? ['without', 'with', 'semicolon'] : ['with', 'without', 'colon'];
	hint?.(
		`The start time code of ${itemId} was given ${typed} drop-frame, and so are all its time codes here; ` +
			`VidiCore says that the video counts ${own}. With a ${mark} before the frames it is counted like that.`,
	);
}

/** What cannot be read ends the item: a part of the faces would look like all of them. */
function told<T>(itemId: string, { startTimecode }: TypedTime, work: () => T): T {
	let problem: unknown;
	try {
		return work();
	} catch (error) {
		problem = error;
	}
	const message = problem instanceof Error ? problem.message : String(problem);
	if (!(problem instanceof StartTimecodeError)) throw new UserError(message, unreadable);
	throw new UserError(message, startTimecode === '' ? itsOwnStart(itemId) : typedStart);
}

const unreadable =
	'Nothing is output, so that no face is lost without a word. Look at the metadata of the item in VidiCore.';
const typedStart =
	'Enter it as 10:00:00:00, or with a semicolon as 10:00:00;00 where it is drop-frame, which skips some numbers.';
const itsOwnStart = (itemId: string): string =>
	`VidiCore holds it as startTimeCode of ${itemId}: correct it there. ` +
	'Get Face Timespans has an option "Start Time Code of the Video", which counts instead.';
