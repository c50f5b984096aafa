import { randomUUID } from 'node:crypto';
import type { Item, MetadataGroup } from '../entities';

/** Takes all groups of that name out of an item, and spans in which nothing is left. */
export function removeGroups(item: Item, groupName: string): void {
	item.spans = item.spans
		.map((span) => ({ ...span, group: span.group.filter(({ name }) => name !== groupName) }))
		.filter(({ group }) => group.length > 0);
}

/** Puts groups into an item: one time span for all with the same start and end. */
export function groupWriter(item: Item): (start: string, end: string, group: MetadataGroup) => void {
	const spans = new Map(item.spans.map((span) => [`${span.start} ${span.end}`, span]));
	return (start, end, group) => {
		const span = spans.get(`${start} ${end}`);
		if (span) {
			span.group.push(group);
			return;
		}
		const made = { start, end, group: [group] };
		spans.set(`${start} ${end}`, made);
		item.spans.push(made);
	};
}

/** A group with these fields; what is undefined is left out. */
export const groupOf = (
	name: string,
	fields: Record<string, string | undefined>,
	group: MetadataGroup[] = [],
): MetadataGroup => ({
	name,
	field: Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [{ name: key, value }])),
	group,
	uuid: randomUUID(),
});
