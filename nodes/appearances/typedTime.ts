import { timecodeOf } from '../../faces/formats/markers';
import { hasDropFrame, parseBase, sameRate, type FrameRate, type TimeBase } from '../../faces/timecode';
import { frameNumbers, rateText, type FrameNumbers, type VideoTime } from '../../faces/videoTime';
import type { MediaFacts } from '../../vidicore/items/mediaFacts';
import { UserError } from '../kit/errors';

/** What users may say of a video; '' leaves it to VidiCore. */
export interface TypedTime {
	/** In VidiCore's notation, or a decimal. */
	frameRate: string;
	startTimecode: string;
}

export const nothingTyped: TypedTime = { frameRate: '', startTimecode: '' };

/** Throws a UserError for what is no frame rate. */
export function typedFrameRate(text: string): TimeBase | undefined {
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

interface Counts {
	typed: TypedTime;
	/** How frames are numbered with what was typed. */
	counted: FrameNumbers;
	/** What VidiCore says. */
	known: VideoTime;
	facts: MediaFacts;
}

/** Says where something that was typed counts instead of another that VidiCore holds. */
export function sayWhatCounts(itemId: string, counts: Counts, hint: (message: string) => void): void {
	const { typed, counted, known, facts } = counts;
	if (typed.frameRate !== '' && known.frameRate && !sameRate(known.frameRate, counted.frameRate))
		hint(
			`${itemId} has ${rateText(known.frameRate)} frames a second as VidiCore holds it. The frame rate that was ` +
				`given here counts instead: ${typed.frameRate}.`,
		);
	if (typed.startTimecode === '') return;
	const own = facts.startTimeCode === undefined ? undefined : numbersOf(known);
	if (own && own.startFrame !== counted.startFrame)
		hint(
			`${itemId} begins at ${timecodeOf(0n, own)} as VidiCore holds it. The start time code that was given here ` +
				`counts instead: ${typed.startTimecode}.`,
		);
	warnOfOtherNumbers(itemId, counted.frameRate, facts, hint);
}

/** undefined where its own start is no time code. */
function numbersOf(known: VideoTime): FrameNumbers | undefined {
	try {
		return frameNumbers(known);
	} catch {
		return undefined;
	}
}

/** A colon typed by habit would number everything otherwise than the material is. */
function warnOfOtherNumbers(
	itemId: string,
	counted: FrameRate,
	{ dropFrame }: MediaFacts,
	hint: (message: string) => void,
): void {
	if (dropFrame === undefined || dropFrame === counted.dropFrame || !hasDropFrame(counted)) return;
	const [typed, own, mark] = dropFrame ? ['without', 'with', 'semicolon'] : ['with', 'without', 'colon'];
	hint(
		`The start time code of ${itemId} was given ${typed} drop-frame, and so are all its time codes here; ` +
			`VidiCore says that the video counts ${own}. With a ${mark} before the frames it is counted like that.`,
	);
}
