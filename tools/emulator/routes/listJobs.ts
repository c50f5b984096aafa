import { writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { deliver } from '../clips/deliver';
import { toXml } from '../documents';
import type { Item } from '../entities';
import { invalidInput } from '../faults';
import { itemDocument } from '../metadata/itemDocument';
import { find } from '../search/find';
import { itemReader } from '../search/values';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import type { Call, Reply } from './route';

/** Writes a list of items with the fields that are wanted to an address, as a job (documented); as XML, or as CSV. */
function start(asked: Call, items: readonly Item[]): Reply {
	const { backend, query, user } = asked;
	const { jobs, imports } = backend;
	const uri = query.get('destinationUri') ?? '';
	if (uri === '') throw invalidInput('destinationUri', 'Missing');
	const fields = (query.get('field') ?? '').split(',').filter(Boolean);
	const isXml = (query.get('outputFormat') ?? 'CSV').toUpperCase() === 'XML';
	const text = isXml ? xml(asked, items) : csv(fields, items);
	const document = jobs.ofItsOwn('LIST_ITEMS', query, user, async ({ signal }) => {
		const path = imports.transfers.scratch();
		await writeFile(path, text);
		const reach = { s3: jobs.archives.s3, folder: imports.intake.folder, signal };
		await deliver(path, isXml ? 'items.xml' : 'items.csv', uri, reach).finally(() => rmSync(path, { force: true }));
	});
	return { root: 'JobDocument', document };
}

function xml({ backend: { store, jobs }, query }: Call, items: readonly Item[]): string {
	const asked = new URLSearchParams(query);
	asked.set('content', 'metadata');
	const item = items.map((one) => itemDocument(one, asked, store, jobs.baseUri));
	return toXml('ItemListDocument', { hits: items.length, item });
}

const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const csv = (names: readonly string[], items: readonly Item[]): string =>
	[['id', ...names], ...items.map(({ id, fields }) => [id, ...names.map((name) => fields.get(name) ?? '')])]
		.map((row) => row.map(quoted).join(','))
		.join('\r\n');

function ofLibrary(asked: Call): Reply {
	const { store } = asked.backend;
	const items = [...store.library(asked.params[0] ?? '').items].flatMap((id) => store.items.get(id) ?? []);
	return start(asked, items);
}

function ofSearch(asked: Call): Reply {
	const { index, store } = asked.backend;
	const { found } = find(index.entries(), itemReader, asked.document, store);
	return start(
		asked,
		found.map(({ thing }) => thing),
	);
}

const asks = takes('destinationUri field outputFormat', 'data p', job);

export const listJobCalls: DeclaredCall[] = [
	call('POST /API/library/{}/list', ofLibrary, asks),
	call('POST /API/item/list', ofSearch, asks),
];
