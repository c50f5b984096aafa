import { invalidInput } from './faults';

/**
 * The emulator's own reading of VidiCore's times. It is written apart from the nodes' reader on purpose: a mistake
 * there would otherwise be made here as well, and no test would see it.
 */

/** Seconds, or samples a second, as top / bottom. -INF is -1/0 and +INF is 1/0. */
export interface Fraction {
	top: bigint;
	bottom: bigint;
}

const words = new Map<string, Fraction>([
	['PAL', { top: 25n, bottom: 1n }],
	['NTSC', { top: 30_000n, bottom: 1001n }],
	['NTSC30', { top: 30n, bottom: 1n }],
]);

/** Samples a second in a base as VidiCore writes it: a word, `25`, `30000:1001`. Throws 400 for anything else. */
export function samplesASecond(base: string): Fraction {
	const word = words.get(base);
	if (word) return word;
	const [top = '', bottom = '1', ...more] = base.split(':');
	if (more.length > 0 || ![top, bottom].every((part) => /^\d+$/.test(part) && Number(part) > 0))
		throw invalidInput('timebase', `No time base: ${base}`);
	return { top: BigInt(top), bottom: BigInt(bottom) };
}

/** A time as seconds: `225@PAL`, `7`, `-12.5@25`, `-INF`, `+INF`. Throws 400 for anything else. */
export function inSeconds(text: string): Fraction {
	if (text === '-INF') return { top: -1n, bottom: 0n };
	if (text === '+INF') return { top: 1n, bottom: 0n };
	const [samples = '', base = '1', ...more] = text.split('@');
	const [whole = '', decimals = '', ...rest] = samples.replace(/^[-+]/, '').split('.');
	if (more.length + rest.length > 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(decimals))
		throw invalidInput('time', `No time: ${text}`);
	const { top, bottom } = samplesASecond(base);
	const size = BigInt(whole + decimals) * bottom;
	return { top: samples.startsWith('-') ? -size : size, bottom: top * 10n ** BigInt(decimals.length) };
}

/** Whether the one is earlier than the other. */
export function isBefore(one: Fraction, other: Fraction): boolean {
	if (one.bottom === 0n && other.bottom === 0n) return one.top < other.top;
	return one.top * other.bottom < other.top * one.bottom;
}

/** As a number, for what need not be exact; the open ends are infinite. */
export const roughly = ({ top, bottom }: Fraction): number => Number(top) / Number(bottom);

/** A time in samples of another base; what is not whole comes out as a decimal (documented). */
export function rebased(text: string, base: string): string {
	const { top, bottom } = inSeconds(text);
	if (bottom === 0n) return text;
	const rate = samplesASecond(base);
	const [samples, unit] = [top * rate.top, bottom * rate.bottom];
	return `${samples % unit === 0n ? String(samples / unit) : String(Number(samples) / Number(unit))}@${base}`;
}
