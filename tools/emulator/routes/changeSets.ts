import type { Collection, Item } from '../entities';
import { invalidInput, notFound } from '../faults';
import type { ChangeSet } from '../metadata/changes';
import { writeMetadata } from '../metadata/writeMetadata';
import { needs } from '../rights';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { graphCalls } from './graphs';
import { changeSetsDocument, setsOf } from './metadataChanges';
import type { Call, Reply } from './route';

const thingOf = ({ backend: { store }, params: [kind, id = ''] }: Call): Item | Collection =>
	kind === 'collection' ? store.collection(id) : store.item(id);

function placeIn(sets: readonly ChangeSet[], id: string): number {
	const place = sets.findIndex((set) => set.id === id);
	if (place < 0) throw notFound('change-set', id);
	return place;
}

/** What was written after the older of two change sets, up to the newer (inferred: the page's text is not known). */
function compare(asked: Call, other: (sets: readonly ChangeSet[], place: number) => number): Reply {
	needs(asked.user, uncertain.metadataRoles.read);
	const sets = setsOf(thingOf(asked));
	const place = placeIn(sets, asked.params[2] ?? '');
	const [from, to] = [place, other(sets, place)].sort((a, b) => a - b);
	return changeSetsDocument(sets.slice((from ?? 0) + 1, (to ?? 0) + 1));
}

/** Forgets how the metadata came to be what they are; what they are stays (inferred). */
function forget(asked: Call, isGone: (set: ChangeSet, place: number, last: number) => boolean): Reply {
	needs(asked.user, uncertain.metadataRoles.write);
	const thing = thingOf(asked);
	const { changes = [] } = thing;
	thing.changes = changes.filter((set, place) => !isGone(set, place, changes.length - 1));
	return undefined;
}

function remove(asked: Call): Reply {
	const [, , id = ''] = asked.params;
	placeIn(setsOf(thingOf(asked)), id);
	return forget(asked, (set) => set.id === id);
}

function trimBefore(asked: Call): Reply {
	const [, , id = ''] = asked.params;
	const sets = setsOf(thingOf(asked));
	const kept = new Set(sets.slice(placeIn(sets, id)));
	return forget(asked, (set) => !kept.has(set));
}

/** Writes what change sets of another site say, in their order. */
function write(asked: Call): Reply {
	needs(asked.user, uncertain.metadataRoles.write);
	const { changeSet } = asked.document;
	const sent = changeSet === undefined || changeSet === null ? [] : [changeSet].flat();
	const { store } = asked.backend;
	for (const one of sent) {
		const { metadata } = Object(one) as { metadata?: unknown };
		if (typeof metadata !== 'object' || metadata === null) throw invalidInput('changeSet', 'It holds no metadata');
		writeMetadata(thingOf(asked), metadata, { store, user: asked.user.name });
	}
	return undefined;
}

const path = '/API/{item|collection}/{}/metadata/changes';

export const changeSetCalls: DeclaredCall[] = [
	call(`PUT ${path}`, write),
	call(`PUT ${path}/{}`, write),
	call(`DELETE ${path}/{}`, remove),
	call(`PUT ${path}/trim`, (asked) => forget(asked, (_set, place, last) => place < last)),
	call(`PUT ${path}/{}/trim`, trimBefore),
	call(`GET ${path}/{}/compareTo/previous`, (asked) => compare(asked, (_sets, place) => Math.max(0, place - 1))),
	call(`GET ${path}/{}/compareTo/{}`, (asked) => compare(asked, (sets) => placeIn(sets, asked.params[3] ?? ''))),
	...graphCalls('/API/{item|collection}/{}/metadata/graph', (asked) => {
		const thing = thingOf(asked);
		const groups = [...(thing.groups ?? []), ...(thing.spans ?? []).flatMap(({ group }) => group)];
		return groups.map(({ name }) => [thing.id, name]);
	}),
];
