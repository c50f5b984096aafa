import type { IDataObject } from 'n8n-workflow';
import { readChangedItem } from '../../vidicore/events/changedItems';
import { itemsInCollection } from '../../vidicore/events/collectionContent';
import type { VidiCoreHttp } from '../../vidicore/http';
import { scopes } from '../../vidicore/notifications/notification';
import type { TriggerEvent } from './triggerEvent';

/**
 * An item came into a collection. What VidiCore's message says of it is not known well enough, so the collection is
 * compared with how it was.
 */
export function itemEntered(http: VidiCoreHttp, collectionId: string): TriggerEvent {
	const output = async (itemId: string): Promise<IDataObject> => {
		const title = (await readChangedItem(http, itemId, []))?.title;
		return { itemId, ...(title ? { title } : {}), collectionId };
	};
	const outputs = async (ids: readonly string[]) => {
		const events: IDataObject[] = [];
		for (const id of ids) events.push(await output(id));
		return events;
	};
	return {
		stateKey: `itemEntered ${collectionId}`,
		scope: scopes.collection(collectionId),
		trigger: { collection: { modify: {} } },
		check: async () => void (await itemsInCollection(http, collectionId)),
		begin: async () => ({ items: await itemsInCollection(http, collectionId) }),
		since: async (state) => {
			const before = new Set(state.items as string[]);
			const items = await itemsInCollection(http, collectionId);
			return { events: await outputs(items.filter((id) => !before.has(id))), state: { items } };
		},
		named: () => undefined,
		verified: () => Promise.resolve({ events: [], leftOut: 0 }),
		keyOf: ({ itemId }) => String(itemId),
		samples: async () => await outputs((await itemsInCollection(http, collectionId)).slice(-1)),
	};
}
