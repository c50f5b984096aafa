import { frameRateOf } from '../../faces/formats/closedSpans';
import { gapOfFrames, gapOfSeconds, type Gap } from '../../faces/merge';
import type { Stretch } from '../../faces/stretch';
import type { TimeBase } from '../../faces/timecode';
import { UserError } from '../kit/errors';
import { optional } from '../kit/fields/grouped';
import { number, text, toggle } from '../kit/fields/plain';
import { sayNothingFound } from './nothingFound';

/** Options about time, for rows with a stretch of it. */
export const timeOptions = {
	frameRate: optional(
		text({
			displayName: 'Frame Rate',
			default: '25',
			placeholder: 'e.g. 25 or 30000:1001',
			description:
				'Frames a second, for the time codes: 25, 29.97, PAL, NTSC or 30000:1001. Without it the video’s own ' +
				'counts, as VidiCore holds it, then that of the time spans.',
		}),
	),
	mergeGapFrames: optional(
		number({
			displayName: 'Merge Neighbors (Frames)',
			default: 25,
			minValue: 0,
			description: 'The same in frames; it counts instead of the seconds',
		}),
	),
	startTimecode: optional(
		text({
			displayName: 'Video Start Time Code',
			default: '10:00:00:00',
			placeholder: 'e.g. 10:00:00:00 or 10:00:00;00',
			description:
				'With which time code the video begins; a semicolon before the frames says drop-frame, a colon none. ' +
				'Without it the video’s own counts, as VidiCore holds it.',
		}),
	),
};

/** Neighbors that are joined; `description` says which. */
export const mergeGapSeconds = (description: string) =>
	optional(number({ displayName: 'Merge Neighbors (Seconds)', default: 1, minValue: 0, description }));

/** Options about how much comes out. */
export const rowOptions = {
	limit: optional(
		number({ displayName: 'Limit', default: 50, minValue: 1, description: 'Max number of results to return' }),
	),
	sayNothingFound,
	simplify: optional(
		toggle({
			displayName: 'Simplify',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		}),
	),
};

/** So many rows as wanted, with these members alone where they are to be simple. */
export function chosenRows(
	rows: readonly object[],
	{ limit, simplify }: { limit?: number; simplify?: boolean },
	simpleFields: ReadonlySet<string>,
): object[] {
	const some = rows.slice(0, limit);
	if (!simplify) return some;
	return some.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => simpleFields.has(name))));
}

/**
 * How far apart neighbors may be that are to be joined; undefined when none are. Throws a UserError when it is given
 * in frames and nobody says how many make a second.
 */
export function chosenGap(
	chosen: { mergeGapSeconds?: number; mergeGapFrames?: number },
	rows: readonly Stretch[],
	frameRate?: TimeBase,
): Gap | undefined {
	if (chosen.mergeGapFrames === undefined)
		return chosen.mergeGapSeconds === undefined ? undefined : gapOfSeconds(chosen.mergeGapSeconds);
	const rate = frameRate ?? frameRateOf(rows);
	if (rate) return gapOfFrames(chosen.mergeGapFrames, rate);
	if (rows.length === 0) return undefined;
	throw new UserError(
		'The time spans do not say how many frames make a second',
		'Add the option "Frame Rate", for example 25 or 30000:1001, or give the gap in seconds.',
	);
}
