import { invalidInput } from '../faults';
import { described } from '../metadata/itemDocument';
import { metadataDocument } from '../metadata/metadataDocument';
import { mustBeFree } from '../metadata/locks';
import { isTerse } from '../metadata/terse';
import { writeMetadata } from '../metadata/writeMetadata';
import { needs } from '../rights';
import { uncertain } from '../uncertain';
import type { Call, Reply, Route } from './route';

export const metadataRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/metadata\/?$/, read('item')],
	['PUT', /^\/API\/item\/([^/]+)\/metadata\/?$/, write('item')],
	['GET', /^\/API\/collection\/([^/]+)\/metadata\/?$/, read('collection')],
	['PUT', /^\/API\/collection\/([^/]+)\/metadata\/?$/, write('collection')],
];

/** What has metadata, by the word in its address. */
export type Kind = 'item' | 'collection';

/** An item's metadata come as a list of one item, a collection's alone (recorded). */
export function metadataOf({ backend: { store }, params: [id = ''], query }: Call, kind: Kind): Reply {
	const thing = store[kind](id);
	if (kind === 'collection') return { root: 'MetadataDocument', document: metadataDocument(thing, query, store) };
	const root = isTerse(query) ? 'TerseMetadataListDocument' : 'MetadataListDocument';
	const { terse = {}, ...rest } = described(thing, query, store);
	return { root, document: { item: [{ ...rest, ...terse, id }] } };
}

function read(kind: Kind) {
	return (call: Call): Reply => {
		needs(call.user, uncertain.metadataRoles.read);
		return metadataOf(call, kind);
	};
}

/** What changes how a write is done, and is not emulated. */
const notEmulated = ['skipForbidden', 'onlyReturnChanges', 'projection', 'outputProjection'];

function write(kind: Kind) {
	return (call: Call): Reply => {
		const { backend, user, query, document, params } = call;
		const { store } = backend;
		needs(user, uncertain.metadataRoles.write);
		const asked = notEmulated.find((name) => query.has(name));
		if (asked) throw invalidInput(asked, 'The emulator does not know this parameter');
		const thing = store[kind](params[0] ?? '');
		mustBeFree(store, { kind, id: thing.id }, user, document);
		writeMetadata(thing, document, { store, user: user.name, revision: query.get('revision') });
		return metadataOf(call, kind);
	};
}
