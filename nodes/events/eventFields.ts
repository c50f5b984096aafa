import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { listJobTypes } from '../../vidicore/jobs/readJob';
import { UserError } from '../kit/errors';
import { reworded, showWhen, valuesOf, type Field, type Fields, type Values } from '../kit/field';
import { collection, optional } from '../kit/fields/grouped';
import { choice, choices, listFrom, text } from '../kit/fields/plain';
import { collectionPicker } from '../pickers/collection';
import { itemPicker } from '../pickers/item';
import { storagePicker } from '../pickers/storage';
import { vidiCore, type TriggerContext } from '../kit/vidiCore';
import { fileAppeared } from './fileAppeared';
import { itemCreated } from './itemCreated';
import { itemEntered } from './itemEntered';
import { itemImported } from './itemImported';
import { jobEnded } from './jobEnded';
import { metadataChanged } from './metadataChanged';
import type { PolledEvent, TriggerEvent } from './triggerEvent';

/** The types of jobs, as VidiCore lists them. */
const jobTypes: Field<string[]> = {
	property: {
		displayName: 'Job Type Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getJobTypes' },
		default: [],
		description:
			'Only jobs of these types. An analysis is ANALYZE. Choose from the list, or specify IDs using an <a ' +
			'href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse: listFrom,
	methods: { loadOptions: { getJobTypes } },
};

const toldEvents = [
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
		name: 'An Item Is Imported',
		value: 'itemImported',
		description: 'A file has come into VidiCore and is an item now',
	},
	{
		name: 'Metadata of an Item Change',
		value: 'metadataChanged',
		description: 'One of certain fields of an item is written',
	},
] as const;

/** What VidiCore does not call anybody for, as far as is known. */
const polledEvents = [
	{
		name: 'A File Appears on a Storage',
		value: 'fileAppeared',
		description: 'A file that nobody writes any more and that is in no item yet',
	},
	{
		name: 'An Item Is Created',
		value: 'itemCreated',
		description: 'However it was made; its file may be on its way still',
	},
] as const;

/** The fields of both triggers. */
export const eventFields = {
	event: choice({
		displayName: 'Start When',
		options: toldEvents,
		default: 'jobEnded',
	}),
	collectionId: showWhen(reworded(collectionPicker, { description: 'The collection to watch' }), {
		event: ['itemEntered'],
	}),
	fields: showWhen(
		text({
			displayName: 'Fields',
			required: true,
			placeholder: 'e.g. title, vcs_face_value',
			description:
				'Names of the metadata fields to watch, with commas between them. Faces and other timed metadata are not ' +
				'watched: use "A Job Ends" for them.',
		}),
		{ event: ['metadataChanged'] },
	),
	jobFilter: showWhen(
		collection({
			displayName: 'Only',
			placeholder: 'Add Filter',
			description: 'Without a filter every job that ends starts the workflow',
			fields: {
				collectionId: optional(
					reworded(collectionPicker, {
						description: 'Only trainings of this collection and jobs on items in it',
					}),
				),
				itemId: optional(reworded(itemPicker, { description: 'Only jobs on this item' })),
				types: jobTypes,
				outcomes: optional(
					choices({
						displayName: 'State',
						options: [
							{ name: 'Aborted', value: 'aborted' },
							{ name: 'Failed', value: 'failed' },
							{ name: 'Finished', value: 'finished' },
							{ name: 'Finished With a Warning', value: 'warning' },
						],
						default: ['finished', 'warning'],
						description: 'Only jobs that ended like this',
					}),
				),
				user: text({
					displayName: 'User',
					placeholder: 'e.g. admin',
					description: 'Only jobs that this user of VidiCore has started',
				}),
			},
		}),
		{ event: ['jobEnded'] },
	),
	itemFilter: showWhen(
		collection({
			displayName: 'Only',
			placeholder: 'Add Filter',
			description: 'Without a filter all items are watched',
			fields: { itemId: optional(reworded(itemPicker, { description: 'Only this item' })) },
		}),
		{ event: ['metadataChanged'] },
	),
};

/** The fields of the trigger that asks by the clock. */
export const polledEventFields = {
	...eventFields,
	event: choice({
		displayName: 'Start When',
		options: [...toldEvents, ...polledEvents],
		default: 'jobEnded',
	}),
	storageId: showWhen(reworded(storagePicker, { description: 'The storage to watch' }), { event: ['fileAppeared'] }),
	path: showWhen(
		text({
			displayName: 'Path',
			placeholder: 'e.g. incoming/*.mxf',
			description: 'Only files there; * and ? stand for anything. All files of the storage when empty.',
		}),
		{ event: ['fileAppeared'] },
	),
};

/** The event that the fields of the trigger that asks by the clock describe. Throws a UserError. */
export function polledEventOf(context: TriggerContext, http: VidiCoreHttp): PolledEvent {
	const values = valuesIn(context, polledEventFields);
	if (values.event === 'fileAppeared') return fileAppeared(http, values.storageId, values.path);
	return values.event === 'itemCreated' ? itemCreated(http) : eventOf(context, http);
}

const valuesIn = <F extends Fields>(context: TriggerContext, fields: F): Values<F> =>
	valuesOf(fields, (name, { type, default: absent }) => {
		const extractValue = type === 'resourceLocator';
		return (context.getNodeParameter(name, absent, { extractValue }) as unknown) ?? null;
	});

/** The event that the fields describe. Throws a UserError for a field that is missing. */
export function eventOf(context: TriggerContext, http: VidiCoreHttp): TriggerEvent {
	const values = valuesIn(context, eventFields);
	switch (values.event) {
		case 'itemEntered':
			return itemEntered(http, values.collectionId);
		case 'itemImported':
			return itemImported(http);
		case 'metadataChanged': {
			const fields = listFrom(values.fields, 'Fields');
			if (fields.length === 0)
				throw new UserError('"Fields" is empty', 'Name at least one metadata field to watch, for example title.');
			return metadataChanged(http, { fields, itemId: values.itemFilter.itemId ?? '' });
		}
		case 'jobEnded': {
			const { types, outcomes = [], itemId = '', collectionId = '', user } = values.jobFilter;
			return jobEnded(http, { types, outcomes, itemId, collectionId, user });
		}
	}
}

/** The job types of this VidiCore. */
async function getJobTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await listJobTypes(await vidiCore(this))).sort().map((value) => ({ name: value, value }));
}
