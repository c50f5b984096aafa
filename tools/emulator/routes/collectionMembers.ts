import { memberKind, putIn, relate, takeOut } from '../collections/members';
import { needs } from '../rights';
import { find } from '../search/find';
import { itemReader } from '../search/values';
import { uncertain } from '../uncertain';
import { listed } from './itemList';
import type { Call, Reply, Route } from './route';
import { searchIn } from './searchIn';
import { mediaSeen } from './shapes';

export const collectionMemberRoutes: Route[] = [
	['GET', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/([^/]+)$/, put],
	['DELETE', /^\/API\/collection\/([^/]+)\/([^/]+)$/, take],
];

/**
 * Adds an item, a collection or a library, or (documented) the items of a library with `addItems`; one that is in
 * already only gets its `metadata`.
 */
function put({ backend: { store }, user, params: [id = '', member = ''], query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	const collection = store.collection(id);
	const kind = memberKind(query.get('type'));
	if (kind === 'library' && query.get('addItems') === 'true') {
		for (const item of store.library(member).items) if (store.items.has(item)) putIn(store, collection, 'item', item);
		return undefined;
	}
	putIn(store, collection, kind, member);
	relate(collection, member, query);
	return undefined;
}

function take({ backend: { store }, user, params: [id = '', member = ''], query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	takeOut(store, store.collection(id), memberKind(query.get('type')), member);
	return undefined;
}

async function items(call: Call): Promise<Reply> {
	const { backend, user, params, query } = call;
	const { store, index } = backend;
	needs(user, uncertain.roles.readCollections);
	await mediaSeen(backend, user, query);
	const inside = index.entries(store.collection(params[0] ?? '').items);
	const document = searchIn(call);
	return listed(find(inside, itemReader, document, store, 'asGiven'), document, call);
}
