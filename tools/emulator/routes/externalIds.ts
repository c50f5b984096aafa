import { invalidInput, notFound } from '../faults';
import type { Call, Reply, Route } from './route';

/** Ids that others have given an item; it is found by them in addresses as well. */
export const externalIdRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/external-id$/, list],
	['PUT', /^\/API\/item\/([^/]+)\/external-id\/([^/]+)$/, put],
	['DELETE', /^\/API\/item\/([^/]+)\/external-id\/([^/]+)$/, remove],
	['DELETE', /^\/API\/item\/([^/]+)\/external-id$/, removeAll],
];

function list({ backend: { store }, params: [id = ''] }: Call): Reply {
	const item = store.item(id);
	const own = [...store.externalIds].filter(([, itemId]) => itemId === item.id);
	return {
		root: 'ExternalIdentifierListDocument',
		document: {
			externalIdentifier: own.map(([externalId]) => ({ entityId: item.id, entityType: 'Item', externalId })),
		},
	};
}

function put({ backend: { store }, params: [id = '', externalId = ''] }: Call): Reply {
	const item = store.item(id);
	if (store.items.has(externalId) || (store.externalIds.get(externalId) ?? item.id) !== item.id)
		throw invalidInput('external-id', 'Another item has this id', id, externalId);
	store.externalIds.set(externalId, item.id);
	return undefined;
}

function remove({ backend: { store }, params: [id = '', externalId = ''] }: Call): Reply {
	if (store.externalIds.get(externalId) !== store.item(id).id) throw notFound('external-id', externalId);
	store.externalIds.delete(externalId);
	return undefined;
}

function removeAll({ backend: { store }, params: [id = ''] }: Call): Reply {
	const item = store.item(id);
	for (const [externalId, itemId] of store.externalIds) if (itemId === item.id) store.externalIds.delete(externalId);
	return undefined;
}
