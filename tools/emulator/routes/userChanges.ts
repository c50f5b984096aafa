import { randomBytes } from 'node:crypto';
import { ApiFault, invalidInput, notFound } from '../faults';
import { groupNamed } from '../groups';
import { mustBeAdministrator, mustBeSelf } from '../rights';
import type { User } from '../entities';
import { call, type DeclaredCall } from './declared';
import { takesNothing } from './parameters';
import { userDocument } from './users';
import { userNamed } from './userNamed';
import type { Call, Reply } from './route';

const found = ({ backend: { users }, params: [name = ''] }: Call): User => userNamed(users, name);

const textIn = (document: Record<string, unknown>, name: string): string | undefined =>
	typeof document[name] === 'string' ? document[name] : undefined;

const answer = (user: User): Reply => ({ root: 'UserDocument', document: userDocument(user), plain: user.name });

/** A new user, who can log in at once. Throws 409 for a name that is taken. */
function create(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const name = textIn(asked.document, 'userName') ?? '';
	if (name === '') throw invalidInput('userName', 'Missing');
	if (asked.backend.users.some((one) => one.name === name))
		throw new ApiFault(409, 'conflict', { context: 'user', id: name, explanation: 'The name is taken' });
	const user: User = { name, password: textIn(asked.document, 'password') ?? '' };
	apply(user, asked.document);
	asked.backend.users.push(user);
	return answer(user);
}

function apply(user: User, document: Record<string, unknown>): void {
	user.realName = textIn(document, 'realName') ?? user.realName;
	user.password = textIn(document, 'password') ?? user.password;
	if (document.disabled !== undefined) user.disabled = String(document.disabled) === 'true';
}

/** Changes a user; one of that name is made where there is none. */
function put(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const [name = ''] = asked.params;
	const known = asked.backend.users.find((one) => one.name === name);
	if (!known) return create({ ...asked, document: { ...asked.document, userName: name } });
	apply(known, asked.document);
	return answer(known);
}

/** A user is not taken away but may not log in any more (the vendor's client names the calls disable and enable). */
function disable(asked: Call, disabled: boolean): Reply {
	mustBeAdministrator(asked.user);
	found(asked).disabled = disabled;
	return undefined;
}

function rename(asked: Call): Reply {
	mustBeSelf(asked.user, found(asked).name);
	found(asked).realName = asked.bytes.toString('utf8');
	return undefined;
}

function setPassword(asked: Call): Reply {
	mustBeSelf(asked.user, found(asked).name);
	const password = asked.bytes.toString('utf8');
	if (password === '') throw invalidInput('password', 'Missing');
	found(asked).password = password;
	return undefined;
}

const validate = (asked: Call): Reply => ({
	text: String(found(asked).password === asked.bytes.toString('utf8')),
});

function addAlias(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const user = found(asked);
	const [, alias = ''] = asked.params;
	if (asked.backend.users.some((one) => one !== user && (one.name === alias || one.alias?.includes(alias))))
		throw new ApiFault(409, 'conflict', { context: 'alias', id: alias, explanation: 'Another user has this name' });
	user.alias = [...(user.alias ?? []).filter((one) => one !== alias), alias];
	return undefined;
}

function removeAlias(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const user = found(asked);
	const [, alias = ''] = asked.params;
	if (!user.alias?.includes(alias)) throw notFound('alias', alias);
	user.alias = user.alias.filter((one) => one !== alias);
	return undefined;
}

/** The user is in the groups of the document, and in no other. */
function putGroups(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const { name } = found(asked);
	const { groups } = asked.backend.store;
	const { group } = asked.document;
	const sent = group === undefined || group === null ? [] : [group].flat();
	const wanted = sent.map((one) => groupNamed(groups, String((Object(one) as { groupName?: unknown }).groupName)));
	for (const { users } of groups.values()) users.delete(name);
	for (const { users } of wanted) users.add(name);
	return undefined;
}

const saltOf = (asked: Call): Map<string, { text: string }> =>
	asked.backend.store.kept.at(`/API/user/${found(asked).name}/salt`) as Map<string, { text: string }>;

function newSalt(asked: Call): Reply {
	mustBeSelf(asked.user, found(asked).name);
	const salt = { text: randomBytes(8).toString('hex') };
	saltOf(asked).set('', salt);
	return salt;
}

export const userChangeCalls: DeclaredCall[] = [
	call('POST /API/user', create),
	call('PUT /API/user/{}', put),
	call('DELETE /API/user/{}', (asked) => disable(asked, true)),
	call('PUT /API/user/{}/enable', (asked) => disable(asked, false)),
	call('PUT /API/user/{}/realname', rename, takesNothing, 'text'),
	call('PUT /API/user/{}/password', setPassword, takesNothing, 'text'),
	call('PUT /API/user/{}/validate', validate, takesNothing, 'text'),
	call('GET /API/user/{}/password/salt', (asked) => saltOf(asked).get('') ?? { text: '' }),
	call('POST /API/user/{}/password/salt', newSalt),
	call('PUT /API/user/{}/alias/{}', addAlias),
	call('DELETE /API/user/{}/alias/{}', removeAlias),
	call('PUT /API/user/{}/groups', putGroups),
];
