import { segment, type VidiCoreHttp } from '../http';

export interface ItemSummary {
	id: string;
	title: string;
}

interface ItemListDocument {
	item?: Array<{ id?: string; metadata?: { timespan?: Array<{ field?: Array<{ name?: string; value?: Array<{ value?: string }> }> }> } }>;
}

/** One page of the items whose metadata hold the words, newest first as VidiCore lists them. `first` is 1-based. Throws a VidiCoreError. */
export async function searchItems(http: VidiCoreHttp, words: string | undefined, first: number, number: number): Promise<ItemSummary[]> {
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
	return (list.item ?? []).map(({ id, metadata }) => {
		const fields = (metadata?.timespan ?? []).flatMap((span) => span.field ?? []);
		return { id: id ?? '', title: fields.find(({ name }) => name === 'title')?.value?.[0]?.value ?? '' };
	});
}

/** An item's address for starting its analysis. */
export const analyzePath = (itemId: string): string => `/API/item/${segment(itemId)}/analyze`;
