import { stamp } from '../documents';
import { ApiFault, fieldMissing, invalidInput, notFound } from '../faults';
import type { Collection, Item, MetadataGroup, Span, Store } from '../store';
import { inSeconds, isBefore, type Fraction } from '../time';
import { uncertain } from '../uncertain';
import { fits } from './fieldDefinitions';
import { FieldValues, pseudoUuid, type StoredValue } from './fieldValues';
import { revisionOf, type Change } from './changes';
import { readMetadata, type FieldIn, type GroupIn, type SpanIn } from './metadataIn';

/** What can have metadata. */
export type Described = Item | Collection;

interface Writing {
	store: Store;
	user: string;
	/** The revision that the writer has seen; refused with 409 when it is not the one there is. */
	revision?: string | null;
}

/**
 * Writes a MetadataDocument, wholly or not at all, as one change. A field without value is removed, a span without
 * anything in it, too (documented). Throws 404 for an unknown field, 400 for what cannot be in a field, 409 when
 * somebody else has written since `revision`.
 */
export function writeMetadata(thing: Described, document: unknown, writing: Writing): void {
	const { store, user, revision } = writing;
	const spans = readMetadata(document);
	for (const span of spans) check(span, writing);
	if (revision && revision !== revisionOf(thing))
		throw new ApiFault(409, 'conflict', {
			context: 'metadata',
			id: thing.id,
			explanation: 'The metadata were changed since that revision',
			value: revision,
		});
	const drafts = spans.map((span) => draft(thing, span));
	const change = noteChange(store, thing, user);
	for (const apply of drafts) apply(change);
	tidy(thing);
	tell(
		store,
		thing,
		change,
		spans.flatMap(({ field }) => field.map(({ name, values }) => [name, values[0]?.value ?? ''] as const)),
	);
}

/** Writes or (undefined) removes fields that are not timed as one change, and announces it. */
export function writeFields(
	store: Store,
	item: Item,
	values: ReadonlyArray<readonly [name: string, value: string | undefined]>,
	user: string,
): void {
	const change = noteChange(store, item, user);
	for (const [name, value] of values) put(item.fields, name, value === undefined ? [] : [value], change);
	tell(
		store,
		item,
		change,
		values.map(([name, value]) => [name, value ?? ''] as const),
	);
}

/** A change of a thing's metadata, which has its own id and time. */
export function noteChange(store: Store, thing: Described, user: string): Change {
	const change = { id: store.nextId(), user, timestamp: stamp() };
	thing.lastChange = change;
	return change;
}

function tell(store: Store, thing: Described, change: Change, fields: Array<readonly [string, string]>): void {
	if ('shapes' in thing) store.announce({ kind: 'metadata', item: thing, change, fields });
	else {
		thing.name = thing.fields.get('title') ?? thing.name;
		store.announce({ kind: 'collection', collection: thing });
	}
}

function check({ start, end, field, group }: SpanIn, { store }: Writing): void {
	if (!isBefore(time(start), time(end))) throw invalidInput('timespan', 'It ends before it begins', undefined, start);
	const all = [...field, ...group.flatMap(fieldsIn)];
	for (const { name } of all) if (!store.metadataFields.has(name)) fieldMissing(name);
	for (const { name, values } of all) {
		const definition = store.metadataFields.get(name);
		if (!definition) continue;
		if (definition.system && !writable.has(name)) throw invalidInput('field', 'The field cannot be written', name);
		for (const { value, mode, uuid } of values)
			if (mode !== 'remove' && !(value === '' && uuid) && !fits(definition, value))
				throw invalidInput('field', `Not a value of a field of type ${definition.type}`, name, value);
	}
}

const writable = new Set<string>(uncertain.writableSystemFields);

const fieldsIn = ({ field, group }: GroupIn): FieldIn[] => [...field, ...group.flatMap(fieldsIn)];

function time(text: string): Fraction {
	try {
		return inSeconds(text);
	} catch {
		throw invalidInput('timespan', 'Not a time', undefined, text);
	}
}

/** What a span of a document does; what it names by uuid and is not there is refused now, with nothing written. */
function draft(thing: Described, { start, end, field, group }: SpanIn): (change: Change) => void {
	const isGeneric = start === '-INF' && end === '+INF';
	const found = isGeneric ? thing : (thing.spans ?? []).find((span) => same(span.start, start) && same(span.end, end));
	for (const { name, values } of field)
		for (const { uuid } of values)
			if (uuid && !found?.fields?.stored(name, thing.id)?.values.some((value) => value.uuid === uuid))
				throw notFound('metadata-value', uuid);
	const groupsThere = found ? groupsOf(found) : [];
	for (const { uuid } of group)
		if (uuid && !groupsThere.some((one) => one.uuid === uuid)) throw notFound('metadata-group', uuid);
	return (change) => {
		if (field.length === 0 && group.length === 0) return void removeSpan(thing, found);
		const span = found ?? madeSpan(thing, start, end);
		span.fields ??= new FieldValues();
		for (const one of field) writeField(span.fields, one, change, thing.id);
		const groups = groupsOf(span);
		for (const one of group) writeGroup(groups, one, change);
	};
}

type Part = Pick<Span, 'fields'> & ({ group: MetadataGroup[] } | { groups?: MetadataGroup[] });

const groupsOf = (part: Part): MetadataGroup[] => ('group' in part ? part.group : (part.groups ??= []));

const same = (one: string, other: string): boolean => {
	const [a, b] = [inSeconds(one), inSeconds(other)];
	return !isBefore(a, b) && !isBefore(b, a);
};

function madeSpan(thing: Described, start: string, end: string): Span {
	const span: Span = { start, end, group: [] };
	(thing.spans ??= []).push(span);
	return span;
}

/** The span with all that is in it; of what is not timed everything that VidiCore does not fill by itself. */
function removeSpan(thing: Described, found: Part | undefined): void {
	if (found === undefined) return;
	if (found !== thing) thing.spans = (thing.spans ?? []).filter((span) => span !== found);
	else {
		thing.groups = [];
		for (const name of thing.fields.names()) if (!['itemId', 'created'].includes(name)) thing.fields.delete(name);
	}
}

/** A span in which nothing is left is none. */
function tidy(thing: Described): void {
	const { spans } = thing;
	if (spans?.some(isEmpty)) thing.spans = spans.filter((span) => !isEmpty(span));
}

const isEmpty = ({ fields, group }: Span): boolean => (fields?.size ?? 0) === 0 && group.length === 0;

function writeField(fields: FieldValues, { name, mode, values }: FieldIn, change: Change, seed: string): void {
	const before = fields.stored(name, seed);
	const old = before?.values ?? [];
	if (values.length === 0) return void fields.delete(name);
	const gone = values.filter((one) => mode === 'remove' || one.mode === 'remove');
	const isGone = ({ value, uuid }: StoredValue) =>
		gone.some((one) => (one.uuid ? one.uuid === uuid : one.value === value));
	const renewed = new Map(values.flatMap(({ uuid, value }) => (uuid ? [[uuid, value] as const] : [])));
	const coming = values.filter((one) => !gone.includes(one) && one.uuid === undefined);
	const replaces = mode === 'set' && coming.some((one) => one.mode === 'set');
	const kept = replaces ? [] : old.filter((value) => !isGone(value));
	const stay = kept.map((one) =>
		renewed.has(one.uuid) ? { ...one, value: renewed.get(one.uuid) ?? '', change } : one,
	);
	const made = coming.map(({ value }, at) => ({ value, uuid: pseudoUuid(`${change.id}${name}${at}`), change }));
	const all = [...stay, ...made];
	if (all.length === 0) fields.delete(name);
	else fields.set(name, { uuid: before?.uuid ?? pseudoUuid(`${change.id}${name}`), values: all, change });
}

function put(fields: FieldValues, name: string, values: readonly string[], change: Change): void {
	writeField(
		fields,
		{ name, mode: 'set', values: values.map((value) => ({ value, mode: 'set' as const })) },
		change,
		'',
	);
}

/** A group with `mode="add"` comes beside those of its name, without it takes their place (inferred). */
function writeGroup(groups: MetadataGroup[], group: GroupIn, change: Change): void {
	const isSame = (one: MetadataGroup) => (group.uuid ? one.uuid === group.uuid : one.name === group.name);
	if (group.mode === 'remove' || (group.mode === 'set' && !group.uuid))
		for (let at = groups.length - 1; at >= 0; at--) if (isSame(groups[at] as MetadataGroup)) groups.splice(at, 1);
	if (group.mode === 'remove') return;
	const known = groups.find((one) => group.uuid !== undefined && one.uuid === group.uuid);
	if (!known) groups.push(madeGroup(group, change, String(groups.length)));
	else
		for (const { name, values } of group.field) {
			known.field = known.field.filter((one) => one.name !== name);
			known.field.push(...values.map(({ value }) => ({ name, value })));
		}
}

function madeGroup({ name, field, group }: GroupIn, change: Change, seed: string): MetadataGroup {
	return {
		name,
		field: field.flatMap((one) => one.values.map(({ value }) => ({ name: one.name, value }))),
		group: group.map((one, at) => madeGroup(one, change, `${seed}.${at}`)),
		uuid: pseudoUuid(`${change.id}${name}${seed}`),
		change,
	};
}
