import { stamp } from '../documents';
import { invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import type { Call, Reply } from './route';

const place = '/API/configuration/properties';

type Property = { key: string; value: string; lastChange: string };

const all = ({ backend: { store } }: Call): Map<string, Property> => store.kept.at(place) as Map<string, Property>;

const list = (asked: Call): Reply => ({
	root: 'ConfigurationPropertyListDocument',
	document: { property: [...all(asked).values()] },
});

/** Reads a ConfigurationPropertyDocument. Throws 400 for one without a key. */
function propertyIn(raw: unknown): Property {
	const { key, value = '' } = Object(raw) as { key?: unknown; value?: unknown };
	if (typeof key !== 'string' || key === '' || typeof value === 'object') throw invalidInput('key', 'Missing');
	return { key, value: String(value), lastChange: stamp() };
}

function put(asked: Call): Reply {
	const property = propertyIn(asked.document);
	all(asked).set(property.key, property);
	return { root: 'ConfigurationPropertyDocument', document: property };
}

/** Several at once: those that are named are set, the others stay (inferred). */
function putAll(asked: Call): Reply {
	const { property } = asked.document;
	const sent = (property === undefined || property === null ? [] : [property].flat()).map(propertyIn);
	for (const one of sent) all(asked).set(one.key, one);
	return list(asked);
}

function remove(asked: Call): Reply {
	const key = asked.params[0] ?? '';
	if (!all(asked).delete(key)) throw notFound('configuration-property', key);
	return undefined;
}

export const configurationCalls: DeclaredCall[] = [
	call('GET /API/configuration', list),
	call(`GET ${place}`, list),
	call(`PUT ${place}`, put),
	call(`POST ${place}`, putAll),
	call(`DELETE ${place}/{}`, remove),
];
