import { tokenOf } from '../auth';
import { notFound } from '../faults';
import type { Route } from './route';

const version = {
	component: [
		{ name: 'API', version: '23.4.1-emulator' },
		{ name: 'Jersey', version: '2.39' },
	],
	licenseInfo: { licenseStatus: 'valid', itemNumber: { allowed: '100000', current: '17' } },
};

export const systemRoutes: Route[] = [
	['GET', /^\/APInoauth\/is-online\/?$/, () => ({ text: 'true' })],
	['GET', /^\/APInoauth\/selftest\/?$/, () => ({ root: 'SelfTestDocument', document: { status: 'ok' } })],
	['GET', /^\/API\/selftest\/?$/, () => ({ root: 'SelfTestDocument', document: { status: 'ok' } })],
	[
		'GET',
		/^\/API\/version\/?$/,
		({ accept }) =>
			accept.includes('text/plain')
				? { text: version.component[0]?.version ?? '' }
				: { root: 'VersionDocument', document: version },
	],
	[
		'GET',
		/^\/API\/token\/?$/,
		({ user, accept }) =>
			accept.includes('text/plain')
				? { text: tokenOf(user) }
				: { root: 'AuthenticationTokenDocument', document: { token: tokenOf(user), user: user.name } },
	],
	[
		'GET',
		/^\/API\/user\/([^/]+)\/token\/?$/,
		({ backend, params: [name = ''] }) => ({
			text: tokenOf(backend.users.find((user) => user.name === name) ?? missing(name)),
		}),
	],
];

function missing(name: string): never {
	throw notFound('user', name);
}
