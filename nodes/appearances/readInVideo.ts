import { hasDropFrame, parseBase, type FrameRate, type TimeBase } from '../../faces/timecode';
import { frameNumbers, StartTimecodeError, videoTimeOf, type VideoTime } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readMediaFacts, type MediaFacts } from '../../vidicore/items/mediaFacts';
import type { TimedMetadata } from '../../vidicore/items/timedMetadata';
import { UserError } from '../kit/errors';

/** What users may say of a video; '' leaves it to VidiCore. */
export interface TypedTime {
	/** In VidiCore's notation, or a decimal. */
	frameRate: string;
	startTimecode: string;
}

/** How a video's metadata are read, and into what. */
export interface Reading<Reader> {
	typed?: TypedTime;
	/** Takes the metadata window by window, and counts time as the video does. */
	readerFor(video: VideoTime): Reader;
	/** The windows, for media of that length in seconds. */
	windows(durationSeconds: number | undefined): AsyncIterable<TimedMetadata>;
	/** What is lost when metadata cannot be read, and the node's name, for what the user is told. */
	words: { loss: string; node: string };
	signal?: AbortSignal;
	/** Is told when what was typed contradicts VidiCore. */
	hint?: (message: string) => void;
}

/**
 * Reads an item's timed metadata, with the time codes that the video has: what the user typed counts, then what
 * VidiCore says. A short video takes two requests. Throws a UserError for what was typed wrongly and for metadata that
 * cannot be read, and a VidiCoreError.
 */
export async function readInVideo<Reader extends { add(window: TimedMetadata): void }>(
	http: VidiCoreHttp,
	itemId: string,
	{ typed = nothingTyped, readerFor, windows, words, signal, hint }: Reading<Reader>,
): Promise<{ reader: Reader; video: VideoTime; title: string }> {
	const frameRate = typedFrameRate(typed.frameRate);
	const facts = await readMediaFacts(http, itemId, signal);
	const known = videoTimeOf(facts);
	const video = { ...known, frameRate: frameRate ?? known.frameRate, start: typed.startTimecode || known.start };
	const told = <T>(work: () => T): T => inUsersWords(itemId, typed, words, work);
	const counted = told(() => frameNumbers(video)?.frameRate);
	if (typed.startTimecode !== '' && counted) warnOfOtherNumbers(itemId, counted, facts, hint);
	const reader = readerFor(video);
	for await (const window of windows(facts.durationSeconds)) told(() => reader.add(window));
	return { reader, video, title: facts.title };
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
function warnOfOtherNumbers(
	itemId: string,
	counted: FrameRate,
	{ dropFrame }: MediaFacts,
	hint?: (message: string) => void,
): void {
	if (dropFrame === undefined || dropFrame === counted.dropFrame || !hasDropFrame(counted)) return;
	const [typed, own, mark] = dropFrame ? ['without', 'with', 'semicolon'] : ['with', 'without', 'colon'];
	hint?.(
		`The start time code of ${itemId} was given ${typed} drop-frame, and so are all its time codes here; ` +
			`VidiCore says that the video counts ${own}. With a ${mark} before the frames it is counted like that.`,
	);
}

/** What cannot be read ends the item: a part of what was found would look like all of it. */
function inUsersWords<T>(
	itemId: string,
	{ startTimecode }: TypedTime,
	{ loss, node }: Reading<unknown>['words'],
	work: () => T,
): T {
	let problem: unknown;
	try {
		return work();
	} catch (error) {
		problem = error;
	}
	const message = problem instanceof Error ? problem.message : String(problem);
	if (!(problem instanceof StartTimecodeError))
		throw new UserError(
			message,
			`Nothing is output, so that no ${loss} is lost without a word. Look at the metadata of the item in VidiCore.`,
		);
	throw new UserError(message, startTimecode === '' ? itsOwnStart(itemId, node) : typedStart);
}

const typedStart =
	'Enter it as 10:00:00:00, or with a semicolon as 10:00:00;00 where it is drop-frame, which skips some numbers.';
const itsOwnStart = (itemId: string, node: string): string =>
	`VidiCore holds it as startTimeCode of ${itemId}: correct it there. ` +
	`${node} has an option "Start Time Code of the Video", which counts instead.`;
