import type { IDataObject } from 'n8n-workflow';
import {
	afterChangedItems,
	checkField,
	itemsChangedSince,
	newestChangedItems,
	readChangedItem,
	type ChangedItem,
} from '../../vidicore/events/changedItems';
import type { Cursor } from '../../vidicore/events/cursor';
import type { VidiCoreHttp } from '../../vidicore/http';
import { scopes } from '../../vidicore/notifications/notification';
import type { TriggerEvent } from './triggerEvent';

export interface MetadataFilter {
	/** At least one. */
	fields: string[];
	/** '' for all items. */
	itemId: string;
}

/** One of these fields of an item was changed. Each is the item with the fields as they are now. */
export function metadataChanged(http: VidiCoreHttp, { fields, itemId }: MetadataFilter): TriggerEvent {
	const ofItem = (items: readonly ChangedItem[]) =>
		items.filter((item) => itemId === '' || item.itemId === itemId).map(output);
	return {
		stateKey: `metadataChanged ${fields.join()}`,
		scope: itemId === '' ? scopes.allItems : scopes.item(itemId),
		trigger: { metadata: { modify: { field: fields.join(',') } } },
		check: async () => {
			for (const field of fields) await checkField(http, field);
		},
		begin: async () => ({ ...(await afterChangedItems(http, fields)) }),
		since: async (state) => {
			const { events, cursor } = await itemsChangedSince(http, state as unknown as Cursor, fields);
			return { events: ofItem(events), state: { ...cursor } };
		},
		named: (message) => {
			const [item, change] = [message.get('itemId')?.[0], message.get('changeSetId')?.[0]];
			return item === undefined ? [] : [`${item} ${change ?? ''}`];
		},
		verified: async (key) => {
			const [id = '', change = ''] = key.split(' ');
			const item = await readChangedItem(http, id, fields);
			const genuine = item !== undefined && (item.change === change || item.revision.includes(change));
			return genuine ? ofItem([{ ...item, change }])[0] : undefined;
		},
		samples: async () => ofItem(await newestChangedItems(http, fields)).slice(0, 1),
	};
}

const output = ({ itemId, title, fields, change, changedAt, changedBy }: ChangedItem): IDataObject => ({
	itemId,
	...(title ? { title } : {}),
	fields,
	...(change ? { change } : {}),
	...(changedAt ? { changedAt } : {}),
	...(changedBy ? { changedBy } : {}),
});
