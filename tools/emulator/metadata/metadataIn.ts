import { invalidInput } from '../faults';

/** What a value, a field or a group of a document is meant to do: take the place of what is there, join it, or go. */
export type Mode = 'set' | 'add' | 'remove';

export interface ValueIn {
	value: string;
	uuid?: string;
	mode: Mode;
}

export interface FieldIn {
	name: string;
	mode: Mode;
	values: ValueIn[];
}

export interface GroupIn {
	name: string;
	mode: Mode;
	uuid?: string;
	field: FieldIn[];
	group: GroupIn[];
}

export interface SpanIn {
	start: string;
	end: string;
	field: FieldIn[];
	group: GroupIn[];
}

/**
 * A MetadataDocument as it was sent, in JSON or XML. JSON may hold numbers and flags as values. Throws 400 for what is
 * none.
 */
export const readMetadata = (document: unknown): SpanIn[] =>
	objects(members(document).timespan, 'timespan').map((span) => ({
		start: text(span.start) ?? '-INF',
		end: text(span.end) ?? '+INF',
		field: objects(span.field, 'field').map(fieldIn),
		group: objects(span.group, 'group').map(groupIn),
	}));

type Members = Record<string, unknown>;

const members = (value: unknown): Members => {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
	throw invalidInput('metadata', 'Not a metadata document');
};

function objects(value: unknown, name: string): Members[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw invalidInput('metadata', `${name} is not a list`);
	return value.map(members);
}

function fieldIn(field: Members): FieldIn {
	const { name, value } = field;
	const values = value === undefined || value === null ? [] : [value].flat();
	return { name: text(name) ?? '', mode: modeOf(field), values: values.map(valueIn) };
}

function valueIn(value: unknown): ValueIn {
	if (typeof value !== 'object' || value === null) return { value: text(value) ?? '', mode: 'set' };
	const one = members(value);
	return { value: text(one.value ?? one['#text']) ?? '', uuid: text(one.uuid), mode: modeOf(one) };
}

const groupIn = (group: Members): GroupIn => ({
	name: text(group.name) ?? '',
	mode: modeOf(group),
	uuid: text(group.uuid),
	field: objects(group.field, 'field').map(fieldIn),
	group: objects(group.group, 'group').map(groupIn),
});

function modeOf({ mode }: Members): Mode {
	if (mode === undefined || mode === null) return 'set';
	if (mode === 'add' || mode === 'remove') return mode;
	throw invalidInput('mode', 'Neither add nor remove', undefined, String(mode));
}

const text = (value: unknown): string | undefined => {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'object') throw invalidInput('metadata', 'A value is no text');
	return String(value);
};
