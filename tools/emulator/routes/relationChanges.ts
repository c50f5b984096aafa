import type { Relation } from '../entities';
import { invalidInput, notFound } from '../faults';
import { needs } from '../rights';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { relationDocument } from './relations';
import type { Call, Reply } from './route';

function found({ backend: { store }, params: [id = ''] }: Call): Relation {
	const relation = store.relations.get(id);
	if (!relation) throw notFound('relation', id);
	return relation;
}

const answer = (relation: Relation): Reply => ({
	root: 'ItemRelationDocument',
	document: relationDocument(relation),
});

type Values = Relation['values'];

/** The keys and values of an ItemRelationDocument. */
function valuesIn(raw: unknown): Values {
	const { value } = Object(raw) as { value?: unknown };
	return (value === undefined || value === null ? [] : [value].flat()).map((one): [string, string] => {
		const { key, value: text = '' } = Object(one) as { key?: unknown; value?: unknown };
		if (typeof key !== 'string' || typeof text === 'object') throw invalidInput('value', 'Not a key and a value');
		return [key, String(text)];
	});
}

/** The ends of a relation in a document. Throws 400 where one is missing, 404 for an item that does not exist. */
function endsIn({ backend: { store } }: Call, raw: unknown) {
	const { direction } = Object(raw) as { direction?: unknown };
	const { source, target, type = 'D' } = Object(direction) as Record<string, unknown>;
	if (typeof source !== 'string' || typeof target !== 'string')
		throw invalidInput('direction', 'A relation needs a source and a target');
	if (type !== 'U' && type !== 'D') throw invalidInput('direction', 'U or D', undefined, String(type));
	return { source: store.item(source).id, target: store.item(target).id, type } as const;
}

/** Several relations at once, all or none. */
function createMany(asked: Call): Reply {
	needs(asked.user, uncertain.roles.writeRelations);
	const { relation } = asked.document;
	const sent = relation === undefined || relation === null ? [] : [relation].flat();
	const read = sent.map((one: unknown) => ({ ...endsIn(asked, one), values: valuesIn(one) }));
	const made = read.map(({ source, target, values, type }) => asked.backend.store.relate(source, target, values, type));
	return { root: 'ItemRelationListDocument', document: { relation: made.map(relationDocument) } };
}

function change(asked: Call): Reply {
	needs(asked.user, uncertain.roles.writeRelations);
	return answer(Object.assign(found(asked), { values: valuesIn(asked.document) }));
}

/** Takes relations away: one, or those of an item, all of them or those to another item. */
function remove(asked: Call, isGone: (relation: Relation) => boolean): Reply {
	needs(asked.user, uncertain.roles.writeRelations);
	const { relations } = asked.backend.store;
	for (const [id, relation] of relations) if (isGone(relation)) relations.delete(id);
	return undefined;
}

const isAbout = ({ source, target }: Relation, id: string): boolean => [source, target].includes(id);

function removeOne(asked: Call): Reply {
	const gone = found(asked);
	return remove(asked, (relation) => relation === gone);
}

function removeOfItem(asked: Call): Reply {
	const { store } = asked.backend;
	const ids = asked.params.map((id) => store.item(id).id);
	return remove(asked, (relation) => ids.every((id) => isAbout(relation, id)));
}

export const relationChangeCalls: DeclaredCall[] = [
	call('POST /API/relation', createMany),
	call('GET /API/relation/{}', (asked) => answer(found(asked))),
	call('PUT /API/relation/{}', change),
	call('DELETE /API/relation/{}', removeOne),
	call('DELETE /API/item/{}/relation', removeOfItem),
	call('DELETE /API/item/{}/relation/{}', removeOfItem),
];
