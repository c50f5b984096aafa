import { fileDocument } from '../files/fileDocument';
import type { StoredFile } from '../files/files';
import type { FieldDefinition } from '../metadata/fieldDefinitions';
import { needs } from '../rights';
import { find } from '../search/find';
import { pageOf } from '../search/pages';
import type { Reader } from '../search/values';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { searchIn } from './searchIn';
import { page } from './sharedParameters';
import type { Call, Reply } from './route';

/** By what files are searched: the members of their documents (inferred). */
const fields = new Map<string, FieldDefinition>([
	...['id', 'path', 'state', 'storage', 'hash'].map((name) => [name, { type: 'string-exact' }] as const),
	['size', { type: 'long' }],
	['timestamp', { type: 'date' }],
]);

const valueOf = (file: StoredFile, name: string): string | undefined => {
	const { id, path, state, storage, hash, size, timestamp } = file;
	const values = { id, path, state, hash, storage: storage.id, size: String(size), timestamp: timestamp.toISOString() };
	return Object.entries(values).find(([key]) => key === name)?.[1];
};

const reader: Reader<StoredFile> = {
	generic: (file, name) => [valueOf(file, name) ?? []].flat(),
	timed: () => [],
	*all({ path }) {
		yield path;
	},
	age: ({ timestamp, id }) => [timestamp.getTime(), Number(id.replace(/\D/g, ''))],
	groups: () => [],
	collectionsOf: () => [],
};

async function search(asked: Call): Promise<Reply> {
	const { backend, user, query } = asked;
	needs(user, uncertain.roles.search);
	const { store, imports } = backend;
	const files = (await Promise.all(store.files.storages.map((one) => imports.files.scan(one)))).flat();
	const ofFiles = Object.create(store, { metadataFields: { value: fields } }) as typeof store;
	const { page: some, around } = pageOf(find(files, reader, searchIn(asked), ofFiles), query, store);
	return { root: 'FileListDocument', document: { ...around, file: some.map(fileDocument) } };
}

export const searchFileCalls: DeclaredCall[] = [
	call('PUT /API/search/file', search, takes('cursor count', 'includeItem', page)),
];
