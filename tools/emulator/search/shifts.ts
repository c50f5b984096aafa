/**
 * Lists that change while they are read: something comes before the first entry when the second page is asked for, and
 * is gone when the list is read anew. Each list does so once, so that a client that begins again gets through.
 */
export class Shifts {
	private readonly lists = new Map<string, 'shifts' | 'holdsStill'>();

	constructor(private readonly happen: boolean) {}

	/** By how many places the list of this query has shifted at that place (0-based). */
	at(from: number, query: URLSearchParams): 0 | 1 {
		if (!this.happen || query.has('cursor')) return 0;
		const named = new URLSearchParams(query);
		named.delete('first');
		const list = named.toString();
		const state = this.lists.get(list) ?? (from === 0 ? undefined : 'shifts');
		if (state !== undefined) this.lists.set(list, from === 0 ? 'holdsStill' : state);
		return from > 0 && state === 'shifts' ? 1 : 0;
	}
}
