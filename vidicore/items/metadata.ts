import { ask } from '../answers';
import { isMissing, VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { leavesOpen } from '../jobs/startJob';

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

/** Takes an item out of a collection, if it is in it; the item stays. Throws a VidiCoreError. */
export async function takeOutOfCollection(http: VidiCoreHttp, collectionId: string, itemId: string): Promise<void> {
	const path = `/API/collection/${segment(collectionId)}/${segment(itemId)}`;
	await http.send('DELETE', path, { query: [['type', 'item']] }).catch(async (error: unknown) => {
		const isNotInIt = isMissing(error) && /item/i.test(error.fault.subject ?? '');
		if (!isNotInIt) await Promise.reject(error);
	});
}

/**
 * Deletes an item with its files. After an answer that leaves open whether it was done, and after one that the item is
 * not there, VidiCore is asked whether it still is. Throws a VidiCoreError, which says so when nobody can tell.
 */
export async function deleteItem(http: VidiCoreHttp, itemId: string): Promise<void> {
	const path = `/API/item/${segment(itemId)}`;
	await http.send('DELETE', path).catch(async (error: unknown) => {
		const open = error instanceof VidiCoreError && (isMissing(error) || leavesOpen(error));
		const there = open ? await isThere(http, itemId) : undefined;
		if (there === false) return;
		await Promise.reject(open ? withState(error, itemId, there) : error);
	});
}

/** Whether VidiCore has the item; undefined when it cannot be asked. */
async function isThere(http: VidiCoreHttp, itemId: string): Promise<boolean | undefined> {
	try {
		const item = await ask(http, 'GET', `/API/item/${segment(itemId)}`, `the item ${itemId}`);
		return item.text('id') !== '';
	} catch (error) {
		return isMissing(error) ? false : undefined;
	}
}

function withState(error: VidiCoreError, itemId: string, there: boolean | undefined): VidiCoreError {
	const state = there ? `${itemId} was not deleted` : `It is not known whether ${itemId} was deleted`;
	return error.reworded(`${error.message.replace(/\.$/, '')}. ${state}`);
}
