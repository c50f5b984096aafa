import { invalidInput } from '../faults';
import { posterUris, thumbnailUris } from '../routes/thumbnails';
import type { Change, Item, MetadataGroup, Store } from '../store';
import { shapeDocument, shapesWith } from './shapeDocument';
import { inSeconds, isBefore, rebased, roughly, type Fraction } from '../time';

/** The change with which the archive was made. */
const firstChange: Change = { id: 'VX-915', user: 'admin', timestamp: '2025-03-04T12:30:41.218+0000' };
const writtenBy = ({ id, user, timestamp }: Change) => ({ user, timestamp, change: id });

/** When an item's metadata were last written, as ISO 8601 with a zone. */
export const lastModified = ({ lastChange }: Item): string =>
	(lastChange ?? firstChange).timestamp.replace('+0000', 'Z');

/**
 * An ItemDocument with what `content` asks for, shapes only of a `tag` where one is named; `baseUri` ends with
 * `/API/`.
 */
export function itemDocument(item: Item, query: URLSearchParams, store: Store, baseUri: string): object {
	const content = new Set((query.get('content') ?? '').split(','));
	const shapeTags = list(query.get('tag'));
	return {
		...(content.has('metadata') ? { metadata: metadataDocument(item, query, store) } : {}),
		...(content.has('shape')
			? {
					shape: shapesWith(item, shapeTags).map((shape) => shapeDocument(item, shape, store)),
				}
			: {}),
		...(content.has('thumbnail')
			? { thumbnails: { uri: thumbnailUris(item, baseUri, query.get('noauth-url') === 'true') } }
			: {}),
		...(content.has('poster')
			? { posters: { uri: posterUris(item, baseUri, query.get('noauth-url') === 'true') } }
			: {}),
		id: item.id,
	};
}

/**
 * A MetadataDocument: `field`, `group` (with `+` for subgroups), `interval`, `samplerate` and transient fields as the
 * query wants.
 */
export function metadataDocument(item: Item, query: URLSearchParams, store: Store): object {
	const fieldNames = list(query.get('field'));
	const groupNames = list(query.get('group'));
	const only = fieldNames.length > 0 || groupNames.length > 0;
	const wantsField = (name: string) => !only || fieldNames.includes(name);
	const generic = [...item.fields].filter(([name]) => wantsField(name) && groupNames.length === 0);
	const transient = [
		{ name: '__shape_size', value: [{ value: String(item.shapes.length) }] },
		{ name: '__metadata_last_modified', value: [{ value: lastModified(item) }] },
	].filter(({ name }) => (only ? fieldNames.includes(name) : query.get('includeTransientMetadata') !== 'false'));
	const interval = query.get('interval') ?? 'all';
	const rate = query.get('sampleRate') ?? query.get('samplerate');
	const timed = nearby(item, interval).filter(({ start, end }) => overlaps(start, end, interval));
	const spans = timed
		.map(({ start, end, group }) => ({
			start: rate === null ? start : rebased(start, rate),
			end: rate === null ? end : rebased(end, rate),
			field: [],
			group: group
				.filter(({ name }) => wantsGroup(name, groupNames))
				.map((entry) => groupJson(entry, groupNames, only, item.lastChange)),
		}))
		.filter(({ group }) => group.length > 0);
	const head = {
		start: '-INF',
		end: '+INF',
		field: [
			...generic.map(([name, value]) => fieldJson({ name, value }, store.scenario.storage.id, item.changes?.get(name))),
			...transient,
		],
		group: [],
	};
	return {
		revision: (item.lastChange ?? firstChange).id,
		timespan: [...(interval.split(',').some((one) => one === 'all' || one === 'generic') ? [head] : []), ...spans],
	};
}

const list = (text: string | null) => (text ? text.split(',').filter(Boolean) : []);

function wantsGroup(name: string, wanted: string[]): boolean {
	return wanted.length === 0 || wanted.some((entry) => entry.replace(/\+$/, '') === name);
}

function groupJson(group: MetadataGroup, wanted: string[], only: boolean, change?: Change): object {
	const inner =
		only && !wanted.includes(`${group.name}+`)
			? group.group.filter(({ name }) => wantsGroup(name, wanted))
			: group.group;
	return {
		name: group.name,
		field: group.field.map((field) => fieldJson(field, group.uuid, change)),
		group: inner.map((entry) => groupJson(entry, [], false, change)),
		uuid: group.uuid,
		...writtenBy(change ?? firstChange),
	};
}

function fieldJson({ name, value }: { name: string; value: string }, seed: string, change = firstChange): object {
	const written = writtenBy(change);
	return {
		name,
		value: [{ value, uuid: pseudoUuid(`${seed}${name}v`), ...written }],
		uuid: pseudoUuid(`${seed}${name}`),
		...written,
	};
}

/** A uuid that is the same each time, so that an answer does not change while nothing changed. */
function pseudoUuid(seed: string): string {
	let hash = 2166136261;
	for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
	const hex = hash.toString(16).padStart(8, '0');
	return `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)}`;
}

const secondsOf = new WeakMap<Item, { change?: Change; count: number; from: Float64Array; to: Float64Array }>();

/**
 * Those spans of an item that may lie in a single interval, found by their seconds, so that long items are served in
 * windows quickly; in doubt more.
 */
function nearby(item: Item, interval: string): Item['spans'] {
	const bounds = intervalBounds(interval);
	if (!bounds || item.spans.length < 1000) return item.spans;
	let known = secondsOf.get(item);
	if (!known || known.change !== item.lastChange || known.count !== item.spans.length) {
		const seconds = (pick: 'start' | 'end') => Float64Array.from(item.spans, (span) => roughly(inSeconds(span[pick])));
		known = { change: item.lastChange, count: item.spans.length, from: seconds('start'), to: seconds('end') };
		secondsOf.set(item, known);
	}
	const { from, to } = known;
	const [first, last] = bounds.map(roughly) as [number, number];
	return item.spans.filter((_, at) => (from[at] as number) <= last + 0.001 && (to[at] as number) >= first - 0.001);
}

/**
 * From and to of one plain interval; undefined for lists and for words. Split at the first "-" that is no leading
 * sign.
 */
function intervalBounds(interval: string): [Fraction, Fraction] | undefined {
	const parts = interval.includes(',') ? null : /^(.[^-]*)-(.+)$/.exec(interval);
	return parts ? [inSeconds(parts[1] ?? ''), inSeconds(parts[2] ?? '')] : undefined;
}

/**
 * Whether a timed span is in one of the intervals, which commas separate; `generic` among them is about what is not
 * timed.
 */
const overlaps = (start: string, end: string, intervals: string): boolean =>
	intervals.split(',').some((interval) => interval !== 'generic' && overlapsOne(start, end, interval));

function overlapsOne(start: string, end: string, interval: string): boolean {
	if (interval === 'all') return true;
	const bounds = intervalBounds(interval);
	if (!bounds) throw invalidInput('interval', 'Not an interval', undefined, interval);
	return isBefore(inSeconds(start), bounds[1]) && isBefore(bounds[0], inSeconds(end));
}
