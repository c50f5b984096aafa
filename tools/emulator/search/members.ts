import { invalidInput } from '../faults';

/** The members of a document or of a part of it. */
export type Members = Readonly<Record<string, unknown>>;

/** Throws 400 for what has no members. An empty XML element has none. */
export function object(raw: unknown, what: string): Members {
	if (raw === '') return {};
	if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Members;
	throw invalidInput(what, 'Not an object');
}

/** One or many. */
export const many = (raw: unknown): unknown[] =>
	raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw];

/** A text, alone or as the only one of a list, as XML is read. Throws 400 for what is none, and for an empty one. */
export function word(given: unknown, what: string): string {
	const raw: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
	if (typeof raw === 'string' && raw !== '') return raw;
	throw invalidInput(what, 'Not a text');
}

/** Throws 400 for what is no whole number from 0 on. */
export function count(raw: unknown, what: string): number {
	const number = Number(raw);
	if (Number.isInteger(number) && number >= 0) return number;
	throw invalidInput(what, 'Not a count', undefined, String(raw));
}

/** `{"value":"x"}`, or just `"x"`. */
export function textOf(raw: unknown): string {
	const value = typeof raw === 'object' && raw !== null ? memberOf(raw, 'value') : raw;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw invalidInput('value', 'Not a text');
}

export const memberOf = (raw: unknown, name: string): unknown =>
	typeof raw === 'object' && raw !== null ? (raw as Members)[name] : undefined;

export const isTrue = (raw: unknown): boolean => raw === true || raw === 'true';
