/**
 * By the alphabet, upper and lower case alike. Not `localeCompare`: it loads the tables of all languages, and n8n would
 * wait for that when it starts.
 */
export function alphabetically(a: string, b: string): number {
	const [one, other] = [a.toLowerCase(), b.toLowerCase()];
	return one < other ? -1 : one > other ? 1 : 0;
}
