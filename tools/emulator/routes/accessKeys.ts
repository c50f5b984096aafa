import { randomBytes } from 'node:crypto';
import { stamp } from '../documents';
import { invalidInput, notFound } from '../faults';
import { mustBeSelf } from '../rights';
import { call, type DeclaredCall } from './declared';
import { placeOf } from './kept/place';
import type { Call, Reply } from './route';

/** Keys of a user's; the secret is told once, when it is made. Nobody can log in with them here. */
const path = '/API/user/{}/key';

type Key = { id: string; name?: string; status: string; created: string };

function keys(asked: Call): Map<string, Key> {
	const place = placeOf(asked, path);
	mustBeSelf(asked.user, place.split('/').at(-2) ?? '');
	return asked.backend.store.kept.at(place) as Map<string, Key>;
}

function found(asked: Call): Key {
	const id = asked.params[1] ?? '';
	const key = keys(asked).get(id);
	if (!key) throw notFound('access-key', id);
	return key;
}

const answer = (document: object): Reply => ({ root: 'AccessKeyDocument', document });

function create(asked: Call): Reply {
	const key = { id: randomBytes(10).toString('hex'), status: 'ACTIVE', created: stamp() };
	keys(asked).set(key.id, key);
	return answer({ ...key, secret: randomBytes(20).toString('base64') });
}

function change(asked: Call): Reply {
	const key = found(asked);
	const { name, status } = asked.document;
	if (status !== undefined && status !== 'ACTIVE' && status !== 'INACTIVE')
		throw invalidInput('status', 'ACTIVE or INACTIVE');
	if (typeof name === 'string') key.name = name;
	if (typeof status === 'string') key.status = status;
	return answer(key);
}

function remove(asked: Call): Reply {
	keys(asked).delete(found(asked).id);
	return undefined;
}

export const accessKeyCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => {
		const key = [...keys(asked).values()];
		return { root: 'AccessKeyListDocument', document: { hits: key.length, key } };
	}),
	call(`POST ${path}`, create),
	call(`GET ${path}/{}`, (asked) => answer(found(asked))),
	call(`PUT ${path}/{}`, change),
	call(`DELETE ${path}/{}`, remove),
];
