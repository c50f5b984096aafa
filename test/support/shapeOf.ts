/** `path: type` of everything in a document; lists count by what their members have in common. */
export function shapeOf(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return [`${at}: list`, ...new Set(value.flatMap((entry) => shapeOf(entry, `${at}[]`)))];
	if (value === null || typeof value !== 'object') return [`${at}: ${value === null ? 'null' : typeof value}`];
	return Object.entries(value).flatMap(([name, inner]) => shapeOf(inner, `${at}.${name}`));
}
