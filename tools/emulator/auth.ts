import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiFault } from './faults';
import type { User } from './store';

const tokens = new WeakMap<User, string>();

/** The user's token, made on demand. In the emulator it does not run out. */
export function tokenOf(user: User): string {
	const token = tokens.get(user) ?? randomUUID();
	tokens.set(user, token);
	return token;
}

/**
 * Who asks: Basic, `token TOKEN` or Bearer (which takes the same token here), and RunAs for administrators. Throws
 * 401 or 403.
 */
export function authenticate(headers: IncomingHttpHeaders, users: readonly User[]): User {
	const user = loggedIn(headers.authorization ?? '', users);
	if (!user) throw new ApiFault(401, 'notAuthorized', { message: 'Authentication is required' });
	const runAs = headers.runas;
	if (typeof runAs !== 'string' || runAs === user.name) return user;
	if (!user.administrator)
		throw new ApiFault(403, 'forbidden', {
			context: 'RunAs',
			id: runAs,
			explanation: 'Only administrators may run as another user',
		});
	const other = users.find(({ name }) => name === runAs);
	if (!other) throw new ApiFault(404, 'notFound', { type: 'user', id: runAs });
	return other;
}

function loggedIn(authorization: string, users: readonly User[]): User | undefined {
	const [scheme = '', rest = ''] = authorization.split(/ (.*)/s);
	if (scheme === 'token' || scheme === 'Bearer') return users.find((user) => tokens.get(user) === rest && rest !== '');
	if (scheme.toLowerCase() !== 'basic') return undefined;
	const [name, password] = Buffer.from(rest, 'base64').toString('utf8').split(/:(.*)/s);
	return users.find((user) => user.name === name && user.password === password);
}
