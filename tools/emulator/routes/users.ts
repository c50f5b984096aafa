import type { User } from '../entities';
import { searched } from '../search';
import { userNamed } from './userNamed';
import type { Call, Reply, Route } from './route';

export const userRoutes: Route[] = [
	['GET', /^\/API\/user$/, list],
	['PUT', /^\/API\/user$/, list],
	['GET', /^\/API\/user\/([^/]+)$/, (call) => ({ root: 'UserDocument', document: userDocument(found(call)) })],
	['GET', /^\/API\/user\/([^/]+)\/realname$/, (call) => ({ text: found(call).realName ?? found(call).name })],
	['GET', /^\/API\/user\/([^/]+)\/roles$/, (call) => roles(found(call).administrator ? ['_administrator'] : [])],
];

/** A UserDocument (members of the vendor's types); passwords are never told. */
export const userDocument = ({ name, realName = name, disabled = false, alias = [] }: User): object => ({
	userName: name,
	realName,
	disabled,
	...(alias.length > 0 ? { alias } : {}),
});

const roles = (names: readonly string[]): Reply => ({
	root: 'GroupListDocument',
	document: { group: names.map((groupName) => ({ groupName, role: true })) },
});

const found = ({ backend: { users }, params: [name = ''] }: Call): User => userNamed(users, name);

function list({ backend: { users, store }, query }: Call): Reply {
	const { page, hits } = searched(users, query, store);
	const names = page.map(({ name }) => name).join('\r\n');
	return { root: 'UserListDocument', document: { hits, user: page.map(userDocument) }, plain: names };
}
