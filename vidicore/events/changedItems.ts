import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, type MetadataField } from '../items/fields';
import { isoTime } from '../jobs/state';
import { beginOfTime, endOfTime, fromTimeOn } from './byTime';
import { fresh, isReadable, lookFrom, type Cursor, type Happened } from './cursor';

/** An item some of whose fields were changed. */
export interface ChangedItem {
	itemId: string;
	title: string;
	/** Field → its value, or its values; absent when the field is empty. */
	fields: Record<string, string | string[]>;
	/** The newest change of these fields: its id, when it was made (ISO 8601 in UTC) and by whom. */
	change?: string;
	changedAt?: string;
	changedBy?: string;
	/** The ids of all changes that VidiCore names for the item's metadata. */
	revision: string[];
}

/** VidiCore's own field for when an item's metadata were last written (recorded). */
const lastModified = '__metadata_last_modified';

/**
 * Items some of whose fields (not timed) were changed since the cursor, in order of time. A field that was emptied is
 * not noticed: nothing of it is left to be seen. Throws a VidiCoreError.
 */
export async function itemsChangedSince(
	http: VidiCoreHttp,
	cursor: Cursor,
	fields: readonly string[],
): Promise<{ events: ChangedItem[]; cursor: Cursor }> {
	const begin = lookFrom(cursor) ?? beginOfTime;
	const found = await fromTimeOn(begin, (from, first, number) =>
		searchByTime(http, fields, from, 'ascending', first, number),
	);
	return fresh(
		cursor,
		found.flatMap(({ item }) => happened(item)).filter(({ time }) => time >= begin),
	);
}

/** The cursor behind all changes made by now. Throws a VidiCoreError. */
export async function afterChangedItems(http: VidiCoreHttp, fields: readonly string[]): Promise<Cursor> {
	const [newest] = (await searchByTime(http, fields, beginOfTime, 'descending', 1, 1)).entries;
	if (!newest) return { seen: [] };
	return (await itemsChangedSince(http, { newest: newest.time, seen: [] }, fields)).cursor;
}

/** The items changed last, newest first. Throws a VidiCoreError. */
export const newestChangedItems = async (http: VidiCoreHttp, fields: readonly string[]): Promise<ChangedItem[]> =>
	(await searchByTime(http, fields, beginOfTime, 'descending', 1, 20)).entries.flatMap(({ item }) =>
		item.change ? [item] : [],
	);

/**
 * One item's fields that are not timed, and their newest change; undefined when there is no such item. Throws a
 * VidiCoreError.
 */
export async function readChangedItem(
	http: VidiCoreHttp,
	itemId: string,
	fields: readonly string[],
): Promise<ChangedItem | undefined> {
	try {
		const options = { query: fieldsQuery(fields) };
		return changedItem(await ask(http, 'GET', `/API/item/${segment(itemId)}`, `the item ${itemId}`, options), fields);
	} catch (error) {
		return error instanceof VidiCoreError && error.kind === 'notFound' && error.fault.subject?.toLowerCase() === 'item'
			? undefined
			: await Promise.reject(error);
	}
}

/** Throws a VidiCoreError, `notFound` of a `metadata-field`, when VidiCore has no such field. */
export async function checkField(http: VidiCoreHttp, name: string): Promise<void> {
	const path = `/API/metadata-field/${segment(name, 'name of the field')}`;
	(await ask(http, 'GET', path, `the metadata field ${name}`)).text('name');
}

const fieldsQuery = (fields: readonly string[]) =>
	[
		['content', 'metadata'],
		['field', [...new Set(['title', lastModified, ...fields])].join(',')],
		['interval', 'generic'],
	] as const;

async function searchByTime(
	http: VidiCoreHttp,
	fields: readonly string[],
	from: string,
	order: 'ascending' | 'descending',
	first: number,
	number: number,
) {
	const search = {
		field: [{ name: lastModified, range: [{ value: [{ value: from }, { value: endOfTime }] }] }],
		sort: [{ field: lastModified, order }],
	};
	const list = await ask(http, 'PUT', '/API/item', 'the list of changed items', {
		query: [...fieldsQuery(fields), ['first', first], ['number', number]],
		body: JSON.stringify(search),
	});
	const { hits, entries } = list.page('item', first);
	return {
		hits,
		entries: entries.map((item) => ({
			item: changedItem(item, fields),
			time: readable(item, valuesOf(fieldsOf(item), lastModified)[0]),
		})),
	};
}

const valuesOf = (fields: readonly MetadataField[], name: string): string[] =>
	fields.filter((field) => field.name === name).flatMap(({ values }) => values.flatMap(({ value }) => value ?? []));

function changedItem(item: Part, names: readonly string[]): ChangedItem {
	const all = fieldsOf(item);
	const fields: ChangedItem['fields'] = {};
	for (const name of names) {
		const values = valuesOf(all, name);
		if (values.length > 0) fields[name] = values.length === 1 ? (values[0] as string) : values;
	}
	const stamps = all
		.filter(({ name }) => names.includes(name))
		.flatMap((field) => [field, ...field.values])
		.flatMap(({ timestamp, change, user }) =>
			timestamp ? [{ changedAt: readable(item, timestamp), change, changedBy: user }] : [],
		);
	const newest = stamps.reduce<(typeof stamps)[number] | undefined>(
		(a, b) => (a && a.changedAt >= b.changedAt ? a : b),
		undefined,
	);
	return {
		itemId: item.text('id'),
		title: valuesOf(all, 'title')[0] ?? '',
		fields,
		...newest,
		revision: item.partIfAny('metadata')?.textIfAny('revision')?.split(',') ?? [],
	};
}

/** The time in ISO 8601 in UTC. Throws a VidiCoreError: by such a time nobody knows what comes after it. */
function readable(item: Part, timestamp = ''): string {
	const time = isoTime(timestamp);
	if (isReadable(time)) return time;
	throw item.bad(`${item.text('id')} was changed at no time that can be read`);
}

const happened = (item: ChangedItem): Array<Happened<ChangedItem>> =>
	item.changedAt ? [{ key: `${item.itemId} ${item.change ?? item.changedAt}`, time: item.changedAt, event: item }] : [];
