import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiFault, invalidInput } from './faults';
import type { User } from './entities';
import type { WorstCase } from './worstCase';

/** Documented: `userTokenDefaultInterval`, `userTokenMaxInterval` and `userTokenRefreshInterval`, in ms of ours. */
const lifeMs = { usual: 60_000, mostForOthers: 60_000, betweenRefreshes: 10_000 };

interface Token {
	user: User;
	ms: number;
	/** When its life began, and again with each use where it is refreshed. */
	began: number;
	refreshes: boolean;
	/** So many requests it is still good for. */
	left: number;
}

const tokens = new Map<string, Token>();

/**
 * A new token for a user, for `seconds` of the query: more than a minute is for administrators only, and shortened for
 * others. Throws 400 for a number that is none.
 */
export function tokenFor(user: User, query: URLSearchParams, { tokenRequests }: WorstCase): string {
	const seconds = query.get('seconds');
	const wanted = seconds === null ? lifeMs.usual : Number(seconds) * 1000;
	if (!(wanted > 0)) throw invalidInput('seconds', 'Not a number of seconds', undefined, seconds ?? '');
	const ms = user.administrator ? wanted : Math.min(wanted, lifeMs.mostForOthers);
	const token = randomUUID();
	const refreshes = query.get('autoRefresh') === 'true';
	tokens.set(token, { user, ms, began: Date.now(), refreshes, left: refreshes ? Infinity : tokenRequests });
	return token;
}

function userOfToken(text: string, users: readonly User[]): User | undefined {
	const token = tokens.get(text);
	if (!token || !users.includes(token.user)) return undefined;
	const age = Date.now() - token.began;
	token.left -= 1;
	if (age >= token.ms || token.left < 0) {
		tokens.delete(text);
		return undefined;
	}
	if (token.refreshes && age >= lifeMs.betweenRefreshes) token.began = Date.now();
	return token.user;
}

/**
 * Who asks: Basic, `token TOKEN` or Bearer (which takes the same token here), and RunAs for administrators. Throws
 * 401 or 403.
 */
export function authenticate(headers: IncomingHttpHeaders, users: readonly User[]): User {
	const user = loggedIn(headers.authorization ?? '', users);
	if (!user || user.disabled) throw new ApiFault(401, 'notAuthorized', { message: 'Authentication is required' });
	const runAs = headers.runas;
	if (typeof runAs !== 'string' || runAs === user.name) return user;
	if (!user.administrator)
		throw new ApiFault(403, 'forbidden', {
			context: 'RunAs',
			id: runAs,
			explanation: 'Only administrators may run as another user',
		});
	const other = users.find(({ name, alias }) => name === runAs || alias?.includes(runAs));
	if (!other) throw new ApiFault(404, 'notFound', { type: 'user', id: runAs });
	return other;
}

function loggedIn(authorization: string, users: readonly User[]): User | undefined {
	const [scheme = '', rest = ''] = authorization.split(/ (.*)/s);
	if (scheme === 'token' || scheme === 'Bearer') return userOfToken(rest, users);
	if (scheme.toLowerCase() !== 'basic') return undefined;
	const [name, password] = Buffer.from(rest, 'base64').toString('utf8').split(/:(.*)/s);
	return users.find((user) => (user.name === name || user.alias?.includes(name ?? '')) && user.password === password);
}
