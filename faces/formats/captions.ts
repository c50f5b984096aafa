import type { Appearance } from '../appearance';
import type { Stretch } from '../stretch';
import { closedSpans, millis } from './closedSpans';
import { shownName } from './text';

/** WebVTT (W3C): one cue an appearance, the name as its text. */
export const webVtt = (appearances: readonly Appearance[]): string => webVttOf(appearances, shownName);

/** SubRip: one subtitle an appearance. */
export const srt = (appearances: readonly Appearance[]): string => srtOf(appearances, shownName);

/** What a cue shows: never empty, and without an empty line, which would end the cue. */
type CueText<Row> = (row: Row) => string;

/** WebVTT of any rows with a stretch of time. */
export function webVttOf<Row extends Stretch>(rows: readonly Row[], textOf: CueText<Row>): string {
	const cues = cuesOf(rows, textOf).map(
		({ from, to, text }, n) => `${n + 1}\n${cueTime(from, '.')} --> ${cueTime(to, '.')}\n${escaped(text)}\n`,
	);
	return ['WEBVTT\n', ...cues].join('\n');
}

/** SubRip of any rows with a stretch of time. */
export function srtOf<Row extends Stretch>(rows: readonly Row[], textOf: CueText<Row>): string {
	return cuesOf(rows, textOf)
		.map(({ from, to, text }, n) => {
			const lines = text.replace(/-->/g, '→').replace(/\n/g, '\r\n');
			return `${n + 1}\r\n${cueTime(from, ',')} --> ${cueTime(to, ',')}\r\n${lines}\r\n`;
		})
		.join('\r\n');
}

/** A frame at 25 a second: what is seen at one instant only must be on screen for one. */
const shortestCue = 40n;

interface Cue {
	/** In milliseconds. */
	from: bigint;
	to: bigint;
	text: string;
}

/** Both formats want cues in order of their beginnings, an end behind the beginning, and times from 0. */
function cuesOf<Row extends Stretch>(rows: readonly Row[], textOf: CueText<Row>): Cue[] {
	return closedSpans(rows)
		.map(({ row, start, end }) => {
			const from = notNegative(millis(start));
			const to = millis(end);
			return { from, to: to > from ? to : from + shortestCue, text: textOf(row) };
		})
		.sort((a, b) => Number(a.from - b.from));
}

const notNegative = (value: bigint): bigint => (value < 0n ? 0n : value);

function cueTime(total: bigint, point: '.' | ','): string {
	const two = (value: bigint) => String(value).padStart(2, '0');
	const time = [total / 3_600_000n, (total / 60_000n) % 60n, (total / 1000n) % 60n].map(two).join(':');
	return `${time}${point}${String(total % 1000n).padStart(3, '0')}`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
