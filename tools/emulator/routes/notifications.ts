import { notFound } from '../faults';
import type { Call, Reply, Route } from './route';

const scope = /^\/API\/(?:((?:job|item|collection)(?:\/[^/]+)?)\/)?notification$/;
const single = /^\/API\/(?:((?:job|item|collection)(?:\/[^/]+)?)\/)?notification\/([^/]+)$/;

export const notificationRoutes: Route[] = [
	['POST', scope, create],
	[
		'GET',
		scope,
		({ backend: { store }, params: [at] }) =>
			ids(
				[...store.notifications.values()].filter((entry) => entry.scope === (at || 'placeholder')).map(({ id }) => id),
			),
	],
	['GET', single, (call) => ({ root: 'NotificationDocument', document: found(call).document })],
	['DELETE', single, (call) => void call.backend.store.notifications.delete(found(call).id)],
];

function create({ backend: { store }, params: [at], document }: Call): Reply {
	const id = store.nextId();
	store.notifications.set(id, { id, scope: at || 'placeholder', document });
	return ids([id]);
}

const ids = (uri: string[]): Reply => ({ root: 'URIListDocument', document: { uri } });

function found({ backend: { store }, params: [, id = ''] }: Call) {
	const entry = store.notifications.get(id);
	if (!entry) throw notFound('notification', id);
	return entry;
}
