import { invalidInput } from '../faults';
import { uncertain } from '../uncertain';
import type { WorstCase } from '../worstCase';
import type { Findings, Keys } from './find';
import type { Shifts } from './shifts';

export interface Page<T> {
	page: T[];
	/** The members around the entries: how many there are, what was counted, and where the next page begins. */
	around: { hits?: number; facet?: object[]; nextCursor?: string };
}

/**
 * One page, as `first` (from 1) and `number` want it, or behind a `cursor` (documented: `*` for the first page, then
 * `nextCursor`; `first` does not count then). Throws 400 for numbers that are none, for a cursor that nobody gave out
 * and for a page beyond what the index gives by `first`.
 */
export function pageOf<T>({ found, order, facets }: Findings<T>, query: URLSearchParams, paging: Paging): Page<T> {
	const number = wholeNumber(query, 'number', 100, 0);
	const cursor = query.get('cursor');
	const from = cursor === null ? wholeNumber(query, 'first', 1, 1) - 1 : placeBehind(cursor, found, order);
	if (cursor === null && from + number > uncertain.resultWindow)
		throw invalidInput('first', `Only the first ${uncertain.resultWindow} hits can be had by their number`);
	const { page, hits } = cut(found, from, number, query, paging);
	const last = page.at(-1);
	return {
		page: page.map(({ thing }) => thing),
		around: {
			...(query.get('count') === 'false' ? {} : { hits }),
			...(facets.length > 0 ? { facet: facets } : {}),
			...(cursor === null ? {} : { nextCursor: last ? written(last.keys) : cursor }),
		},
	};
}

function wholeNumber(query: URLSearchParams, name: string, absent: number, least: number): number {
	const text = query.get(name);
	const number = text === null ? absent : Number(text);
	if (Number.isInteger(number) && number >= least) return number;
	throw invalidInput(name, `Not a number from ${least} on`, undefined, text ?? '');
}

/** A cursor stands for a place in the order, whatever comes and goes before it. */
const written = (keys: Keys): string =>
	Buffer.from(JSON.stringify(keys.map((key) => key ?? null))).toString('base64url');

function placeBehind<T>(cursor: string, found: Findings<T>['found'], order: Findings<T>['order']): number {
	if (cursor === '*') return 0;
	const keys = readCursor(cursor);
	let [low, high] = [0, found.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (order(found[middle]?.keys ?? [], keys) <= 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

function readCursor(cursor: string): Keys {
	try {
		const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Array<number | string | null>;
		if (Array.isArray(keys)) return keys.map((key) => key ?? undefined);
	} catch {
		// told below
	}
	throw invalidInput('cursor', 'Not a cursor', undefined, cursor);
}

/** One page of a list that is in order already, as `first` (from 1) and `number` want it. */
export function searched<T>(list: T[], query: URLSearchParams, paging: Paging): { page: T[]; hits: number } {
	const from = wholeNumber(query, 'first', 1, 1) - 1;
	return cut(list, from, wholeNumber(query, 'number', 100, 0), query, paging);
}

/** The same of a list that holds still, where so many are a page unless `number` says otherwise. */
export function pageOfList<T>(list: readonly T[], query: URLSearchParams, usual: number): T[] {
	const from = wholeNumber(query, 'first', 1, 1) - 1;
	return list.slice(from, from + wholeNumber(query, 'number', usual, 0));
}

/** How lists are given in pages. */
export interface Paging {
	shifts: Shifts;
	ways: Pick<WorstCase, 'pageSize'>;
}

/** So many entries of a list, from a place (0-based) on, and how many there are at this moment. */
export function cut<T>(
	list: readonly T[],
	from: number,
	number: number,
	query: URLSearchParams,
	{ shifts, ways }: Paging,
): { page: T[]; hits: number } {
	const more = shifts.at(from, query);
	return { page: list.slice(from - more, from - more + Math.min(number, ways.pageSize)), hits: list.length + more };
}
