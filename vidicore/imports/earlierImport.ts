import { ask } from '../answers';
import { isMissing } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { deleteItem } from '../deletes';
import type { JobDocument } from '../jobs/documents';
import { jobOutcome } from '../jobs/state';
import { readIds } from '../plainLists';
import { earlierImports } from './earlierImports';

export interface Earlier {
	itemId: string;
	title: string;
	job: JobDocument;
}

/**
 * The import that was started before and runs or has ended well, if its item is still there. What a failed one has left
 * empty is deleted: it was made for this very file, and nothing came into it.
 */
export async function earlierImport(
	http: VidiCoreHttp,
	request: string,
	signal?: AbortSignal,
): Promise<Earlier | undefined> {
	for (const { job, itemId } of await earlierImports(http, request, signal)) {
		const title = await titleIfAny(http, itemId);
		if (title === undefined) continue;
		if (!['failed', 'aborted'].includes(jobOutcome(job.status))) return { itemId, title, job };
		if (await isEmpty(http, itemId)) await deleteItem(http, itemId);
	}
	return undefined;
}

/** The item's title; '' where it has none, undefined where VidiCore has not the item. Throws a VidiCoreError. */
export async function titleIfAny(http: VidiCoreHttp, itemId: string): Promise<string | undefined> {
	const query = [
		['content', 'metadata'],
		['field', 'title'],
		['interval', 'generic'],
	] as const;
	try {
		const item = await ask(http, 'GET', `/API/item/${segment(itemId)}`, `the item ${itemId}`, { query });
		item.text('id');
		return fieldValue(fieldsOf(item), 'title');
	} catch (error) {
		return isMissing(error) ? undefined : await Promise.reject(error);
	}
}

/** Whether an item has no shape but that for which a placeholder waits (parameter documented). */
async function isEmpty(http: VidiCoreHttp, itemId: string): Promise<boolean> {
	const path = `/API/item/${segment(itemId)}/shape`;
	return (await readIds(http, path, 'the list of shapes', { query: [['placeholder', false]] })).length === 0;
}
