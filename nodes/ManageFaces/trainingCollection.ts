import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { checkCollection } from '../../vidicore/items/collections';
import { markedCollections } from '../pickers/collection';

/**
 * The training collection that was picked, for the output: with a warning where VidiCore does not mark it as one. It
 * is no refusal, because any collection can be trained (documented), and the mark is known from the vendor's user
 * interface only. Throws a VidiCoreError when there is no such collection, so that this is known before anything is
 * changed.
 */
export async function trainingCollection(
	http: VidiCoreHttp,
	collectionId: string,
): Promise<{ collectionId: string } & IDataObject> {
	const marked = await markedCollections(http);
	if (marked.some(({ id }) => id === collectionId)) return { collectionId };
	await checkCollection(http, collectionId);
	const others = marked.map(({ id, name }) => `${name} (${id})`).join(', ');
	return {
		collectionId,
		warning:
			`${collectionId} is not marked as a training collection in ` +
			`VidiCore${others ? `; these are: ${others}` : '. Run "Configure Fields" first'}`,
	};
}
