import { segment, type VidiCoreHttp } from '../http';

/** Field → its value; '' empties the field. */
export type FieldValues = Readonly<Record<string, string>>;

/** A MetadataDocument with fields that are not timed. */
export const metadataDocument = (fields: FieldValues): object => ({
	timespan: [
		{
			start: '-INF',
			end: '+INF',
			field: Object.entries(fields).map(([name, value]) => ({ name, value: value === '' ? [] : [{ value }] })),
		},
	],
});

/**
 * Writes some fields of an item and leaves the others alone. Throws a VidiCoreError; `notFound` of a `metadata-field`
 * where the service was never configured.
 */
export async function writeItemFields(http: VidiCoreHttp, itemId: string, fields: FieldValues): Promise<void> {
	await http.send('PUT', `/API/item/${segment(itemId)}/metadata`, { body: JSON.stringify(metadataDocument(fields)) });
}

/** Puts an item into a collection; nothing changes when it is there already. Throws a VidiCoreError. */
export async function putIntoCollection(http: VidiCoreHttp, collectionId: string, itemId: string): Promise<void> {
	await http.send('PUT', `/API/collection/${segment(collectionId)}/${segment(itemId)}`, { query: [['type', 'item']] });
}

/** Takes an item out of a collection; the item stays. Throws a VidiCoreError. */
export async function takeOutOfCollection(http: VidiCoreHttp, collectionId: string, itemId: string): Promise<void> {
	await http.send('DELETE', `/API/collection/${segment(collectionId)}/${segment(itemId)}`, {
		query: [['type', 'item']],
	});
}

/** Deletes an item with its files. Throws a VidiCoreError. */
export async function deleteItem(http: VidiCoreHttp, itemId: string): Promise<void> {
	await http.send('DELETE', `/API/item/${segment(itemId)}`);
}
