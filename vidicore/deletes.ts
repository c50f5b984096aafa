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
	const done = http.send('DELETE', path, { query }).then(async (isPlain) => {
		if (!isPlain) await refuseOther(http, path, kind, id);
	});
	await done.catch(async (error: unknown) => {
		const open = error instanceof VidiCoreError && (isMissing(error) || leavesOpen(error));
		const there = open ? await isThere(http, path, `the ${kind} ${id}`) : undefined;
		if (there === false) return;
		await Promise.reject(open ? withState(error, id, there) : error);
	});
}

/** An answer with a document may be anybody's: VidiCore answers a DELETE with nothing (recorded). */
async function refuseOther(http: VidiCoreHttp, path: string, kind: string, id: string): Promise<void> {
	if ((await isThere(http, path, `the ${kind} ${id}`)) === false) return;
	const message = `Something else than VidiCore has answered to the deletion of ${id}`;
	throw new VidiCoreError(message, { kind: 'notVidiCore' }, { method: 'DELETE', path });
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
