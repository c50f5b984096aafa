/** One page of a list that counts itself. */
export interface ListPage<T> {
	/** How many entries the whole list has, where VidiCore says so. */
	hits?: number;
	entries: T[];
}

/**
 * Whether nothing comes behind a page that began at the place `first` (1-based) and was asked for with `number`
 * entries at most. A short page is the last one only where VidiCore does not count the list: how many entries it gives
 * at once at most is not known, and a list that is taken for shorter than it is loses events.
 */
export function isLastPage({ hits, entries }: ListPage<unknown>, first: number, number: number): boolean {
	if (entries.length === 0) return true;
	return hits === undefined ? entries.length < number : first + entries.length > hits;
}
