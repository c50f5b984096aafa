import type { MetadataGroup } from '../entities';
import type { Change } from './changes';
import type { GroupIn } from './metadataIn';
import { pseudoUuid } from './pseudoUuid';

/** A group with `mode="add"` comes beside those of its name, without it takes their place (inferred). */
export function writeGroup(groups: MetadataGroup[], group: GroupIn, change: Change): void {
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
