import { invalidInput, notFound } from '../faults';
import type { Call, Reply, Route } from './route';

/** Ids that others have given an item, a collection or a library; it is found by them in addresses as well. */
export const externalIdRoutes: Route[] = [
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/external-id$/, list],
	['PUT', /^\/API\/(item|collection|library)\/([^/]+)\/external-id\/([^/]+)$/, put],
	['DELETE', /^\/API\/(item|collection|library)\/([^/]+)\/external-id\/([^/]+)$/, remove],
	['DELETE', /^\/API\/(item|collection|library)\/([^/]+)\/external-id$/, removeAll],
];

const names = { item: 'Item', collection: 'Collection', library: 'Library' } as const;

const kindIn = (word = ''): keyof typeof names => (word === 'collection' || word === 'library' ? word : 'item');

function list({ backend: { store }, params: [kind, id = ''] }: Call): Reply {
	const thing = store[kindIn(kind)](id);
	const own = [...store.externalIds].filter(([, itemId]) => itemId === thing.id);
	return {
		root: 'ExternalIdentifierListDocument',
		document: {
			externalIdentifier: own.map(([externalId]) => ({
				entityId: thing.id,
				entityType: names[kindIn(kind)],
				externalId,
			})),
		},
	};
}

function put({ backend: { store }, params: [kind, id = '', externalId = ''] }: Call): Reply {
	const thing = store[kindIn(kind)](id);
	if (store.items.has(externalId) || (store.externalIds.get(externalId) ?? thing.id) !== thing.id)
		throw invalidInput('external-id', 'Another one has this id', id, externalId);
	store.externalIds.set(externalId, thing.id);
	return undefined;
}

function remove({ backend: { store }, params: [kind, id = '', externalId = ''] }: Call): Reply {
	if (store.externalIds.get(externalId) !== store[kindIn(kind)](id).id) throw notFound('external-id', externalId);
	store.externalIds.delete(externalId);
	return undefined;
}

function removeAll({ backend: { store }, params: [kind, id = ''] }: Call): Reply {
	const thing = store[kindIn(kind)](id);
	for (const [externalId, itemId] of store.externalIds) if (itemId === thing.id) store.externalIds.delete(externalId);
	return undefined;
}
