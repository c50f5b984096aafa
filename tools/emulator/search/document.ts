import { invalidInput } from '../faults';
import { criteria, criteriaIn, only, type Operator } from './criteria';
import { count, many, object, word } from './members';

/** An ItemSearchDocument as the emulator works on it: lists where the document may have one or many. */
export interface SearchDocument {
	all: Operator;
	sort: Array<{ field: string; descending: boolean }>;
	facet: Facet[];
	intervals: 'all' | 'generic' | 'timed';
}

export interface Facet {
	field: string;
	name?: string;
	maxResults: number;
	minCount: number;
	range: Array<{ start: string; end: string }>;
}

/** Members that do not change what is found; they are not done, and whoever searches is told. */
export const withoutEffect = ['highlight', 'suggestion', 'autocomplete'];

/** Reads a search document. Throws 400 for one that is none, and for what the emulator does not do. */
export function readSearch(document: unknown): SearchDocument {
	const members = object(document, 'ItemSearchDocument');
	only(members, [...criteria, 'sort', 'facet', 'intervals', 'version', 'cursor', ...withoutEffect]);
	const intervals = word(members.intervals ?? 'all', 'intervals');
	if (intervals !== 'all' && intervals !== 'generic' && intervals !== 'timed')
		throw invalidInput('intervals', 'Not one of all, generic, timed', undefined, intervals);
	return {
		all: criteriaIn(members),
		sort: many(members.sort).map(sorting),
		facet: many(members.facet).map(facet),
		intervals,
	};
}

function sorting(raw: unknown): { field: string; descending: boolean } {
	const members = object(raw, 'sort');
	const order = word(members.order ?? 'ascending', 'order');
	if (order !== 'ascending' && order !== 'descending')
		throw invalidInput('order', 'Not one of ascending, descending', undefined, order);
	return { field: word(members.field, 'field'), descending: order === 'descending' };
}

function facet(raw: unknown): Facet {
	const members = object(raw, 'facet');
	only(members, ['field', 'count', 'maxResults', 'minCount', 'name', 'range']);
	return {
		field: word(members.field, 'field'),
		...(members.name === undefined ? {} : { name: word(members.name, 'name') }),
		maxResults: count(members.maxResults ?? 100, 'maxResults'),
		minCount: count(members.minCount ?? 1, 'minCount'),
		range: many(members.range).map((one) => {
			const range = object(one, 'range');
			return { start: word(range.start, 'start'), end: word(range.end, 'end') };
		}),
	};
}
