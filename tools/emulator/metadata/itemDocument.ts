import { fieldMissing, invalidInput } from '../faults';
import { uncertain } from '../uncertain';
import { transientType } from './fieldDefinitions';
import { posterUris, thumbnailUris } from '../routes/thumbnails';
import { shapeDocument, shapesWith } from './shapeDocument';
import type { Collection, Item, MetadataGroup, Span, Store } from '../store';
import { firstChange, lastModified, revisionOf, type Change } from './changes';
import { pseudoUuid, type FieldValues, type StoredField } from './fieldValues';
import { inSeconds, isBefore, rebased, roughly, type Fraction } from '../time';

const writtenBy = ({ id, user, timestamp }: Change) => ({ user, timestamp, change: id });

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
export function metadataDocument(item: Item | Collection, query: URLSearchParams, store: Store): object {
	const fieldNames = list(query.get('field'));
	const groupNames = list(query.get('group'));
	if (uncertain.refusesUnknownFieldsInAnswers)
		for (const name of fieldNames)
			if (!store.metadataFields.has(name) && transientType(name) === undefined) fieldMissing(name);
	const only = fieldNames.length > 0 || groupNames.length > 0;
	const wantsField = (name: string) => !only || fieldNames.includes(name);
	const seed = 'shapes' in item ? store.scenario.storage.id : item.id;
	const fieldsOf = (fields: FieldValues | undefined) =>
		(fields?.names() ?? [])
			.filter((name) => wantsField(name) && groupNames.length === 0)
			.map((name) => storedJson(name, fields?.stored(name, seed)));
	const groupsOf = (groups: MetadataGroup[]) =>
		groups
			.filter(({ name }) => wantsGroup(name, groupNames))
			.map((entry) => groupJson(entry, groupNames, only, entry.change ?? item.lastChange));
	const transient = [
		...('shapes' in item ? [{ name: '__shape_size', value: [{ value: String(item.shapes.length) }] }] : []),
		{ name: '__metadata_last_modified', value: [{ value: lastModified(item) }] },
	].filter(({ name }) => (only ? fieldNames.includes(name) : query.get('includeTransientMetadata') !== 'false'));
	const interval = query.get('interval') ?? 'all';
	const rate = query.get('sampleRate') ?? query.get('samplerate');
	const timed = nearby(item, interval).filter(({ start, end }) => overlaps(start, end, interval));
	const spans = timed
		.map(({ start, end, fields, group }) => ({
			start: rate === null ? start : rebased(start, rate),
			end: rate === null ? end : rebased(end, rate),
			field: fieldsOf(fields),
			group: groupsOf(group),
		}))
		.filter(({ field, group }) => field.length > 0 || group.length > 0);
	const head = {
		start: '-INF',
		end: '+INF',
		field: [...fieldsOf(item.fields), ...transient],
		group: groupsOf(item.groups ?? []),
	};
	return {
		revision: revisionOf(item),
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

function storedJson(name: string, field: StoredField | undefined): object {
	const { uuid, values, change = firstChange } = field ?? { uuid: '', values: [] };
	return {
		name,
		value: values.map((one) => ({ value: one.value, uuid: one.uuid, ...writtenBy(one.change ?? firstChange) })),
		uuid,
		...writtenBy(change),
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

const secondsOf = new WeakMap<
	Item | Collection,
	{ change?: Change; count: number; from: Float64Array; to: Float64Array }
>();

/**
 * Those spans of an item that may lie in a single interval, found by their seconds, so that long items are served in
 * windows quickly; in doubt more.
 */
function nearby(item: Item | Collection, interval: string): Span[] {
	const bounds = intervalBounds(interval);
	const { spans = [] } = item;
	if (!bounds || spans.length < 1000) return spans;
	let known = secondsOf.get(item);
	if (!known || known.change !== item.lastChange || known.count !== spans.length) {
		const seconds = (pick: 'start' | 'end') => Float64Array.from(spans, (span) => roughly(inSeconds(span[pick])));
		known = { change: item.lastChange, count: spans.length, from: seconds('start'), to: seconds('end') };
		secondsOf.set(item, known);
	}
	const { from, to } = known;
	const [first, last] = bounds.map(roughly) as [number, number];
	return spans.filter((_, at) => (from[at] as number) <= last + 0.001 && (to[at] as number) >= first - 0.001);
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
