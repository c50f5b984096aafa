import { fieldMissing } from '../faults';
import type { Collection, Item, MetadataGroup } from '../entities';
import type { Store } from '../store';
import { rebased } from '../time';
import { uncertain } from '../uncertain';
import { firstChange, lastChange, lastModified, revisionOf, type Change } from './changes';
import { transientType } from './fieldDefinitions';
import type { FieldValues, StoredField } from './fieldValues';
import { intervalsIn, spansIn } from './intervals';
import { pseudoUuid } from './pseudoUuid';
import { wantedBy, type Wanted } from './wanted';

export interface FieldJson {
	name: string;
	value: Array<{ value: string } & Partial<Written>>;
}

interface Written {
	uuid: string;
	user: string;
	timestamp: string;
	change: string;
}

export interface GroupJson {
	name: string;
	field: FieldJson[];
	group: GroupJson[];
}

export interface SpanJson {
	start: string;
	end: string;
	field: FieldJson[];
	group: GroupJson[];
}

const writtenBy = ({ id, user, timestamp }: Change) => ({ user, timestamp, change: id });

/**
 * A MetadataDocument: `field`, `group`, `interval`, `samplerate` and transient fields as the query wants. `hits` are
 * the intervals in which a search has found something.
 */
export function metadataDocument(
	thing: Item | Collection,
	query: URLSearchParams,
	store: Store,
	hits?: readonly string[],
): { revision: string; timespan: SpanJson[] } {
	const wanted = wantedBy(query);
	if (uncertain.refusesUnknownFieldsInAnswers)
		for (const name of wanted.fieldNames)
			if (!store.metadataFields.has(name) && transientType(name) === undefined) fieldMissing(name);
	const intervals = intervalsIn(query, hits);
	const rate = query.get('sampleRate') ?? query.get('samplerate');
	const seed = 'shapes' in thing ? store.scenario.storage.id : thing.id;
	const part = (fields: FieldValues | undefined, groups: MetadataGroup[]) => ({
		field: fieldsOf(fields, wanted, seed),
		group: groups.flatMap((one) => groupJson(one, wanted, wanted.everything, one.change ?? lastChange(thing))),
	});
	const spans = spansIn(thing, intervals)
		.map(({ start, end, fields, group }) => ({
			start: rate === null ? start : rebased(start, rate),
			end: rate === null ? end : rebased(end, rate),
			...part(fields, group),
		}))
		.filter(({ field, group }) => field.length > 0 || group.length > 0);
	const generic = part(thing.fields, thing.groups ?? []);
	const field = [...generic.field, ...transientFields(thing, query, wanted)];
	return {
		revision: revisionOf(thing),
		timespan: [...(intervals.generic ? [{ start: '-INF', end: '+INF', ...generic, field }] : []), ...spans],
	};
}

/** The name under which a field comes that stands alone. */
const nameOf = (name: string, wanted: Wanted): string | undefined =>
	wanted.withoutField(name) ? undefined : (wanted.field(name) ?? (wanted.everything ? name : undefined));

const fieldsOf = (fields: FieldValues | undefined, wanted: Wanted, seed: string): FieldJson[] =>
	(fields?.names() ?? []).flatMap((name) => {
		const as = nameOf(name, wanted);
		return as === undefined ? [] : [storedJson(as, fields?.stored(name, seed))];
	});

function transientFields(thing: Item | Collection, query: URLSearchParams, wanted: Wanted): FieldJson[] {
	if (wanted.everything && query.get('includeTransientMetadata') === 'false') return [];
	const all = [
		...('shapes' in thing ? [['__shape_size', String(thing.shapes.length)] as const] : []),
		['__metadata_last_modified', lastModified(thing)] as const,
	];
	return all.flatMap(([name, value]) => {
		const as = nameOf(name, wanted);
		return as === undefined ? [] : [{ name: as, value: [{ value }] }];
	});
}

/**
 * A group where it is asked for, with its fields and, where they are wanted, its subgroups. A field that is asked for
 * by its name comes in its group (inferred).
 */
function groupJson(group: MetadataGroup, wanted: Wanted, inherited: boolean, change: Change): GroupJson[] {
	if (wanted.withoutGroup(group.name)) return [];
	const asked = wanted.group(group.name);
	const whole = inherited || asked !== undefined;
	const field = group.field.flatMap((one) => {
		const as = wanted.withoutField(one.name)
			? undefined
			: (namedIn(one.name, wanted) ?? (whole ? one.name : undefined));
		return as === undefined ? [] : [fieldJson(as, one, group.uuid, change)];
	});
	const below = inherited || asked?.withSubgroups === true;
	const inner = group.group.flatMap((one) => groupJson(one, wanted, below, change));
	if (!whole && field.length + inner.length === 0) return [];
	return [{ name: asked?.as ?? group.name, field, group: inner, ...{ uuid: group.uuid, ...writtenBy(change) } }];
}

const namedIn = (name: string, wanted: Wanted): string | undefined =>
	uncertain.fieldsComeInTheirGroups ? wanted.field(name) : undefined;

function storedJson(name: string, field: StoredField | undefined): FieldJson {
	const { uuid, values, change = firstChange } = field ?? { uuid: '', values: [] };
	return {
		name,
		value: values.map((one) => ({ value: one.value, uuid: one.uuid, ...writtenBy(one.change ?? firstChange) })),
		...{ uuid, ...writtenBy(change) },
	};
}

function fieldJson(as: string, { name, value }: { name: string; value: string }, seed: string, change: Change) {
	const written = writtenBy(change);
	return {
		name: as,
		value: [{ value, uuid: pseudoUuid(`${seed}${name}v`), ...written }],
		...{ uuid: pseudoUuid(`${seed}${name}`), ...written },
	};
}
