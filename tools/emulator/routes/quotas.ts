import { stamp } from '../documents';
import { invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import type { Call, Reply } from './route';

const path = '/API/quota';

interface Resource {
	name: 'item' | 'storage';
	limit: number;
	usage?: number;
}
type Rule = Record<string, unknown> & { resource: Resource[] };

const rules = ({ backend: { store } }: Call): Map<string, Rule> => store.kept.at(path) as Map<string, Rule>;

function resourceIn(raw: unknown): Resource {
	const { name, limit } = Object(raw) as { name?: unknown; limit?: unknown };
	if ((name !== 'item' && name !== 'storage') || !(Number(limit) >= 0))
		throw invalidInput('resource', 'A quota limits item or storage by a number');
	return { name, limit: Number(limit) };
}

function found(asked: Call): Rule {
	const id = asked.params[0] ?? '';
	const rule = rules(asked).get(id);
	if (!rule) throw notFound('quota-rule', id);
	return rule;
}

const answer = (id: string, rule: Rule): Reply => ({
	root: 'QuotaRuleDocument',
	document: { ...rule, id },
	plain: id,
});

function create(asked: Call): Reply {
	const { resource } = asked.document;
	const sent = resource === undefined || resource === null ? [] : [resource].flat();
	const rule = { ...asked.document, resource: sent.map(resourceIn) };
	const id = asked.backend.store.nextId();
	rules(asked).set(id, rule);
	return answer(id, rule);
}

/** Counts what is used at this moment: all items, and the bytes on all storages. Nothing here is ever refused by it. */
function evaluate(asked: Call): Reply {
	const rule = found(asked);
	const { items, files } = asked.backend.store;
	const bytes = files.storages.flatMap((one) => files.on(one)).reduce((sum, { size }) => sum + size, 0);
	for (const one of rule.resource) one.usage = one.name === 'item' ? items.size : bytes;
	rule.lastUpdate = stamp();
	return answer(asked.params[0] ?? '', rule);
}

function remove(asked: Call): Reply {
	found(asked);
	rules(asked).delete(asked.params[0] ?? '');
	return undefined;
}

export const quotaCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => ({
		root: 'QuotaRuleListDocument',
		document: { rule: [...rules(asked)].map(([id, rule]) => ({ ...rule, id })) },
	})),
	call(`POST ${path}`, create),
	call(`GET ${path}/{}`, (asked) => answer(asked.params[0] ?? '', found(asked))),
	call(`PUT ${path}/{}`, evaluate),
	call(`DELETE ${path}/{}`, remove),
];
