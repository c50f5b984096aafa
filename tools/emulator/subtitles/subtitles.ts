import type { Item } from '../entities';
import { intervalsIn, spansIn } from '../metadata/intervals';
import { inSeconds, roughly } from '../time';

/** Lines that are shown from and to a time, in seconds. */
export interface Subtitle {
	from: number;
	to: number;
	lines: string[];
}

/**
 * The subtitles in an item's metadata (documented: the texts of `stl_text` in groups `stl_subtitle`, with a line feed
 * between lines), the earliest first; only those in the query's `interval`. Throws 400 for what is no interval.
 */
export const subtitlesOf = (item: Item, query: URLSearchParams): Subtitle[] =>
	spansIn(item, intervalsIn(query))
		.flatMap(({ start, end, group }) =>
			group
				.filter(({ name }) => name === 'stl_subtitle')
				.map(({ field }) => ({
					...{ from: roughly(inSeconds(start)), to: roughly(inSeconds(end)) },
					lines: field.filter(({ name }) => name === 'stl_text').flatMap(({ value }) => value.split('\n')),
				})),
		)
		.filter(({ lines }) => lines.some((line) => line !== ''))
		.sort((a, b) => a.from - b.from);
