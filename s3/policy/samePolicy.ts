import { isObject, readPolicy } from './document';

/**
 * Whether two texts are the same policy, however S3 writes it: it gives lists in any order, a list of one as its
 * member, an account by its number or as its root user (reported of AWS: docs/field-reports.md). undefined is no
 * policy. Throws an S3Problem for what is none.
 */
export const samePolicy = (one: string | undefined, other: string | undefined): boolean =>
	one === other || (one !== undefined && other !== undefined && written(one) === written(other));

/**
 * Whether they are the same but for how users and roles are named. For some seconds S3 may show the id of one in place
 * of its name (AIDA…, reported of AWS as well); nothing else of the policy changes then.
 */
export const sameButNames = (one: string | undefined, other: string | undefined): boolean =>
	one !== undefined && other !== undefined && written(one, nameless) === written(other, nameless);

const nameless = (principal: string): string =>
	/^arn:aws[\w-]*:iam::\d{12}:(?:user|role)\//.test(principal) || /^A(?:IDA|ROA)[A-Z0-9]{12,}$/.test(principal)
		? 'a user or role'
		: principal;

/** The policy as one text, in one way of writing it. */
function written(text: string, name: (principal: string) => string = (principal) => principal): string {
	const { rest, statements } = readPolicy(text);
	const plain = statements.map((statement) =>
		Object.fromEntries(
			Object.entries(statement).map(([key, value]) => [
				key,
				/^(?:Not)?Principal$/.test(key) ? principals(value, name) : value,
			]),
		),
	);
	return JSON.stringify(ordered({ ...rest, Statement: plain }));
}

function principals(value: unknown, name: (principal: string) => string): unknown {
	if (value === '*') return { AWS: ['*'] };
	if (!isObject(value) || value.AWS === undefined) return value;
	const list = Array.isArray(value.AWS) ? (value.AWS as unknown[]) : [value.AWS];
	const named = (one: unknown) => {
		if (typeof one !== 'string') return one;
		return name(/^\d{12}$/.test(one) ? `arn:aws:iam::${one}:root` : one);
	};
	return { ...value, AWS: list.map(named) };
}

/** The same value with members and texts in the order of the alphabet; what stands alone becomes a list of one. */
function ordered(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) {
		const list = (value as unknown[]).map((one) => ordered(one));
		return list.every((one) => typeof one === 'string') ? [...list].sort() : list;
	}
	if (isObject(value))
		return Object.fromEntries(
			Object.keys(value)
				.sort()
				.map((name) => [name, ordered(value[name], name)]),
		);
	// JSON's booleans and numbers mean the same as their text, see `textsOf`.
	const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && !single.has(key) ? [text] : text;
}

/** What is never a list. */
const single = new Set(['', 'Version', 'Id', 'Sid', 'Effect']);
