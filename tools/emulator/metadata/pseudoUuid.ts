/** A uuid that is the same each time, so that an answer does not change while nothing changed. */
export function pseudoUuid(seed: string): string {
	let hash = 2166136261;
	for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
	const hex = hash.toString(16).padStart(8, '0');
	return `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)}`;
}
