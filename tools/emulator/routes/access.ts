import { randomUUID } from 'node:crypto';
import { invalidInput, notFound } from '../faults';
import type { Kept } from '../entities';
import type { Store } from '../store';
import type { Call, Reply, Route } from './route';

/** Who may do what with an item or a collection: the entries are kept and answered, and bind nobody here. */
export const accessRoutes: Route[] = [
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/access$/, list],
	['POST', /^\/API\/(item|collection|library)\/([^/]+)\/access$/, create],
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/access\/([^/]+)$/, (call) => answer(one(call))],
	['DELETE', /^\/API\/(item|collection|library)\/([^/]+)\/access\/([^/]+)$/, remove],
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/merged-access$/, merged],
];

const permissions = ['NONE', 'READ', 'WRITE', 'ALL'];

const answer = (document: object): Reply => ({ root: 'AccessControlDocument', document });

/** An entry as it is kept. */
export type Entry = Record<string, unknown> & { id: string };

/** The thing that an address is about; throws 404 where there is none. */
export function subjectOf(store: Store, [kind, id = '']: readonly string[]): Kept {
	if (kind === 'library') return store.library(id);
	return kind === 'collection' ? store.collection(id) : store.item(id);
}

function list({ backend: { store }, params }: Call): Reply {
	const access = [...(subjectOf(store, params).access?.values() ?? [])];
	return { root: 'AccessControlListDocument', document: { access } };
}

/** Adds an entry to a thing. Throws 400 for what is none. */
export function grant({ backend: { store, jobs }, user, params, document }: Call, subject: Kept): Entry {
	const { permission, user: whom } = document;
	const group: unknown = Array.isArray(document.group) ? document.group[0] : document.group;
	if (typeof permission !== 'string' || !permissions.includes(permission))
		throw invalidInput('permission', `One of ${permissions.join(', ')}`, undefined, String(permission));
	if ((typeof whom === 'string') === (typeof group === 'string'))
		throw invalidInput('access', 'Exactly one of user and group is needed');
	const id = store.nextId();
	const loc = `${jobs.baseUri}${params[0] ?? ''}/${params[1] ?? ''}/access/${id}`;
	const made = { ...document, ...(group === undefined ? {} : { group }), loc, id, grantor: user.name };
	(subject.access ??= new Map()).set(id, made);
	return made;
}

/** Members of the reference: a permission for a user or a group. */
function create(call: Call): Reply {
	const made = grant(call, subjectOf(call.backend.store, call.params));
	return { root: 'AccessControlDocument', document: made, plain: made.id };
}

function one({ backend: { store }, params }: Call): object {
	const id = params[2] ?? '';
	return subjectOf(store, params).access?.get(id) ?? missing(id);
}

function missing(id: string): never {
	throw notFound('access', id);
}

function remove(call: Call): Reply {
	one(call);
	subjectOf(call.backend.store, call.params).access?.delete(call.params[2] ?? '');
	return undefined;
}

/** What a user may do in the end; everything here. */
function merged({ backend: { store }, user, params, query }: Call): Reply {
	subjectOf(store, params);
	const username = query.get('username') ?? user.name;
	const entry = { username, permission: 'ALL', effectivePermission: 'ALL', matches: true, id: randomUUID() };
	return { root: 'AccessControlMergedDocument', document: { access: [entry] } };
}
