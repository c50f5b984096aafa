import type { IDataObject } from 'n8n-workflow';
import { afterCreatedItems, itemsCreatedSince, newestItem, type CreatedItem } from '../../vidicore/events/createdItems';
import type { Cursor } from '../../vidicore/events/cursor';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { PolledEvent } from './triggerEvent';

/** An item was made, however that happened. Its file may be on its way still. */
export const itemCreated = (http: VidiCoreHttp): PolledEvent => ({
	stateKey: 'itemCreated',
	check: () => Promise.resolve(),
	begin: async () => ({ ...(await afterCreatedItems(http)) }),
	since: async (state) => {
		const { events, cursor } = await itemsCreatedSince(http, state as unknown as Cursor);
		return { events: events.map(output), state: { ...cursor } };
	},
	samples: async () => (await newestItem(http)).map(output),
});

const output = ({ itemId, title, createdAt, user, mediaType }: CreatedItem): IDataObject => ({
	itemId,
	...(title ? { title } : {}),
	createdAt,
	...(user ? { user } : {}),
	...(mediaType ? { mediaType } : {}),
});
