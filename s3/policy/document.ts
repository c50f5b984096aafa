import { S3Problem } from '../problem';

/** A statement as it stands in the policy: whatever is in it is kept. */
export type Statement = Record<string, unknown>;

/** A bucket policy. `rest` is all of it but its statements: Version, Id and whatever else. */
export interface Policy {
	rest: Record<string, unknown>;
	statements: Statement[];
}

/** AWS's limit for the policy of a bucket, in bytes. */
export const largestPolicy = 20 * 1024;

/**
 * Reads a bucket policy; undefined and '' are a bucket without one. A single statement need not be in a list. Throws
 * an S3Problem (`unreadablePolicy`) rather than lose anything when it is written again: for what is no policy, names
 * given twice, and numbers that JavaScript would round.
 */
export function readPolicy(text: string | undefined): Policy {
	if (text === undefined || text.trim() === '') return { rest: { Version: '2012-10-17' }, statements: [] };
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw unreadable('it is not JSON');
	}
	if (!isObject(value)) throw unreadable('it is not a JSON object');
	if (colons(text) !== names(value)) throw unreadable('a name stands in it twice');
	const { Statement: given, ...rest } = value;
	const statements = Array.isArray(given) ? (given as unknown[]) : given === undefined ? [] : [given];
	if (!statements.every(isObject)) throw unreadable('one of its statements is not an object');
	return { rest, statements };
}

/**
 * The policy as text; undefined when no statement is left. Throws an S3Problem (`policyTooLarge`) above AWS's 20 KB.
 */
export function writePolicy({ rest, statements }: Policy): string | undefined {
	if (statements.length === 0) return undefined;
	const text = JSON.stringify({ ...rest, Statement: statements });
	const size = new TextEncoder().encode(text).length;
	if (size > largestPolicy) throw new S3Problem({ kind: 'policyTooLarge', bytes: size, limit: largestPolicy });
	return text;
}

/** One or many: policies allow both forms. What is no text is left out. */
export const listOf = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).filter((one): one is string => typeof one === 'string');

/** The values of a condition; JSON's booleans and numbers mean the same as their text (IAM's JSON grammar). */
export const textsOf = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((one) =>
		typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [],
	);

export const sidOf = ({ Sid }: Statement): string => (typeof Sid === 'string' ? Sid : '');

/** How a statement is called in messages; the first is number 1. */
export const calledIn = ({ statements }: Policy, statement: Statement): string =>
	sidOf(statement) === ''
		? `statement number ${statements.indexOf(statement) + 1}`
		: `the statement "${sidOf(statement)}"`;

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = (why: string) => new S3Problem({ kind: 'unreadablePolicy', why });

/** The names in the text, by the colons outside of its strings. The text is JSON that has been read already. */
function colons(text: string): number {
	let found = 0;
	let inside = false;
	for (let at = 0; at < text.length; at++) {
		const one = text[at];
		if (inside && one === '\\') at += 1;
		else if (one === '"') inside = !inside;
		else if (one === ':' && !inside) found += 1;
	}
	return found;
}

/** The names in the value. */
function names(value: unknown): number {
	if (typeof value === 'number' && !Number.isSafeInteger(value) && !(Math.abs(value) < 2 ** 53))
		throw unreadable('a number in it is too large to be kept exactly');
	if (Array.isArray(value)) return (value as unknown[]).reduce<number>((sum, one) => sum + names(one), 0);
	if (!isObject(value)) return 0;
	return Object.values(value).reduce<number>((sum, one) => sum + 1 + names(one), 0);
}
