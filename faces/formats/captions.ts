import type { Appearance } from '../appearance';
import { closedSpans, millis, type ClosedSpan } from './closedSpans';
import { shownName } from './text';

/** WebVTT (W3C): one cue an appearance, the name as its text. */
export function webVtt(appearances: readonly Appearance[]): string {
	const cues = shown(appearances).map(
		({ from, to, name }, n) => `${n + 1}\n${cueTime(from, '.')} --> ${cueTime(to, '.')}\n${escaped(name)}\n`,
	);
	return ['WEBVTT\n', ...cues].join('\n');
}

/** SubRip: one subtitle an appearance. */
export function srt(appearances: readonly Appearance[]): string {
	return shown(appearances)
		.map(
			({ from, to, name }, n) =>
				`${n + 1}\r\n${cueTime(from, ',')} --> ${cueTime(to, ',')}\r\n${name.replace(/-->/g, '→')}\r\n`,
		)
		.join('\r\n');
}

/** A frame at 25 a second: what is seen at one instant only must be on screen for one. */
const shortestCue = 40n;

/** Both formats want cues in order of their beginnings, an end behind the beginning, and times from 0. */
function shown(appearances: readonly Appearance[]): Array<{ from: bigint; to: bigint; name: string }> {
	return closedSpans(appearances)
		.map(({ appearance, start, end }: ClosedSpan) => {
			const from = notNegative(millis(start));
			const to = millis(end);
			return { from, to: to > from ? to : from + shortestCue, name: shownName(appearance) };
		})
		.sort((a, b) => Number(a.from - b.from));
}

const notNegative = (value: bigint): bigint => (value < 0n ? 0n : value);

function cueTime(total: bigint, point: '.' | ','): string {
	const two = (value: bigint) => String(value).padStart(2, '0');
	const clock = [total / 3_600_000n, (total / 60_000n) % 60n, (total / 1000n) % 60n].map(two).join(':');
	return `${clock}${point}${String(total % 1000n).padStart(3, '0')}`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
