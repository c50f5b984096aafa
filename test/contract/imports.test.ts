import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadScenario } from '../../tools/emulator/scenario';
import { openWorld, type World, type WorldOptions } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { importOnce } from '../../vidicore/imports/importOnce';
import type { Imported } from '../../vidicore/imports/importRequest';
import type { Source } from '../../vidicore/imports/source';
import type { VidiCoreHttp } from '../../vidicore/http';
import { metadataDocument } from '../../vidicore/items/metadata';
import { jobErrorText } from '../../vidicore/jobs/state';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { readIds } from '../../vidicore/plainLists';
import { allItems } from '../support/importWorld';

// The client's imports against the emulator: what is sent, what VidiCore makes of it, and what is left after trouble.
let world: World;
let http: VidiCoreHttp;
let before: Set<string>;
const open = async (options: WorldOptions = {}) => {
	world = await openWorld(options);
	http = vidiCoreOver(world.vidiCore.baseUrl);
	before = new Set((await allItems(http)).map(({ id }) => id));
	world.vidiCore.requests.length = 0;
};
beforeEach(() => open());
afterEach(() => world.close());

const imported = async (source: Exclude<Source, { kind: 'file' }>, partBytes?: number): Promise<Imported> =>
	await importOnce(http, {
		source,
		title: 'A film',
		document: (title) => metadataDocument({ title }),
		tags: [],
		request: createHash('md5').update(JSON.stringify(source)).digest('hex'),
		correlation: randomUUID(),
		partBytes,
	});
const film = (bytes: Uint8Array, size = bytes.length) =>
	({ kind: 'bytes', size, fileName: 'film.mp4', parts: () => pieces(bytes) }) as const;
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 700) yield await Promise.resolve(bytes.subarray(at, at + 700));
}
const ended = async ({ job }: Imported) => {
	const id = job?.jobId ?? '';
	const result = (await waitForJobs(http, [id], { limitMs: 60_000, maxPauseMs: 1000 })).get(id);
	return result?.kind === 'ended' ? result.job : undefined;
};
const problem = async (made: Imported) => {
	const job = await ended(made);
	return [job?.status, job && jobErrorText(job)].join(': ');
};
const left = async () => {
	world.vidiCore.index.settle();
	return (await allItems(http)).filter(({ id }) => !before.has(id));
};
const stored = async (Key: string): Promise<Buffer> => {
	const { endpoint, region, owner } = world.s3;
	const client = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
	const { Body } = await client.send(new GetObjectCommand({ Bucket: world.scenario.storage.bucket, Key }));
	const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
	client.destroy();
	return bytes;
};
const message = async (work: Promise<unknown>) =>
	await work.then(
		() => '',
		(error: Error) => error.message,
	);

test('a file in parts arrives as it was, also when parts are cut off or not answered', async () => {
	const bytes = Buffer.from(Array.from({ length: 10_000 }, (_, n) => (n * 7919) % 251));
	for (const effect of ['drop', 'dropAfter', { status: 503 }] as const)
		world.vidiCore.faults.add({ match: /container.raw/, times: 1, effect });
	const made = await imported(film(bytes), 3000);
	expect(await ended(made)).toMatchObject({ status: 'FINISHED' });
	expect((await stored(`imported/${made.itemId}.mp4`)).equals(bytes)).toBe(true);
	expect(await left()).toEqual([{ id: made.itemId, title: 'A film' }]);
});

const container = /POST .*container.raw/;

test('the last part is sent again when VidiCore lists no job for it', async () => {
	world.vidiCore.faults.add({ match: container, times: 2, effect: 'drop' });
	const made = await imported(film(Buffer.from('stands for a film')));
	expect(await ended(made)).toMatchObject({ status: 'FINISHED' });
	expect(await left()).toHaveLength(1);
});

test('a job that nobody could ask for is found when VidiCore refuses the file the second time', async () => {
	const lists = { match: /GET .API.job$/, times: 3 * 4, effect: { status: 503 } } as const;
	world.vidiCore.faults.add({ match: container, times: 1, effect: 'dropAfter', then: [lists] });
	const made = await imported(film(Buffer.from('stands for a film')));
	expect(await ended(made)).toMatchObject({ status: 'FINISHED' });
	expect(world.vidiCore.requests.filter(({ method, path }) => container.test(`${method} ${path}`))).toHaveLength(2);
	expect(await left()).toHaveLength(1);
});

test('an import whose title could not be written is completed by the next run', async () => {
	world.vidiCore.faults.add({ match: /PUT .*metadata/, times: 1, effect: { status: 403 } });
	const source = film(Buffer.from('stands for a film'));
	const said = await message(imported(source));
	const [item] = await left();
	expect(said).toContain(`being imported into the item ${item?.id}, but not all is done`);
	const made = await imported(source);
	expect(made).toMatchObject({ itemId: item?.id, title: 'A film', imported: false });
	expect(await ended(made)).toMatchObject({ status: 'FINISHED' });
	expect(await left()).toEqual([{ id: item?.id, title: 'A film' }]);
});

test('a source with fewer or more bytes than it said leaves nothing', async () => {
	for (const size of [500, 2000])
		expect(await message(imported(film(Buffer.alloc(1000), size), 600))).toMatch(/has not the \d+ bytes.*Nothing was/);
	expect(await left()).toEqual([]);
});

test('a source that breaks off leaves nothing, and says why', async () => {
	const parts = async function* () {
		yield await Promise.resolve(Buffer.alloc(700));
		throw new Error('The disk went away');
	};
	const broken = { kind: 'bytes', size: 5000, fileName: 'film.mp4', parts } as const;
	expect(await message(imported(broken, 600))).toBe('The disk went away. Nothing was imported.');
	expect(await left()).toEqual([]);
});

test('an item whose making was not answered is found when the index has caught up', async () => {
	world.vidiCore.index.holdStill();
	world.vidiCore.faults.add({ match: /POST .API.import.placeholder$/, times: 1, effect: 'dropAfter' });
	const source = film(Buffer.from('stands for a film'));
	expect(await message(imported(source))).toMatch(/not known whether VidiCore has made an item.*finds and completes/);
	world.vidiCore.index.catchUp();
	const made = await imported(source);
	expect(await ended(made)).toMatchObject({ status: 'FINISHED' });
	expect(await left()).toEqual([{ id: made.itemId, title: 'A film' }]);
});

test('what cannot be taken back is named', async () => {
	world.vidiCore.faults.add({ match: /container.raw/, times: 9, effect: { status: 400 } });
	world.vidiCore.faults.add({ match: /DELETE/, times: 9, effect: { status: 403 } });
	const [said, [item]] = [await message(imported(film(Buffer.alloc(10)))), await left()];
	expect(item?.title).toMatch(/^A film \(unfinished, n8n [a-p]+\)$/);
	expect(said).toContain(`The item ${item?.id}, made for it, could not be deleted`);
});

test('addresses inside buckets and folders, and those that lead nowhere', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-media-'));
	try {
		await world.close();
		await open({ media: { folder } });
		writeFileSync(join(folder, 'film.mp4'), 'stands for a film');
		const bucket = world.scenario.storage.bucket;
		const of = async (uri: string) => await problem(await imported({ kind: 'uri', uri }));
		expect(await of(pathToFileURL(join(folder, 'film.mp4')).href)).toMatch(/^FINISHED/);
		expect(await of(`s3://${bucket}/${world.scenario.videos[0]?.file}`)).toMatch(/^FINISHED/);
		expect(await of('file:///etc/hostname')).toMatch(/FAILED_TOTAL.*does not lie on a storage/);
		expect(await of(pathToFileURL(join(folder, 'not-there.mp4')).href)).toMatch(/FAILED_TOTAL.*ENOENT/);
		expect(await of(`s3://${bucket}/not/there.mp4`)).toMatch(/FAILED_TOTAL.*NoSuchKey/);
		expect(await of(`s3://AKIAWRONG:wrong%2Fsecret@${bucket}/film.mp4`)).toMatch(/FAILED_TOTAL.*InvalidAccessKeyId/);
		expect(await of('gopher://old/film.mp4')).toMatch(/FAILED_TOTAL.*gopher/);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('an empty file and a full storage end the job with the reason, and leave no shape', async () => {
	await world.close();
	const base = loadScenario();
	await open({ scenario: { ...base, storage: { ...base.storage, capacity: 100 } } });
	const full = await imported(film(Buffer.alloc(200, 'stands for a film')));
	expect(await problem(full)).toMatch(/FAILED_TOTAL.*[A-Z]+-1 is full/);
	expect(await readIds(http, `/API/item/${full.itemId}/shape`, 'the list of shapes')).toEqual([]);
	expect(await problem(await imported(film(Buffer.from('stands for a film'))))).toMatch(/^FINISHED/);
});
