import { notFound } from '../faults';
import type { User } from '../entities';
import { searched } from '../search';
import type { Call, Reply, Route } from './route';

export const userRoutes: Route[] = [
	['GET', /^\/API\/user$/, list],
	['PUT', /^\/API\/user$/, list],
	['GET', /^\/API\/user\/([^/]+)$/, (call) => ({ root: 'UserDocument', document: userDocument(found(call)) })],
	['GET', /^\/API\/user\/([^/]+)\/realname$/, (call) => ({ text: found(call).name })],
	['GET', /^\/API\/user\/([^/]+)\/groups$/, (call) => found(call) && groups([])],
	['GET', /^\/API\/user\/([^/]+)\/roles$/, (call) => groups(found(call).administrator ? ['_administrator'] : [])],
];

const userDocument = ({ name }: User) => ({ userName: name, realName: name, disabled: false });

const groups = (names: readonly string[]): Reply => ({
	root: 'GroupListDocument',
	document: { group: names.map((groupName) => ({ groupName, role: true })) },
});

function found({ backend: { users }, params: [name = ''] }: Call): User {
	const user = users.find((one) => one.name === name);
	if (!user) throw notFound('user', name);
	return user;
}

function list({ backend: { users, store }, query }: Call): Reply {
	const { page, hits } = searched(users, query, store);
	const names = page.map(({ name }) => name).join('\r\n');
	return { root: 'UserListDocument', document: { hits, user: page.map(userDocument) }, plain: names };
}
