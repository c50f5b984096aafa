import { readFile, rm } from 'node:fs/promises';
import { readDocument } from '../documents';
import type { Item } from '../entities';
import { invalidInput } from '../faults';
import { fetchSource } from '../imports/sources';
import { writeMetadata } from '../metadata/writeMetadata';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import { mustHave } from './shapes';
import type { Call, Reply } from './route';

/** Starts the job that takes in a sidecar: a MetadataDocument; other kinds are not done, and let the job fail. */
function take(asked: Call, item: Item, fetched: (signal: AbortSignal) => Promise<string>): Reply {
	const { backend, user, query } = asked;
	const { store, jobs } = backend;
	const document = jobs.onItem('SIDECAR_IMPORT', item, query, user, async ({ signal }) => {
		const path = await fetched(signal);
		const text = await readFile(path, 'utf8');
		await rm(path, { force: true });
		const isMetadata = /^\s*(<|\{)/.test(text) && text.includes('timespan');
		if (!isMetadata) throw new Error('The sidecar is no metadata document, and the emulator reads no other');
		const type = text.trimStart().startsWith('<') ? 'application/xml' : 'application/json';
		writeMetadata(item, readDocument(text, type), { store, user: user.name });
	});
	return { root: 'JobDocument', document };
}

/** A sidecar at an address, or a file that VidiCore knows (documented). */
function byUri(asked: Call): Reply {
	mustHave(asked.user, '_import');
	const { store, jobs, imports } = asked.backend;
	const item = store.item(asked.params[0] ?? '');
	const sidecar = asked.query.get('sidecar') ?? '';
	if (sidecar === '') throw invalidInput('sidecar', 'Missing', item.id);
	const file = sidecar.includes(':') ? undefined : store.files.get(sidecar);
	return take(asked, item, async (signal) => {
		const path = imports.transfers.scratch();
		const reach = { s3: jobs.archives.s3, folder: imports.intake.folder, signal };
		if (file) await jobs.archives.in(file.storage.bucket).fetch(file.path, path);
		else await fetchSource(sidecar, path, reach);
		return path;
	});
}

async function raw(asked: Call): Promise<Reply> {
	mustHave(asked.user, '_import');
	const { store, imports } = asked.backend;
	const item = store.item(asked.params[0] ?? '');
	const transfer = `sidecar ${item.id} ${asked.query.get('transferId') ?? ''}`;
	const path = await imports.transfers.receive(transfer, asked.stream);
	return path === undefined ? undefined : take(asked, item, () => Promise.resolve(path));
}

export const sidecarCalls: DeclaredCall[] = [
	call('POST /API/import/sidecar/{}', byUri, takes('sidecar', 'xmpfile', job)),
	call('POST /API/import/sidecar/{}/raw', raw, takes('transferId', 'filename', job), 'streamed'),
];
