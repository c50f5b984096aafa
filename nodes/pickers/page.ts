import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { UserError } from '../kit/errors';

const pageSize = 50;

/** What a list was asked for, and what to say when there is nothing at all: n8n itself says only "No results". */
export interface AskedList {
	token?: string;
	filter?: string;
	/** Why it may be empty and what to do, in sentences. */
	none: string;
}

/**
 * One page of a picker's list; VidiCore counts from 1, and a full page means that there may be more. Throws a UserError
 * where there is nothing although nothing was typed.
 */
export async function page(
	asked: AskedList,
	load: (first: number, number: number) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	const first = Number(asked.token ?? 1);
	const results = await load(first, pageSize);
	if (first === 1) refuseEmpty(results, asked);
	return { results, paginationToken: results.length === pageSize ? String(first + pageSize) : undefined };
}

/**
 * Those entries of a short, whole list whose name holds the words. Throws a UserError where the list itself is empty.
 */
export function matching(
	results: INodeListSearchItems[],
	{ filter, none }: Omit<AskedList, 'token'>,
): INodeListSearchResult {
	refuseEmpty(results, { none });
	const words = filter?.trim().toLowerCase() ?? '';
	return { results: results.filter(({ name }) => name.toLowerCase().includes(words)) };
}

function refuseEmpty(results: readonly unknown[], { filter, none }: AskedList): void {
	if (results.length > 0 || (filter ?? '').trim() !== '') return;
	const [what = none] = /^.*?\.(?= |$)/.exec(none) ?? [];
	throw new UserError(what, none.slice(what.length).trim());
}
