import { FormatError } from '../../formats/fileFormat';
import { dropsFrames, timecodeOf } from '../../formats/markers';
import { oneLine } from '../../formats/text';
import { eventsOf, type SequenceSettings } from '../events';
import type { Segment } from '../segment';
import { sameRate } from '../../timecode';
import { rateText } from '../../videoTime';

/**
 * CMX 3600 EDL of a reel: one cut a clip, source times by the video's own time code, record times from the sequence's
 * start on without a gap. Throws a FormatError for clips in several frame rates: the format has no words for them.
 */
export function reelEdl(segments: readonly Segment[], settings: SequenceSettings): string {
	refuseOtherRates(segments, settings);
	const events = eventsOf(segments, settings);
	const names = reelNames(segments);
	const digits = events.length > 999 ? 6 : 3;
	const lines = events.map(({ segment, from, to }, n) => {
		const { video } = segment;
		const times = [
			...[segment.from, segment.to].map((frame) => timecodeOf(frame, video)),
			...[from, to].map((frame) => timecodeOf(frame, settings)),
		];
		const number = String(n + 1).padStart(digits, '0');
		const channels = video.audioChannels === 0 ? 'V' : 'B';
		return [
			`${number}  ${(names.get(video.itemId) ?? '').padEnd(8)} ${channels}     C        ${times.join(' ')}`,
			`* FROM CLIP NAME: ${oneLine(video.fileName || video.title || video.itemId)}`,
			`* ITEM: ${oneLine(video.itemId)}${video.title ? ` ${oneLine(video.title)}` : ''}`,
			`* PERSON: ${oneLine(segment.persons.join(' + '))}`,
			'',
		].join('\r\n');
	});
	const counting = dropsFrames(settings) ? 'DROP FRAME' : 'NON-DROP FRAME';
	return [`TITLE: ${oneLine(settings.title)}`, `FCM: ${counting}`, '', ...lines].join('\r\n');
}

function refuseOtherRates(segments: readonly Segment[], { frameRate }: SequenceSettings): void {
	const other = segments.find((segment) => !sameRate(segment.frameRate, frameRate));
	if (!other) return;
	throw new FormatError(
		`An EDL counts everything in one frame rate: the sequence has ${rateText(frameRate)} frames a second, and ` +
			`${other.itemId} has ${rateText(other.frameRate)}`,
		'Choose FCPXML, Premiere Pro (xmeml) or OpenTimelineIO, which name the rate of each clip.',
	);
}

/** The format gives a source eight characters. */
const longestName = 8;

/** A name for each source that the format can hold: its id where that fits, else a number; the comments say the id. */
function reelNames(segments: readonly Segment[]): Map<string, string> {
	const names = new Map<string, string>();
	const taken = new Set<string>();
	for (const { itemId } of segments) {
		if (names.has(itemId)) continue;
		const plain = itemId.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
		const fits = plain !== '' && plain.length <= longestName && !taken.has(plain);
		const name = fits ? plain : numbered(names.size + 1, taken);
		taken.add(name);
		names.set(itemId, name);
	}
	return names;
}

/** A name that nobody has yet. */
function numbered(from: number, taken: ReadonlySet<string>): string {
	for (let n = from; ; n++) {
		const name = `SRC${String(n).padStart(longestName - 3, '0')}`;
		if (!taken.has(name)) return name;
	}
}
