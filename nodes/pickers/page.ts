import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { isLastPage, type ListPage } from '../../vidicore/pages';
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
 * One page of a picker's list; VidiCore counts from 1, and may give fewer entries at once than are asked for. Throws a
 * UserError where there is nothing although nothing was typed.
 */
export async function page<T>(
	asked: AskedList,
	load: (first: number, number: number) => Promise<ListPage<T>>,
	shown: (entry: T) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const first = Number(asked.token ?? 1);
	const loaded = await load(first, pageSize);
	if (first === 1) refuseEmpty(loaded.entries, asked);
	return {
		results: loaded.entries.map(shown),
		paginationToken: isLastPage(loaded, first, pageSize) ? undefined : String(first + loaded.entries.length),
	};
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
