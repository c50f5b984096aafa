/** What VidiCore says when it calls: key → its values, in no order; keys may repeat or be missing (recorded). */
export type Message = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a message: one flat list of keys and values. Anything else is an empty message; a message is never believed
 * anyway.
 */
export function readMessage(body: unknown): Message {
	const message = new Map<string, string[]>();
	const { field } = (body ?? {}) as { field?: unknown };
	for (const entry of Array.isArray(field) ? (field as unknown[]) : []) {
		const { key, value } = (entry ?? {}) as { key?: unknown; value?: unknown };
		if (typeof key !== 'string' || typeof value !== 'string') continue;
		const values = message.get(key);
		if (values) values.push(value);
		else message.set(key, [value]);
	}
	return message;
}
