import type { Collection } from '../entities';
import { invalidInput, notFound } from '../faults';
import { FieldValues } from '../metadata/fieldValues';
import { metadataDocument } from '../metadata/metadataDocument';
import { writeMetadata } from '../metadata/writeMetadata';
import { needs } from '../rights';
import { searched } from '../search';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { changeSetsDocument, setsOf } from './metadataChanges';
import { placeOfValue } from './metadataEntries';
import { content, page } from './sharedParameters';
import type { Call, Reply } from './route';

/** Metadata that belong to no item: documents by their names, and those of the whole system. */
type Documents = Map<string, Collection>;

const path = '/API/document';
const whole = '/API/metadata';

const documents = ({ backend: { store } }: Call, place = path): Documents =>
	store.kept.at(place) as unknown as Documents;

/** Kept as a collection is, of which nobody is told. */
const empty = (id: string): Collection => ({
	...{ id, name: '', items: new Set<string>(), fields: new FieldValues(), isNoCollection: true },
});

function found(asked: Call): Collection {
	const [name = ''] = asked.params;
	const document = documents(asked).get(name);
	if (!document) throw notFound('document', name);
	return document;
}

function answer(asked: Call, thing: Collection): Reply {
	needs(asked.user, uncertain.metadataRoles.read);
	return { root: 'MetadataDocument', document: metadataDocument(thing, asked.query, asked.backend.store) };
}

function write(asked: Call, thing: Collection): void {
	needs(asked.user, uncertain.metadataRoles.write);
	writeMetadata(thing, asked.document, { store: asked.backend.store, user: asked.user.name });
}

function put(asked: Call): Reply {
	const [name = ''] = asked.params;
	const document = documents(asked).get(name) ?? empty(name);
	write(asked, document);
	documents(asked).set(name, document);
	return answer(asked, document);
}

/** The names of all documents; what a search document asks for in them is not done. */
function list(asked: Call): Reply {
	const { store, jobs } = asked.backend;
	const { page: names, hits } = searched([...documents(asked).keys()], asked.query, store);
	for (const member of Object.keys(asked.document)) asked.ignores(member);
	return {
		root: 'DocumentListDocument',
		document: { hits, document: names.map((name) => ({ name, uri: `${jobs.baseUri}document/${name}` })) },
	};
}

function remove(asked: Call): Reply {
	documents(asked).delete(found(asked).id);
	return undefined;
}

/** The metadata of the whole system. */
function ofAll(asked: Call): Collection {
	const known = documents(asked, whole);
	const thing = known.get('') ?? empty('metadata');
	known.set('', thing);
	return thing;
}

function putOfAll(asked: Call): Reply {
	write(asked, ofAll(asked));
	return answer(asked, ofAll(asked));
}

/** One value of it, by its uuid. */
function entryOf(asked: Call) {
	const [uuid = ''] = asked.params;
	const place = placeOfValue(ofAll(asked), uuid);
	if (!place) throw notFound('metadata-entry', uuid);
	return { ...place, uuid };
}

function entry(asked: Call): Reply {
	const { name, value, uuid } = entryOf(asked);
	return { root: 'MetadataEntryDocument', document: { field: { name, value: [{ value, uuid }] } } };
}

function removeEntry(asked: Call): Reply {
	const { name, value, uuid, start, end } = entryOf(asked);
	if (name === '') throw invalidInput('metadata', 'Not a value', uuid);
	const field = [{ name, value: [{ uuid, value, mode: 'remove' }] }];
	write({ ...asked, document: { timespan: [{ start, end, field }] } }, ofAll(asked));
	return undefined;
}

export const metadataDocumentCalls: DeclaredCall[] = [
	call(`GET ${path}`, list, page),
	call(`PUT ${path}`, list, page),
	call(`GET ${path}/{}`, (asked) => answer(asked, found(asked)), content),
	call(`PUT ${path}/{}`, put, content),
	call(`DELETE ${path}/{}`, remove),
	call(`GET ${path}/{}/changes`, (asked) => changeSetsDocument(setsOf(found(asked)).slice(1))),
	call(`GET ${whole}`, (asked) => answer(asked, ofAll(asked)), content),
	call(`PUT ${whole}`, putOfAll, content),
	call(`GET ${whole}/{}`, entry),
	call(`DELETE ${whole}/{}`, removeEntry),
];
