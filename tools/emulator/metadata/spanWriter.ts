import { notFound } from '../faults';
import type { Collection, Item, MetadataGroup, Span } from '../entities';
import { inSeconds, isBefore } from '../time';
import type { Change } from './changes';
import { FieldValues, type StoredValue } from './fieldValues';
import { writeGroup } from './groupWriter';
import type { FieldIn, SpanIn } from './metadataIn';
import { pseudoUuid } from './pseudoUuid';

/** What can have metadata. */
export type Described = Item | Collection;

/** What a span of a document does; what it names by uuid and is not there is refused now, with nothing written. */
export function draft(thing: Described, { start, end, field, group }: SpanIn): (change: Change) => void {
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
export function tidy(thing: Described): void {
	const { spans } = thing;
	if (spans?.some(isEmpty)) thing.spans = spans.filter((span) => !isEmpty(span));
}

const isEmpty = ({ fields, group }: Span): boolean => (fields?.size ?? 0) === 0 && group.length === 0;

export function writeField(fields: FieldValues, { name, mode, values }: FieldIn, change: Change, seed: string): void {
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
