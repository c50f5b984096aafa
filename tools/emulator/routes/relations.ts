import { invalidInput } from '../faults';
import { needs } from '../rights';
import type { Relation } from '../entities';
import { uncertain } from '../uncertain';
import type { Call, Reply, Route } from './route';

export const relationRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/relation\/?$/, list],
	['POST', /^\/API\/item\/([^/]+)\/relation\/([^/]+)$/, relate],
];

/** An ItemRelationDocument (the vendor’s members). */
export const relationDocument = ({ id, direction, source, target, values }: Relation) => ({
	id,
	direction: { source, type: direction, target },
	value: values.map(([key, value]) => ({ key, value })),
});

/** `S`: those of which the item is the source; `A`, the default: all (documented). */
function list({ backend: { store }, user, params: [id = ''], query }: Call): Reply {
	needs(user, uncertain.roles.readRelations);
	store.item(id);
	const wanted = query.get('direction') ?? 'A';
	if (!'USTDA'.includes(wanted) || wanted.length !== 1) throw invalidInput('direction', 'U, S, T, D or A', id, wanted);
	const type = query.get('type');
	const relation = [...store.relations.values()]
		.filter(({ source, target }) => [source, target].includes(id))
		.filter(({ direction, source, target }) => {
			if (wanted === 'S') return direction === 'D' && source === id;
			if (wanted === 'T') return direction === 'D' && target === id;
			return wanted === 'A' || wanted === direction;
		})
		.filter(({ values }) => type === null || values.some(([key, value]) => key === 'type' && value === type))
		.map(relationDocument);
	return { root: 'ItemRelationListDocument', document: { relation } };
}

/** `S`: the first item is the source, `T`: the other one, `U`: neither; one of them must be given (documented). */
function relate({ backend: { store }, user, params: [a = '', b = ''], query }: Call): Reply {
	needs(user, uncertain.roles.writeRelations);
	for (const id of [a, b]) store.item(id);
	const direction = query.get('direction') ?? '';
	if (!['U', 'S', 'T'].includes(direction)) throw invalidInput('direction', 'U, S or T', a, direction);
	const [source, target] = direction === 'T' ? [b, a] : [a, b];
	const type = query.get('type') ?? '';
	const same = [...store.relations.values()].find(
		(one) => one.source === source && one.target === target && one.values.some(([, value]) => value === type),
	);
	const found = query.get('allowDuplicate') === 'false' ? same : undefined;
	const made = found ?? store.relate(source, target, [['type', type]], direction === 'U' ? 'U' : 'D');
	return { root: 'ItemRelationDocument', document: relationDocument(made) };
}
