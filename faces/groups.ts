import type { SpanTimes } from './stretch';

/** Metadata that cannot be read as what an analysis found; the message names the time span. */
export class FoundMetadataError extends Error {}

export function fail(message: string): never {
	throw new FoundMetadataError(message);
}

/** Metadata as VidiCore's JSON gives it: names beside lists of values, every list may be missing. */
export interface MetadataGroup {
	name?: unknown;
	field?: unknown;
	group?: unknown;
}

export interface MetadataField {
	name?: unknown;
	value?: Array<{ value?: unknown } | undefined>;
}

/** A group of which nothing is known, as it is. */
export interface ExtraGroup {
	name: string;
	fields: Array<{ name: string; value: string }>;
}

/** What every analysis writes one found thing into, inside its own group (documented: Analyzed Data Units). */
export const valueGroup = 'adu_av_analyzedValue';

/** Which time span is being read, for what is said when something in it is wrong. */
export interface Where extends Pick<SpanTimes, 'start' | 'end'> {
	itemId: string;
}

const place = ({ start, end, itemId }: Where): string => `the time span ${start} to ${end} of ${itemId}`;

export function asSpan(timespan: unknown, itemId: string): { start: string; end: string; group: MetadataGroup[] } {
	const { start, end, group = [] } = (timespan ?? {}) as { start?: unknown; end?: unknown; group?: unknown };
	if (typeof start !== 'string' || typeof end !== 'string')
		fail(`The metadata of ${itemId} hold a time span without start or end`);
	if (!Array.isArray(group)) fail(`The time span ${start} to ${end} of ${itemId} has no list of groups`);
	return { start, end, group: objects<MetadataGroup>(group, { itemId, start, end }) };
}

/** A list of objects, or an error: an entry that is none may have been a result. */
export function objects<T>(list: unknown, where: Where): T[] {
	if (Array.isArray(list)) {
		let whole = true;
		for (const entry of list as unknown[]) if (typeof entry !== 'object' || entry === null) whole = false;
		if (whole) return list as T[];
	}
	return fail(`T${place(where).slice(1)} holds something that is no group or field`);
}

const nothing: readonly never[] = [];

/** The groups inside a group; none where it has no list of them. */
export const groupsIn = (group: MetadataGroup, where: Where): readonly MetadataGroup[] =>
	group.group === undefined ? nothing : objects<MetadataGroup>(group.group, where);

/** The fields of a group; none where it has no list of them. */
export const fieldsIn = (group: MetadataGroup, where: Where): readonly MetadataField[] =>
	group.field === undefined ? nothing : objects<MetadataField>(group.field, where);

/** The first value of a field; undefined for an empty one. */
export function firstValue(value: MetadataField['value']): string | undefined {
	const first = value?.[0]?.value;
	return first === undefined || first === null || first === '' ? undefined : String(first);
}

/** Groups of which nothing is known, as they are; undefined when there are none. */
export function extrasOf(groups: readonly MetadataGroup[], where: Where, all = false): ExtraGroup[] | undefined {
	let extras: ExtraGroup[] | undefined;
	for (const group of groups) {
		if (!all && group.name === valueGroup) continue;
		(extras ??= []).push({
			name: typeof group.name === 'string' ? group.name : '',
			fields: everyField(group, where),
		});
	}
	return extras;
}

function everyField(group: MetadataGroup, where: Where): ExtraGroup['fields'] {
	const found = new Map<string, string>(); // a Map, because a field may be called __proto__
	for (const { name, value } of fieldsIn(group, where)) {
		const first = firstValue(value);
		if (typeof name === 'string' && first !== undefined && !found.has(name)) found.set(name, first);
	}
	return [...found].map(([name, value]) => ({ name, value }));
}

/**
 * A plain decimal from 0 to 1; Java writes small ones with an exponent (9.5E-4). Anything else would pass filters it
 * must not pass.
 */
export function confidenceFrom(text: string | undefined, where: Where): number | null {
	if (text === undefined || text.trim() === '') return null;
	const value = Number(text);
	if (value >= 0 && value <= 1 && /^\s*\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return value;
	return fail(`The confidence "${text.slice(0, 40)}" in ${place(where)} is not a number from 0 to 1`);
}
