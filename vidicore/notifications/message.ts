/** What VidiCore says when it calls: key → its values, in no order; keys may repeat or be missing (recorded). */
export type Message = ReadonlyMap<string, readonly string[]>;

/** Longer values are nothing that we look for: a message is only asked for ids. */
const longestValue = 200;

/**
 * The form of the ids that VidiCore makes: a name of the site, which is VX unless somebody chose another, and a number
 * (recorded: VX-123, KP-2788261).
 */
const idForm = /^[A-Za-z][A-Za-z0-9_]{0,31}-(?:0|[1-9]\d{0,18})$/;

/**
 * Reads a message: one flat list of keys and values. We ask for JSON; XML is taken as n8n's parser hands it over, in
 * case a VidiCore sends that (the layout is inferred, none was seen). Anything else is an empty message; a message is
 * never believed anyway. Never throws, and takes time in proportion to the number of entries.
 */
export function readMessage(body: unknown): Message {
	const message = new Map<string, string[]>();
	for (const entry of entries(body)) {
		const { key, value } = (entry ?? {}) as { key?: unknown; value?: unknown };
		if (!isShort(key) || !isShort(value)) continue;
		const values = message.get(key);
		if (values) values.push(value);
		else message.set(key, [value]);
	}
	return message;
}

/**
 * The different ids that a message has under a key, without blanks around them; what VidiCore makes no ids of is
 * none.
 */
export const idsIn = (message: Message, key: string): string[] => [
	...new Set((message.get(key) ?? []).map((value) => value.trim()).filter((value) => idForm.test(value))),
];

function entries(body: unknown): unknown[] {
	if (!isObject(body)) return [];
	const xml = Object.entries(body).find(([name]) => name.toLowerCase() === 'simplemetadatadocument')?.[1];
	const { field } = (isObject(xml) ? xml : body) as { field?: unknown };
	// XML does not tell a list of one from a single element.
	return Array.isArray(field) ? (field as unknown[]) : isObject(field) && xml !== undefined ? [field] : [];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= longestValue;
