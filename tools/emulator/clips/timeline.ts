import { invalidInput } from '../faults';
import type { Fraction } from '../time';

/** A piece of an item's video, in seconds from its beginning; to its end where none is given. */
export interface Piece {
	itemId: string;
	from: Fraction;
	to?: Fraction;
}

/** Lines that stand in the picture, in seconds of the new timeline; all the time where none are given. */
export interface Caption {
	lines: string[];
	from?: Fraction;
	to?: Fraction;
	size: number;
	x: number;
	y: number;
}

/** A ConformRequestDocument (the vendor's members). */
export interface ConformRequest {
	metadata: unknown;
	pieces: Piece[];
	captions: Caption[];
}

type Members = Record<string, unknown>;

/** Reads it in its JSON form, in which XML comes as well. Throws 400 for what is none. */
export function readConform(document: unknown): ConformRequest {
	const { conform, metadata } = members(document, 'conform');
	const { timeline, timeBase, textOverlay } = members(conform, 'conform');
	const pieces = list(members(timeline, 'timeline').segment).map((segment) => pieceOf(segment, timeBase));
	if (pieces.length === 0) throw invalidInput('conform', 'The timeline has no segment');
	return { metadata, pieces, captions: list(textOverlay).map((one) => captionOf(one, timeBase)) };
}

function pieceOf(segment: unknown, usual: unknown): Piece {
	const { source, destination } = members(segment, 'segment');
	if (destination !== undefined) throw invalidInput('conform', 'The emulator puts segments one after the other only');
	const { id, interval } = members(source, 'source');
	if (typeof id !== 'string' || id === '') throw invalidInput('conform', 'A segment names no item');
	if (interval === undefined || interval === null) return { itemId: id, from: { top: 0n, bottom: 1n } };
	const { start, end } = members(interval, 'interval');
	return { itemId: id, from: point(start, usual), ...(end === undefined ? {} : { to: point(end, usual) }) };
}

function captionOf(overlay: unknown, usual: unknown): Caption {
	const { text, interval } = members(overlay, 'textOverlay');
	const { line, size = 24, x = 0, y = 0 } = members(text, 'text');
	const { start, end } = interval === undefined ? {} : members(interval, 'interval');
	return {
		lines: list(line).map((one) => (typeof one === 'object' ? '' : String(one))),
		...(start === undefined ? {} : { from: point(start, usual) }),
		...(end === undefined ? {} : { to: point(end, usual) }),
		...{ size: whole(size, 'size'), x: whole(x, 'x'), y: whole(y, 'y') },
	};
}

/** Samples of a base, in seconds: the point's own, or that of the document; seconds without either (inferred). */
export function point(value: unknown, usual: unknown): Fraction {
	const { samples, timeBase } = members(value, 'time');
	const base = timeBase ?? usual;
	if (base === undefined || base === null) return { top: BigInt(whole(samples, 'samples')), bottom: 1n };
	const { numerator, denominator } = members(base, 'timeBase');
	const bottom = whole(denominator, 'timeBase');
	if (bottom <= 0) throw invalidInput('timeBase', 'Not a time base', undefined, String(denominator));
	return { top: BigInt(whole(samples, 'samples')) * BigInt(whole(numerator, 'timeBase')), bottom: BigInt(bottom) };
}

/** XML holds numbers as texts. */
function whole(value: unknown, name: string): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (Number.isSafeInteger(number)) return number as number;
	throw invalidInput(name, 'Not a whole number', undefined, String(value));
}

/** The members of an object. Throws 400 for anything else. */
export function members(value: unknown, name: string): Members {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
	throw invalidInput('conform', `${name} is missing or no object`);
}

/** A list, of which XML holds a single entry as itself. */
export const list = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());
