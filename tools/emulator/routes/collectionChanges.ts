import { startExportOfAll } from '../clips/exportItem';
import { invalidInput } from '../faults';
import { needs } from '../rights';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { callsOf } from './kept/families';
import { takes } from './parameters';
import { job } from './sharedParameters';
import type { Call, Reply } from './route';
import { seen } from './shapes';

const found = ({ backend: { store }, params: [id = ''] }: Call) => store.collection(id);

/** The order in which an id stands before or behind another one. */
function moved(ids: Iterable<string>, raw: unknown): Set<string> {
	const { id, before, after, reference } = Object(raw) as Record<string, unknown>;
	const all = [...ids];
	const isBehind = after !== undefined;
	const other = before ?? after ?? reference;
	if (typeof id !== 'string' || !all.includes(id)) throw invalidInput('id', 'Not in the collection');
	if (typeof other !== 'string' || !all.includes(other)) throw invalidInput('reference', 'Not in the collection', id);
	const others = all.filter((one) => one !== id);
	others.splice(others.indexOf(other) + (isBehind ? 1 : 0), 0, id);
	return new Set(others);
}

/** Puts a member before or behind another (members of the vendor's types; what `reference` alone means is inferred). */
function order(asked: Call): Reply {
	needs(asked.user, uncertain.roles.writeCollections);
	const collection = found(asked);
	const { item, collection: inner, library } = asked.document;
	if (item !== undefined) collection.items = moved(collection.items, item);
	if (inner !== undefined) collection.collections = moved(collection.collections ?? [], inner);
	if (library !== undefined) collection.libraries = moved(collection.libraries ?? [], library);
	return undefined;
}

/** A collection that stands for a folder of a storage; the emulator moves no files for it. */
const folderOf = (asked: Call) => asked.backend.store.kept.at(`/API/collection/${found(asked).id}/map-to-folder`);

function nameFolder(asked: Call): Reply {
	const name = asked.query.get('name') ?? asked.query.get('folderName') ?? '';
	if (name === '') throw invalidInput('name', 'Missing');
	folderOf(asked).set('', { text: name, contentType: 'text/plain' });
	return undefined;
}

/** A project is a collection (inferred). */
function makeProject(asked: Call): Reply {
	const name = typeof asked.document.name === 'string' ? asked.document.name : '';
	const { id } = asked.backend.store.newCollection(name);
	return { root: 'CollectionDocument', document: { id, name }, plain: id };
}

/** What each format of a project's definition is kept for. */
function definitions(asked: Call): Reply {
	const start = `/API/collection/${found(asked).id}/definition/`;
	const uri = asked.backend.store.kept
		.below(start, '')
		.filter(([place, documents]) => documents.size > 0 && !place.slice(start.length).includes('/'))
		.map(([place]) => place.slice(start.length));
	return { root: 'URIListDocument', document: { uri } };
}

const exported = takes(
	'uri locationName tag all useOriginalFilename',
	'metadata projection useOriginalComponentFilename template track version',
	job,
);

async function exportAll(asked: Call): Promise<Reply> {
	const { backend, params, query, user } = asked;
	const [kind, id = ''] = params;
	const { items } = kind === 'library' ? backend.store.library(id) : backend.store.collection(id);
	await seen(backend, ...[...items].flatMap((one) => backend.store.items.get(one) ?? []));
	return { root: 'JobDocument', document: startExportOfAll(backend, [...items], query, user) };
}

export const collectionChangeCalls: DeclaredCall[] = [
	call('POST /API/collection/{}/order', order),
	call('PUT /API/collection/{}/map-to-folder', (asked) => void folderOf(asked).set('', {})),
	call('DELETE /API/collection/{}/map-to-folder', (asked) => void folderOf(asked).clear()),
	call('PUT /API/collection/{}/folder-name', nameFolder, takes('name folderName')),
	call('POST /API/collection/project', makeProject),
	...callsOf({ path: '/API/collection/{}/version', root: 'ProjectVersionDocument', can: 'create' }),
	call('GET /API/collection/{}/definition', definitions),
	call('POST /API/{collection|library}/{}/export', exportAll, exported),
];
