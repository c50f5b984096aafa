import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

const pageSize = 50;

/** One page of a picker's list; VidiCore counts from 1, and a full page means that there may be more. */
export async function page(
	token: string | undefined,
	load: (first: number, number: number) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	const first = Number(token ?? 1);
	const results = await load(first, pageSize);
	return { results, paginationToken: results.length === pageSize ? String(first + pageSize) : undefined };
}

/** Those entries of a short, whole list whose name holds the words. */
export function matching(results: INodeListSearchItems[], filter?: string): INodeListSearchResult {
	const words = filter?.trim().toLowerCase() ?? '';
	return { results: results.filter(({ name }) => name.toLowerCase().includes(words)) };
}
