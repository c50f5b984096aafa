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
import { isFinal } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { idsIn } from '../../vidicore/notifications/message';
import { scopes } from '../../vidicore/notifications/notification';
import type { TriggerEvent } from './triggerEvent';

export interface MetadataFilter {
	/** At least one. */
	fields: string[];
	/** '' for all items. */
	itemId: string;
}

/** A message of VidiCore is about one change of one item (documented); more are none of its messages. */
const mostLookedUp = 10;

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
			const items = idsIn(message, 'itemId');
			// Which change is of which item would not be told; so not every pair of a great many.
			const changes = idsIn(message, 'changeSetId').slice(0, items.length > mostLookedUp ? 1 : mostLookedUp);
			return items.flatMap((item) => changes.map((change) => `${item} ${change}`));
		},
		verified: async (keys) => {
			const found: ChangedItem[] = [];
			for (const key of keys.slice(0, mostLookedUp)) {
				const [id = '', change = ''] = key.split(' ');
				const item = await readChangedItem(http, id, fields).catch(notShown);
				if (item && (item.change === change || item.revision.includes(change))) found.push({ ...item, change });
			}
			return { events: ofItem(found), leftOut: Math.max(0, keys.length - mostLookedUp) };
		},
		keyOf: (event) => `${String(event.itemId)} ${String(event.change)}`,
		samples: async () => ofItem(await newestChangedItems(http, fields)).slice(0, 1),
	};
}

const notShown = async (error: unknown): Promise<undefined> =>
	isFinal(error) ? undefined : await Promise.reject(error);

const output = ({ itemId, title, fields, change, changedAt, changedBy }: ChangedItem): IDataObject => ({
	itemId,
	...(title ? { title } : {}),
	fields,
	...(change ? { change } : {}),
	...(changedAt ? { changedAt } : {}),
	...(changedBy ? { changedBy } : {}),
});
