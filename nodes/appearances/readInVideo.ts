import { frameNumbers, StartTimecodeError, videoTimeOf, type VideoTime } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readMediaFacts, type MediaFacts } from '../../vidicore/items/mediaFacts';
import type { TimedMetadata } from '../../vidicore/items/timedMetadata';
import { UserError } from '../kit/errors';
import { nothingTyped, sayWhatCounts, typedFrameRate, type TypedTime } from './typedTime';

/** How a video's metadata are read, and into what. */
export interface Reading<Reader> {
	typed?: TypedTime;
	/** What VidiCore says of the media, where that was read before. */
	facts?: MediaFacts & { title: string };
	/** Takes the metadata window by window, and counts time as the video does. */
	readerFor(video: VideoTime): Reader;
	/** The windows, for media of that length in seconds. */
	windows(durationSeconds: number | undefined): AsyncIterable<TimedMetadata>;
	/** What is lost when metadata cannot be read, and the node's name, for what the user is told. */
	words: { loss: string; node: string };
	signal?: AbortSignal;
	/** Is told when what was typed counts instead of something else that VidiCore says. */
	hint?: (message: string) => void;
}

/**
 * Reads an item's timed metadata, with the time codes that the video has: what the user typed counts, then what
 * VidiCore says. A short video takes two requests, one where `facts` are given. Throws a UserError for what was typed
 * wrongly and for metadata that cannot be read, and a VidiCoreError.
 */
export async function readInVideo<Reader extends { add(window: TimedMetadata): void }>(
	http: VidiCoreHttp,
	itemId: string,
	{ typed = nothingTyped, facts: given, readerFor, windows, words, signal, hint }: Reading<Reader>,
): Promise<{ reader: Reader; video: VideoTime; title: string }> {
	const frameRate = typedFrameRate(typed.frameRate);
	const facts = given ?? (await readMediaFacts(http, itemId, signal));
	const known = videoTimeOf(facts);
	const video = { ...known, frameRate: frameRate ?? known.frameRate, start: typed.startTimecode || known.start };
	const told = <T>(work: () => T): T => inUsersWords(itemId, typed, words, work);
	const counted = told(() => frameNumbers(video));
	if (counted && hint) sayWhatCounts(itemId, { typed, counted, known, facts }, hint);
	const reader = readerFor(video);
	for await (const window of windows(facts.durationSeconds)) told(() => reader.add(window));
	return { reader, video, title: facts.title };
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
	`${node} has an option "Video Start Time Code", which counts instead.`;
