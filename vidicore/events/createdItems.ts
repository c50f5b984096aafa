import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { isoTime } from '../jobs/state';
import { beginOfTime, endOfTime, fromTimeOn } from './byTime';
import { fresh, isReadable, lookFrom, type Cursor, type Happened } from './cursor';

/** An item as it is soon after it was made: its file may be on its way still. */
export interface CreatedItem {
	itemId: string;
	title: string;
	/** When it was made, ISO 8601 in UTC. */
	createdAt: string;
	/** Who made it. */
	user: string;
	/** `video`, `audio`, `image`; '' while its file is on its way. */
	mediaType: string;
}

const wanted = ['title', 'created', 'user', 'mediaType'];

/** Items made since the cursor, in order of time, each once. Throws a VidiCoreError. */
export async function itemsCreatedSince(
	http: VidiCoreHttp,
	cursor: Cursor,
): Promise<{ events: CreatedItem[]; cursor: Cursor }> {
	const found = await fromTimeOn(lookFrom(cursor) ?? beginOfTime, (from, first, number) =>
		searchCreated(http, from, 'ascending', first, number),
	);
	return fresh(cursor, found);
}

/** The cursor behind all items that are there by now. Throws a VidiCoreError. */
export async function afterCreatedItems(http: VidiCoreHttp): Promise<Cursor> {
	const [newest] = (await searchCreated(http, beginOfTime, 'descending', 1, 1)).entries;
	return newest ? (await itemsCreatedSince(http, { newest: newest.time, seen: [] })).cursor : { seen: [] };
}

/** The item made last, if there is any. Throws a VidiCoreError. */
export const newestItem = async (http: VidiCoreHttp): Promise<CreatedItem[]> =>
	(await searchCreated(http, beginOfTime, 'descending', 1, 1)).entries.map(({ event }) => event);

async function searchCreated(
	http: VidiCoreHttp,
	from: string,
	order: 'ascending' | 'descending',
	first: number,
	number: number,
): Promise<{ hits?: number; entries: Array<Happened<CreatedItem>> }> {
	const search = {
		field: [{ name: 'created', range: [{ value: [{ value: from }, { value: endOfTime }] }] }],
		sort: [{ field: 'created', order }],
	};
	const list = await ask(http, 'PUT', '/API/item', 'the list of new items', {
		query: [
			['content', 'metadata'],
			['field', wanted.join(',')],
			['interval', 'generic'],
			['first', first],
			['number', number],
		],
		body: JSON.stringify(search),
	});
	const { hits, entries } = list.page('item', first);
	return { hits, entries: entries.map(happened) };
}

function happened(item: Part): Happened<CreatedItem> {
	const fields = fieldsOf(item);
	const [itemId, time] = [item.text('id'), isoTime(fieldValue(fields, 'created'))];
	if (!isReadable(time)) throw item.bad(`${itemId} was made at no time that can be read`);
	const value = (name: string) => fieldValue(fields, name);
	const event = {
		itemId,
		title: value('title'),
		createdAt: time,
		user: value('user'),
		mediaType: value('mediaType'),
	};
	return { key: itemId, time, event };
}
