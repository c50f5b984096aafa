import { tokenFor } from '../auth';
import { ApiFault, notFound } from '../faults';
import type { Call, Reply, Route } from './route';

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
	['GET', /^\/API\/whoami$/, ({ user }) => ({ text: user.name })],
	[
		'GET',
		/^\/API\/token$/,
		({ backend: { store }, user, query, accept }) => {
			const token = tokenFor(user, query, store.ways);
			return accept.includes('text/plain')
				? { text: token }
				: { root: 'AuthenticationTokenDocument', document: { token, user: user.name } };
		},
	],
	['GET', /^\/API\/user\/([^/]+)\/token$/, tokenOfUser],
];

/** One's own, or anybody's for an administrator. */
function tokenOfUser({ backend, user, params: [name = ''], query }: Call): Reply {
	if (name !== user.name && !user.administrator)
		throw new ApiFault(403, 'forbidden', { context: 'token', id: name, explanation: 'Not your own token' });
	return { text: tokenFor(backend.users.find((one) => one.name === name) ?? missing(name), query, backend.store.ways) };
}

function missing(name: string): never {
	throw notFound('user', name);
}
