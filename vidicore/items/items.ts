import { segment, type VidiCoreHttp } from '../http';
import { fieldValue, type PlainMetadata } from './fields';

export interface ItemSummary {
	id: string;
	title: string;
}

interface ItemListDocument {
	item?: Array<{ id?: string; metadata?: PlainMetadata }>;
}

/**
 * One page of the items whose metadata hold the words, newest first as VidiCore lists them. `first` is 1-based.
 * Throws a VidiCoreError.
 */
export async function searchItems(
	http: VidiCoreHttp,
	words: string | undefined,
	first: number,
	number: number,
): Promise<ItemSummary[]> {
	const query = [
		['content', 'metadata'],
		['field', 'title'],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['first', first],
		['number', number],
	] as const;
	const search = words ? { text: [{ value: `*${words}*` }] } : {};
	const list = await http.json<ItemListDocument>('PUT', '/API/item', { query, body: JSON.stringify(search) });
	return (list.item ?? []).map(({ id = '', metadata }) => ({ id, title: fieldValue(metadata, 'title') }));
}

/** An item's address for starting its analysis. */
export const analyzePath = (itemId: string): string => `/API/item/${segment(itemId)}/analyze`;
