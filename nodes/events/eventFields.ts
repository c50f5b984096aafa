import type { IDataObject, ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { listJobTypes } from '../../vidicore/jobs/readJob';
import { UserError } from '../kit/errors';
import { idFrom, optionalIdFrom } from '../kit/parameters';
import { collectionLocator, collectionLocatorOptional } from '../pickers/collection';
import { itemLocatorOptional } from '../pickers/item';
import { vidiCore, type TriggerContext } from '../kit/vidiCore';
import { itemEntered } from './itemEntered';
import { jobEnded } from './jobEnded';
import { metadataChanged } from './metadataChanged';
import type { TriggerEvent } from './triggerEvent';

const onlyFor = (event: string) => ({ displayOptions: { show: { event: [event] } } });

/** The fields of both triggers. */
export const eventFields: INodeProperties[] = [
	{
		displayName: 'Start When',
		name: 'event',
		type: 'options',
		options: [
			{
				name: 'A Job Ends',
				value: 'jobEnded',
				description: 'An analysis, a training, an import … has ended, well or badly',
			},
			{
				name: 'An Item Comes Into a Collection',
				value: 'itemEntered',
				description: 'For example new portraits in the training collection',
			},
			{
				name: 'Metadata of an Item Change',
				value: 'metadataChanged',
				description: 'One of certain fields of an item is written',
			},
		],
		default: 'jobEnded',
	},
	{ ...collectionLocator, description: 'The collection to watch', ...onlyFor('itemEntered') },
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. title, vcs_face_value',
		description:
			'Names of the metadata fields to watch, with commas between them. Faces and other timed metadata are not watched: use "A Job Ends" for them.',
		...onlyFor('metadataChanged'),
	},
	{
		displayName: 'Only',
		name: 'jobFilter',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Without a filter every job that ends starts the workflow',
		...onlyFor('jobEnded'),
		options: [
			{
				...collectionLocatorOptional,
				displayName: 'Collection',
				description: 'Only trainings of this collection and jobs on items in it',
			},
			{ ...itemLocatorOptional, description: 'Only jobs on this item' },
			{
				displayName: 'Job Type Names or IDs',
				name: 'types',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getJobTypes' },
				default: [],
				description:
					'Only jobs of these types. An analysis is ANALYZE. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Outcome',
				name: 'outcomes',
				type: 'multiOptions',
				options: [
					{ name: 'Aborted', value: 'aborted' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'Finished', value: 'finished' },
					{ name: 'Finished With a Warning', value: 'warning' },
				],
				default: ['finished', 'warning'],
				description: 'Only jobs that ended like this',
			},
			{
				displayName: 'User',
				name: 'user',
				type: 'string',
				default: '',
				placeholder: 'e.g. admin',
				description: 'Only jobs that this user of VidiCore has started',
			},
		],
	},
	{
		displayName: 'Only',
		name: 'itemFilter',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Without a filter all items are watched',
		...onlyFor('metadataChanged'),
		options: [{ ...itemLocatorOptional, description: 'Only this item' }],
	},
];

/** The event that the fields describe. Throws a UserError for a field that is missing. */
export function eventOf(context: TriggerContext, http: VidiCoreHttp): TriggerEvent {
	switch (context.getNodeParameter('event', 'jobEnded')) {
		case 'itemEntered': {
			const raw: unknown = context.getNodeParameter('collectionId', '', { extractValue: true });
			return itemEntered(http, idFrom(raw, 'Collection'));
		}
		case 'metadataChanged': {
			const fields = list(context.getNodeParameter('fields', ''));
			if (fields.length === 0)
				throw new UserError('"Fields" is empty', 'Name at least one metadata field to watch, for example title.');
			return metadataChanged(http, {
				fields,
				itemId: optionalIdFrom((context.getNodeParameter('itemFilter', {}) as IDataObject).itemId, 'Item'),
			});
		}
		default: {
			const filter = context.getNodeParameter('jobFilter', {}) as IDataObject;
			return jobEnded(http, {
				types: list(filter.types),
				outcomes: list(filter.outcomes),
				itemId: optionalIdFrom(filter.itemId, 'Item'),
				collectionId: optionalIdFrom(filter.collectionId, 'Collection'),
				user: text(filter.user),
			});
		}
	}
}

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const list = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(text) : text(value).split(',').map(text)).filter((entry) => entry !== '');

/** The job types of this VidiCore. */
export async function getJobTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await listJobTypes(await vidiCore(this))).sort().map((value) => ({ name: value, value }));
}
