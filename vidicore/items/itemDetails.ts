import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type SendOptions, type VidiCoreHttp } from '../http';
import { fieldsOf } from './fields';

/** What is wanted of an item. */
export interface WantedDetails {
	/** Names of metadata fields; all that are not timed when there are none. */
	fields: readonly string[];
	/** Its shapes as well: of these tags, or all of them. */
	shapes?: 'original' | 'all';
}

/** Field → its value, or its values; null: it has none. */
export type PlainFields = Record<string, string | string[] | null>;

/**
 * The query for such items: one request for all of it (documented: `content=metadata,shape`). `besides`: fields that
 * are read as well, without being among those that are wanted.
 */
export function detailsQuery({ fields, shapes }: WantedDetails, besides: readonly string[]) {
	const names = [...new Set([...fields, ...besides])];
	const query: Array<readonly [string, string | number | boolean]> = [
		['content', shapes ? 'metadata,shape' : 'metadata'],
		['interval', 'generic'],
		...(fields.length > 0 ? [['field', names.join(',')] as const] : []),
		// What VidiCore makes up at each request (`__shape_size` …) is noise unless it is asked for by name.
		...(names.some((name) => name.startsWith('__')) ? [] : [['includeTransientMetadata', false] as const]),
		...(shapes === 'original' ? [['tag', 'original'] as const] : []),
	];
	return query satisfies SendOptions['query'];
}

/**
 * One item. Where our user may not see shapes, without them in a second request: `shapesHidden`. Throws a
 * VidiCoreError, also for an unknown item.
 */
export async function readItem(
	http: VidiCoreHttp,
	itemId: string,
	wanted: WantedDetails,
	besides: readonly string[],
	signal?: AbortSignal,
): Promise<{ item: Part; shapesHidden: boolean }> {
	const read = async (details: WantedDetails) => {
		const path = `/API/item/${segment(itemId)}`;
		const query = detailsQuery(details, besides);
		const item = await ask(http, 'GET', path, `the item ${itemId} with its metadata`, { query, signal });
		item.text('id');
		return item;
	};
	try {
		return { item: await read(wanted), shapesHidden: false };
	} catch (error) {
		const hidden = wanted.shapes !== undefined && error instanceof VidiCoreError && error.kind === 'forbidden';
		if (!hidden) return await Promise.reject(error);
		return { item: await read({ fields: wanted.fields }), shapesHidden: true };
	}
}

/**
 * The fields of an item that are not timed: one value, or a list of several. Those that were asked for by name and are
 * not there are null. Throws a VidiCoreError `badAnswer`.
 */
export function plainFields(item: Part, names: readonly string[]): PlainFields {
	const wanted = new Set(names);
	const found: PlainFields = Object.fromEntries(names.map((name) => [name, null]));
	for (const { name, values } of fieldsOf(item)) {
		if (wanted.size > 0 && !wanted.has(name)) continue;
		const own = values.flatMap(({ value }) => (value === undefined ? [] : [value]));
		if (own.length > 0) found[name] = own.length === 1 ? (own[0] as string) : own;
	}
	return found;
}
