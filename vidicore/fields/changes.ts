import type { FieldDefinition } from './definitions';
import { sameValue } from './values';

/** Take the place of what is there, join it, or take these out of it. */
export type FieldMode = 'set' | 'add' | 'remove';

/** What is to become of a field that is not timed. `set` without values removes the field. */
export interface FieldChange {
	field: Pick<FieldDefinition, 'name' | 'type'>;
	mode: FieldMode;
	values: readonly string[];
}

/** A value that a field has now. */
export interface ValueNow {
	value: string;
	uuid?: string;
}

/** What has to be sent for a change, and what the field holds then. */
export interface Step {
	name: string;
	/** Undefined where it is as it should be already. */
	document?: object;
	after: string[];
	/** Those that it does not have now. */
	added: string[];
}

/** What a change means for the values that a field has now: nothing is sent that is there already. Pure. */
export function stepOf({ field, mode, values }: FieldChange, now: readonly ValueNow[]): Step {
	const { name } = field;
	const same = (one: string) => (other: string) => sameValue(field, one, other);
	const wanted = values.filter((value, at) => values.findIndex(same(value)) === at);
	const old = now.map(({ value }) => value);
	const added = mode === 'remove' ? [] : wanted.filter((value) => !old.some(same(value)));
	if (mode === 'add') {
		const after = [...old, ...added];
		if (added.length === 0) return { name, after, added };
		return { name, after, added, document: { name, mode: 'add', value: added.map((value) => ({ value })) } };
	}
	if (mode === 'remove') {
		const gone = now.filter(({ value }) => wanted.some(same(value)));
		const after = old.filter((value) => !wanted.some(same(value)));
		if (gone.length === 0) return { name, after, added };
		return { name, after, added, document: after.length === 0 ? { name } : { name, mode: 'remove', value: gone } };
	}
	const isThere = wanted.length === old.length && wanted.every((value, at) => same(value)(old[at] ?? ''));
	if (isThere) return { name, after: old, added };
	// A field without value is removed (documented).
	return {
		name,
		after: wanted,
		added,
		document: wanted.length === 0 ? { name } : { name, value: wanted.map((value) => ({ value })) },
	};
}

/** A text for a part of the media: into a field, or into a field of a group. Times in VidiCore's notation. */
export interface TimedNote {
	start: string;
	end: string;
	field: string;
	group?: string;
	text: string;
}

/** What is there in a time span already. */
export interface SpanNow {
	start: string;
	end: string;
	fields: Array<{ name: string; values: string[] }>;
	groups: Array<{ name: string; fields: Array<{ name: string; values: string[] }> }>;
}

/** Whether a note is there already, in a span of just these times. */
export function isNoted(note: TimedNote, spans: readonly SpanNow[], sameTime: SameTime): boolean {
	const holds = (fields: SpanNow['fields']) =>
		fields.some(({ name, values }) => name === note.field && values.includes(note.text));
	return spans
		.filter(({ start, end }) => sameTime(start, note.start) && sameTime(end, note.end))
		.some(({ fields, groups }) =>
			note.group === undefined
				? holds(fields)
				: groups.some((group) => group.name === note.group && holds(group.fields)),
		);
}

/** Whether two times in VidiCore's notation are one. */
export type SameTime = (one: string, other: string) => boolean;

/** A note as a span of a MetadataDocument: beside what is in that span already. */
export function noteDocument({ start, end, field, group, text }: TimedNote): object {
	const value = [{ value: text }];
	return group === undefined
		? { start, end, field: [{ name: field, mode: 'add', value }] }
		: { start, end, group: [{ name: group, mode: 'add', field: [{ name: field, value }] }] };
}
