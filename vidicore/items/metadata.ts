import { ask } from '../answers';
import { isMissing, VidiCoreError } from '../errors';
import { collectionsOfItem } from '../events/collectionContent';
import { segment, type VidiCoreHttp } from '../http';

/** Field → its value, or its values; '' empties the field. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/** A MetadataDocument with fields that are not timed. */
export const metadataDocument = (fields: FieldValues): object => ({
	timespan: [
		{
			start: '-INF',
			end: '+INF',
			field: Object.entries(fields).map(([name, values]) => ({
				name,
				value: [values].flat().flatMap((value) => (value === '' ? [] : [{ value }])),
			})),
		},
	],
});

/**
 * Writes some fields of an item and leaves the others alone. VidiCore answers with the item's metadata (recorded), so
 * any other answer means that nothing is known of it. Throws a VidiCoreError; `notFound` of a `metadata-field` where
 * the service was never configured.
 */
export async function writeItemFields(http: VidiCoreHttp, itemId: string, fields: FieldValues): Promise<void> {
	const path = `/API/item/${segment(itemId)}/metadata`;
	const body = JSON.stringify(metadataDocument(fields));
	(await ask(http, 'PUT', path, `the metadata of ${itemId}`, { body })).parts('item');
}

/** Puts an item into a collection; nothing changes when it is there already. Throws a VidiCoreError. */
export const putIntoCollection = (http: VidiCoreHttp, collectionId: string, itemId: string): Promise<void> =>
	inCollection(http, 'PUT', collectionId, itemId);

/** Takes an item out of a collection, if it is in it; the item stays. Throws a VidiCoreError. */
export const takeOutOfCollection = (http: VidiCoreHttp, collectionId: string, itemId: string): Promise<void> =>
	inCollection(http, 'DELETE', collectionId, itemId).catch(async (error: unknown) => {
		const isNotInIt = isMissing(error) && /item/i.test(error.fault.subject ?? '');
		if (!isNotInIt) await Promise.reject(error);
	});

/** VidiCore answers with nothing (documented); after an answer with something it is asked whether it was done. */
async function inCollection(
	http: VidiCoreHttp,
	method: 'PUT' | 'DELETE',
	collectionId: string,
	itemId: string,
): Promise<void> {
	const path = `/API/collection/${segment(collectionId)}/${segment(itemId)}`;
	if (await http.send(method, path, { query: [['type', 'item']] })) return;
	const isIn = (await collectionsOfItem(http, itemId)).includes(collectionId);
	if (isIn === (method === 'PUT')) return;
	throw new VidiCoreError(
		`Something else than VidiCore has answered: ${itemId} was not ${isIn ? 'taken out of' : 'put into'} ${collectionId}`,
		{ kind: 'notVidiCore' },
		{ method, path },
	);
}
