import type { Appearance } from '../faces/appearance';
import { closedSpans, millis } from '../faces/formats/closedSpans';
import { oneLine, shownName } from '../faces/formats/text';
import { personKey } from '../faces/identity';

/** One person's line in a picture; times in seconds. */
export interface Lane {
	/** On one line, and not longer than anybody reads. */
	person: string;
	known: boolean;
	totalSeconds: number;
	bars: Array<{ from: number; to: number; confidence: number | null }>;
}

export interface Lanes {
	lanes: Lane[];
	/** Where the axis ends. */
	seconds: number;
}

/** One lane a person, who is seen longest first. Open sides reach to the ends of the picture. */
export function lanesOf(appearances: readonly Appearance[]): Lanes {
	const people = new Map<string, Lane>();
	let seconds = 1;
	for (const { row: appearance, start, end } of closedSpans(appearances)) {
		const who = personKey(appearance);
		const lane = people.get(who) ?? {
			person: shortened(shownName(appearance)),
			known: appearance.known,
			totalSeconds: 0,
			bars: [],
		};
		const [from, to] = [Number(millis(start)) / 1000, Number(millis(end)) / 1000];
		lane.bars.push({ from, to, confidence: appearance.confidence });
		lane.totalSeconds += to - from;
		seconds = Math.max(seconds, to);
		people.set(who, lane);
	}
	return {
		lanes: [...people.values()].sort((a, b) => b.totalSeconds - a.totalSeconds || (a.person < b.person ? -1 : 1)),
		seconds,
	};
}

/** A step for the axis that gives at most `most` marks: 1, 2, 5, 10, 15, 30 seconds, minutes, hours. */
export function axisStep(seconds: number, most: number): number {
	const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
	return steps.find((step) => seconds / step <= most) ?? Math.ceil(seconds / most / 86400) * 86400;
}

/** 1:02:03 or 2:03. */
export function axisLabel(seconds: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A lane's name stands in the tooltip of each of its bars, so a very long one would make a very large picture. */
const mostUnits = 200;
const shortened = (text: string): string =>
	text.length > mostUnits ? `${oneLine(text.slice(0, mostUnits - 1))}…` : text;
