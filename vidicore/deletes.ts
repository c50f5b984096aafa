import { ask } from './answers';
import { isMissing, VidiCoreError } from './errors';
import { segment, type SendOptions, type VidiCoreHttp } from './http';
import { leavesOpen } from './jobs/startJob';

/**
 * Deletes an item with its files, or, where they are to be kept, without them (documented: `*` keeps all). See
 * `deleteThing`. Throws a VidiCoreError.
 */
export async function deleteItem(http: VidiCoreHttp, itemId: string, { keepFiles = false } = {}): Promise<void> {
	const kept = [
		['keepShapeTagMedia', '*'],
		['keepShapeTagStorage', '*'],
	] as const;
	await deleteThing(http, 'item', itemId, keepFiles ? kept : []);
}

/** Deletes a collection; what is in it stays (recorded). See `deleteThing`. Throws a VidiCoreError. */
export async function deleteCollection(http: VidiCoreHttp, collectionId: string): Promise<void> {
	await deleteThing(http, 'collection', collectionId, []);
}

/**
 * Deletes one thing. After an answer that leaves open whether it was done, and after one that it is not there, VidiCore
 * is asked whether it still is. Throws a VidiCoreError, which says so when nobody can tell.
 */
async function deleteThing(
	http: VidiCoreHttp,
	kind: 'item' | 'collection',
	id: string,
	query: NonNullable<SendOptions['query']>,
): Promise<void> {
	const path = `/API/${kind}/${segment(id)}`;
	await http.send('DELETE', path, { query }).catch(async (error: unknown) => {
		const open = error instanceof VidiCoreError && (isMissing(error) || leavesOpen(error));
		const there = open ? await isThere(http, path, `the ${kind} ${id}`) : undefined;
		if (there === false) return;
		await Promise.reject(open ? withState(error, id, there) : error);
	});
}

/** Whether VidiCore has it; undefined when it cannot be asked. */
async function isThere(http: VidiCoreHttp, path: string, what: string): Promise<boolean | undefined> {
	try {
		return (await ask(http, 'GET', path, what)).text('id') !== '';
	} catch (error) {
		return isMissing(error) ? false : undefined;
	}
}

function withState(error: VidiCoreError, id: string, there: boolean | undefined): VidiCoreError {
	const state = there ? `${id} was not deleted` : `It is not known whether ${id} was deleted`;
	return error.reworded(`${error.message.replace(/\.$/, '')}. ${state}`);
}
