import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import {
	findTrainingCollections,
	searchCollections as search,
	type CollectionSummary,
} from '../../vidicore/items/collections';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { page } from './page';

/** Collections by name; on the first page the training collections come first. */
export async function searchCollections(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const http = await vidiCore(this);
	const training = await markedCollections(http);
	const trainingIds = new Set(training.map(({ id }) => id));
	const asked = { token: paginationToken, filter, none };
	const found = await page(
		asked,
		(first, number) => search(http, filter ?? '', first, number),
		({ id, name }) => ({
			name: `${name || 'Without a name'}${trainingIds.has(id) ? ' – training' : ''} (${id})`,
			value: id,
		}),
	);
	const isTraining = ({ value }: INodeListSearchItems) => Number(trainingIds.has(String(value)));
	return { ...found, results: found.results.sort((a, b) => isTraining(b) - isTraining(a)) };
}

const none = 'There is no collection in this VidiCore yet. The node "VidiCore" makes one.';

export const collectionPicker = picker(
	{ searchCollections },
	{
		displayName: 'Collection',
		description:
			'The collection with the training portraits. Configure Fields makes one called FaceTrainingDataset; training ' +
			'collections stand first in the list.',
		link: 'collection',
	},
);

/**
 * The training collections; none before the service is configured, when VidiCore does not know the field that marks
 * them. Throws a VidiCoreError.
 */
export async function markedCollections(http: VidiCoreHttp): Promise<CollectionSummary[]> {
	return await findTrainingCollections(http).catch(async (error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'notFound' ? [] : await Promise.reject(error),
	);
}
