import { notFound } from '../faults';
import { readNotification } from '../jobs/triggers';
import type { Notification } from '../entities';
import { scopes, type Call, type Reply, type Route } from './route';

const scope = new RegExp(`^\\/API\\/(?:((?:${scopes})(?:\\/[^/]+)?)\\/)?notification$`);
const single = new RegExp(`^\\/API\\/(?:((?:${scopes})(?:\\/[^/]+)?)\\/)?notification\\/([^/]+)$`);

export const notificationRoutes: Route[] = [
	['POST', scope, create],
	['GET', scope, (call) => ids(inScope(call).map(({ id }) => id))],
	['DELETE', scope, removeAll],
	['GET', single, (call) => ({ root: 'NotificationDocument', document: found(call).sent })],
	['PUT', single, change],
	['DELETE', single, (call) => void call.backend.store.notifications.delete(found(call).id)],
];

const named = (at: string): string => at || 'placeholder';

const inScope = ({ backend: { store }, params: [at = ''] }: Call): Notification[] =>
	[...store.notifications.values()].filter((entry) => entry.scope === named(at));

function create({ backend: { store }, params: [at = ''], document: sent, ignores }: Call): Reply {
	const [kind, owner] = at.split('/');
	if (owner !== undefined && kind === 'item') store.item(owner);
	if (owner !== undefined && kind === 'collection') store.collection(owner);
	const document = readNotification(sent, ignores);
	const id = store.nextId();
	store.notifications.set(id, { id, scope: named(at), document, sent });
	return ids([id]);
}

function change(call: Call): Reply {
	const { document: sent, ignores } = call;
	Object.assign(found(call), { document: readNotification(sent, ignores), sent });
	return undefined;
}

/** All of that scope, whoever made them (documented). */
function removeAll(call: Call): Reply {
	for (const { id } of inScope(call)) call.backend.store.notifications.delete(id);
	return undefined;
}

const ids = (uri: string[]): Reply => ({ root: 'URIListDocument', document: { uri } });

function found({ backend: { store }, params: [at = '', id = ''] }: Call) {
	const entry = store.notifications.get(id);
	if (entry?.scope !== named(at)) throw notFound('notification', id);
	return entry;
}
