import type { FieldJson, GroupJson, SpanJson } from './metadataDocument';

/** Whether the short form is asked for; `yes` is documented, `true` is in the list of calls that VidiCore gives out. */
export const isTerse = (query: URLSearchParams): boolean => ['yes', 'true'].includes(query.get('terse') ?? '');

/**
 * Metadata in the short form: by field, each value with the time span in which it stands; which group it is of is lost
 * (documented; the members of a value are inferred).
 */
export function terse({ timespan }: { timespan: readonly SpanJson[] }): Record<string, object[]> {
	const byName: Record<string, object[]> = Object.create(null) as Record<string, object[]>;
	for (const { start, end, field, group } of timespan)
		for (const { name, value } of [...field, ...group.flatMap(fieldsIn)])
			(byName[name] ??= []).push(...value.map((one) => ({ ...one, start, end })));
	return byName;
}

const fieldsIn = ({ field, group }: GroupJson): FieldJson[] => [...field, ...group.flatMap(fieldsIn)];
