import { notFound } from '../faults';
import { readNotification } from '../jobs/triggers';
import type { Call, Reply, Route } from './route';

const scope = /^\/API\/(?:((?:job|item|collection)(?:\/[^/]+)?)\/)?notification$/;
const single = /^\/API\/(?:((?:job|item|collection)(?:\/[^/]+)?)\/)?notification\/([^/]+)$/;

export const notificationRoutes: Route[] = [
	['POST', scope, create],
	[
		'GET',
		scope,
		({ backend: { store }, params: [at = ''] }) =>
			ids([...store.notifications.values()].filter((entry) => entry.scope === named(at)).map(({ id }) => id)),
	],
	['GET', single, (call) => ({ root: 'NotificationDocument', document: found(call).sent })],
	['PUT', single, change],
	['DELETE', single, (call) => void call.backend.store.notifications.delete(found(call).id)],
];

const named = (at: string): string => at || 'placeholder';

function create({ backend: { store }, params: [at = ''], document: sent }: Call): Reply {
	const [kind, owner] = at.split('/');
	if (owner !== undefined && kind === 'item') store.item(owner);
	if (owner !== undefined && kind === 'collection') store.collection(owner);
	const document = readNotification(sent);
	const id = store.nextId();
	store.notifications.set(id, { id, scope: named(at), document, sent });
	return ids([id]);
}

function change(call: Call): Reply {
	const { document: sent } = call;
	Object.assign(found(call), { document: readNotification(sent), sent });
	return undefined;
}

const ids = (uri: string[]): Reply => ({ root: 'URIListDocument', document: { uri } });

function found({ backend: { store }, params: [at = '', id = ''] }: Call) {
	const entry = store.notifications.get(id);
	if (entry?.scope !== named(at)) throw notFound('notification', id);
	return entry;
}
