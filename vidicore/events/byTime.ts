import { isLastPage } from '../pages';

export const endOfTime = '2999-12-31T00:00:00Z';
export const beginOfTime = '1970-01-01T00:00:00Z';
const pageSize = 100;

/** One page of what has a time, in order of it. */
interface TimedPage<T> {
	hits?: number;
	entries: T[];
}

/**
 * All entries from a time on. Each page begins at the time at which the one before it ended, so that entries which
 * come or move meanwhile shift nothing; an entry at such a time comes twice. `load` takes the time, the place from 1
 * on and how many; what it throws is thrown.
 */
export async function fromTimeOn<T extends { time: string }>(
	begin: string,
	load: (from: string, first: number, number: number) => Promise<TimedPage<T>>,
): Promise<T[]> {
	const found: T[] = [];
	for (let [from, first] = [begin, 1]; ;) {
		const page = await load(from, first, pageSize);
		found.push(...page.entries);
		if (isLastPage(page, first, pageSize)) return found;
		const last = page.entries.at(-1)?.time ?? from;
		if (last > from) [from, first] = [last, 1];
		else first += page.entries.length;
	}
}
