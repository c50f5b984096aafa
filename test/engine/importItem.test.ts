import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { endedJob, setUpService } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { analyzePath } from '../../vidicore/items/items';
import { first } from '../support/paidWorld';
import { openFileStore } from '../support/fileStore';
import { fileInMemory, openImportWorld, type ImportWorld } from '../support/importWorld';
import { quickClock } from '../support/quickClock';
import { siteId } from '../support/site';

// Item: Import. One file becomes one item, whatever happens on the way, and what cannot be imported leaves nothing.
let at: ImportWorld;
let web: Server;
beforeEach(async () => {
	at = await openImportWorld();
	web = createServer((request, response) => {
		if (request.url?.startsWith('/film.mp4')) return void response.end('stands for a film');
		if (request.url === '/page.mp4')
			return void response.setHeader('content-type', 'text/html').end('<!doctype html><p>Sign in</p>');
		response.writeHead(404).end('nothing here');
	});
	await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	jest.restoreAllMocks();
	web.closeAllConnections();
	web.close();
	await at.close();
});

const origin = () => `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
const error = async (...how: Parameters<ImportWorld['importItem']>) => {
	const { message, description } = (await at.importItem(...how)).run.data.resultData.error ?? {};
	return [message, description].filter(Boolean).join(' ');
};
const row = async (...how: Parameters<ImportWorld['importItem']>): Promise<IDataObject> => {
	const ran = await at.importItem(...how);
	expect(ran.run.data.resultData.error?.message).toBeUndefined();
	return first(ran);
};
const fields = async (itemId: unknown) => {
	const query = [['content', 'metadata']] as const;
	const { metadata } = await at.http.json<{
		metadata: { timespan: Array<{ field: Array<{ name: string; value: Array<{ value: string }> }> }> };
	}>('GET', `/API/item/${String(itemId)}`, { query });
	return Object.fromEntries(
		metadata.timespan.flatMap(({ field }) => field.map(({ name, value }) => [name, value[0]?.value])),
	) as Record<string, string | undefined>;
};

test('a file of the input becomes an item with its title, its metadata and its media', async () => {
	const collection = await at.http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'News']] });
	const made = await row(
		{
			title: 'Evening news',
			collectionId: { __rl: true, mode: 'id', value: collection.id },
			metadata: { mappingMode: 'defineBelow', value: { station_episode: 7 } },
			furtherFields: { field: [{ name: 'originalFilename', value: 'tape 12' }] },
		},
		fileInMemory('stands for a film', 'council-meeting.mp4'),
	);
	expect(made).toMatchObject({
		title: 'Evening news',
		imported: true,
		fileName: 'council-meeting.mp4',
		bytes: 17,
		collectionId: collection.id,
	});
	expect(await at.ended(made.jobId)).toBe('FINISHED');
	expect(await at.newItems()).toEqual([{ id: made.itemId, title: 'Evening news' }]);
	expect(await fields(made.itemId)).toMatchObject({
		...{ mediaType: 'video', durationSeconds: '60', user: 'admin', station_episode: '7' },
	});
	const inside = await at.http.json<{ item: Array<{ id: string }> }>('GET', `/API/collection/${collection.id}/item`);
	expect(inside.item.map(({ id }) => id)).toEqual([made.itemId]);
});

test('a file that n8n keeps on its disk is read as a stream, sent in parts, and resumed where it was cut', async () => {
	quickClock();
	const store = await openFileStore();
	try {
		const piece = Buffer.alloc(2 ** 20, 'a film of some length, ');
		const file = await store.keep(
			Array.from({ length: 20 }, () => piece),
			'long.mp4',
		);
		const whole = jest.spyOn(store.service, 'getAsBuffer');
		const again = { match: /container.raw/, times: 1, effect: 'drop' } as const;
		at.world.vidiCore.faults.add({ ...again, then: [again, again] });
		const made = await row({}, file);
		expect(made).toMatchObject({ bytes: 20 * 2 ** 20, imported: true, fileName: 'long.mp4' });
		expect(await at.ended(made.jobId)).toBe('FINISHED');
		expect(whole).not.toHaveBeenCalled();
		expect(at.posts().filter(({ path }) => path.endsWith('/raw'))).toHaveLength(3 + 3);
		expect(at.posts().filter(({ path }) => path.endsWith('/placeholder'))).toHaveLength(1);
		expect((await row({}, file)).imported).toBe(false);
	} finally {
		store.close();
	}
});

test('how far a long upload is stands in n8n’s log, at each tenth', async () => {
	const store = await openFileStore();
	try {
		const piece = Buffer.alloc(2 ** 20, 'a film of some length, ');
		await row(
			{},
			await store.keep(
				Array.from({ length: 101 }, () => piece),
				'long.mp4',
			),
		);
		const said = store.log.filter((line) => line.startsWith('long.mp4: '));
		expect(said).toHaveLength(10);
		expect(said.at(-1)).toBe('long.mp4: 100 % of 101 MB sent to VidiCore');
	} finally {
		store.close();
	}
});

test('who is seen in an imported video is found as in any other', async () => {
	const { resourceId, callbackId } = await setUpService(at.world, at.http);
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), { resourceId, callbackId });
	const made = await row({}, fileInMemory('stands for a film', 'council-meeting.mp4'));
	await at.ended(made.jobId);
	const { status } = await endedJob(at.http, analyzePath(String(made.itemId)), { resourceId, callbackId });
	expect(status).toBe('FINISHED');
	const metadata = await at.http.text('GET', `/API/item/${String(made.itemId)}`, {
		query: [['content', 'metadata']],
	});
	expect(metadata).toContain('Ada Nordin');
});

test('the shapes that are wished for are there when the job has ended', async () => {
	const made = await row({ options: { shapeTags: 'lowres, __mp4' } }, fileInMemory('stands for a film'));
	expect(await at.ended(made.jobId)).toBe('FINISHED');
	const { shape } = await at.http.json<{ shape: Array<{ tag: string[] }> }>('GET', `/API/item/${String(made.itemId)}`, {
		query: [['content', 'shape']],
	});
	expect(shape.flatMap(({ tag }) => tag)).toEqual(['original', 'lowres', '__mp4']);
});

test('a URL is fetched by VidiCore, and the item is named after the file', async () => {
	const made = await row({ source: 'url', url: `${origin()}/film.mp4` });
	expect(made).toMatchObject({ title: 'film.mp4', imported: true, fileName: 'film.mp4' });
	expect(await at.ended(made.jobId)).toBe('FINISHED');
	expect(await fields(made.itemId)).toMatchObject({ originalFilename: 'film.mp4', mediaType: 'video' });
});

test('the same file again is the item that is there, and so is a signed address with another signature', async () => {
	const film = fileInMemory('stands for a film');
	const made = await row({}, film);
	await at.ended(made.jobId);
	const again = await row({ title: 'Another title' }, film);
	expect(again).toMatchObject({ itemId: made.itemId, jobId: made.jobId, imported: false, title: 'news.mp4' });
	const signed = (signature: string) => ({
		source: 'url',
		url: `${origin()}/film.mp4?X-Amz-Signature=${signature}&X-Amz-Date=${signature}`,
	});
	const one = await row(signed('aaa'));
	expect(await row(signed('bbb'))).toMatchObject({ itemId: one.itemId, imported: false });
	expect(await at.newItems()).toHaveLength(2);
});

test('another file, another key, and the wish to import again make another item', async () => {
	const film = fileInMemory('stands for a film');
	const ids = new Set([
		(await row({}, film)).itemId,
		(await row({}, fileInMemory('stands for another film'))).itemId,
		(await row({ options: { importOnceBy: 'house 17' } }, film)).itemId,
		(await row({ options: { importAgain: true } }, film)).itemId,
	]);
	expect(ids.size).toBe(4);
	expect((await row({ options: { importOnceBy: 'house 17' } }, fileInMemory('changed'))).imported).toBe(false);
});

test('what a failed import has left empty is gone when the same is imported again', async () => {
	const missing = await row({ source: 'url', url: `${origin()}/not-there.mp4` });
	expect(await at.ended(missing.jobId)).toBe('FAILED_TOTAL');
	const again = await row({ source: 'url', url: `${origin()}/not-there.mp4` });
	expect(again.itemId).not.toBe(missing.itemId);
	expect(await at.newItems()).toEqual([{ id: again.itemId, title: 'not-there.mp4' }]);
	const page = await row({ source: 'url', url: `${origin()}/page.mp4` });
	expect(await at.ended(page.jobId)).toBe('FAILED_TOTAL');
});

describe('nothing is left behind', () => {
	const storage = (value: string) => ({ options: { storageId: { __rl: true, mode: 'id', value } } });
	test.each<[string, IDataObject, RegExp]>([
		['no such storage', storage(siteId(99999)), /storage [A-Z]+-99999.*Nothing was imported/],
		['no such shape tag', { options: { shapeTags: 'nope' } }, /shape-tag nope.*Nothing was imported/],
		['no such field', { furtherFields: { field: [{ name: 'nope', value: '1' }] } }, /no metadata field "nope"/],
		[
			'no such collection',
			{ collectionId: { __rl: true, mode: 'id', value: siteId(99999) } },
			/collection [A-Z]+-99999/,
		],
		[
			'a word for a number',
			{ metadata: { value: { station_episode: 'x' } } },
			/"x" for "station_episode" of the new item/,
		],
		['two titles', { title: 'a', furtherFields: { field: [{ name: 'title', value: 'b' }] } }, /title is set twice/],
		['no URL', { source: 'url', url: 'news.mp4' }, /begins with https:/],
		['no address', { source: 'storageUri', storageUri: 'news.mp4' }, /for example s3:/],
		['no such input', { binaryField: 'nope' }, /no file in the field "nope"/],
	])('%s', async (_, parameters, message) => {
		expect(await error(parameters, fileInMemory('stands for a film'))).toMatch(message);
		expect(await at.newItems()).toEqual([]);
	});

	test('an empty file', async () => {
		expect(await error({}, fileInMemory(''))).toMatch(/"news.mp4" is empty/);
		expect(at.posts()).toEqual([]);
	});

	test('a user without the right to import', async () => {
		await at.close();
		at = await openImportWorld({ users: [{ name: 'viewer', password: 'viewer', lacks: ['_import'] }] });
		const login = { username: 'viewer', password: 'viewer' };
		expect(await error({}, fileInMemory('stands for a film'), { login })).toMatch(/lacks a right|_import/);
		expect(await at.newItems()).toEqual([]);
	});
});

test('a name with a path in it is a name', async () => {
	const made = await row({}, fileInMemory('stands for a film', '..\\..\\etc/../tapes/news 1.mp4'));
	expect(made).toMatchObject({ fileName: 'news 1.mp4', title: 'news 1.mp4' });
	expect(
		at
			.posts()
			.map(({ query }) => query)
			.join(' '),
	).not.toMatch(/tapes|etc/);
});

test('the keys of a storage URI come out nowhere', async () => {
	const storageUri = 's3://AKIASOMETHING123:sEcReT/word+12345678@bucket/folder/news.mp4';
	at.world.vidiCore.faults.add({
		match: /POST .API.import.placeholder.[^/]+.container/,
		times: 1,
		effect: {
			status: 400,
			contentType: 'application/json',
			body: JSON.stringify({ invalidInput: { context: 'uri', explanation: `No access to ${storageUri}` } }),
		},
	});
	const ran = await at.importItem({ source: 'storageUri', storageUri });
	expect(ran.run.data.resultData.error?.message).toMatch(/No access to s3:/);
	const { error: failure } = ran.run.data.resultData;
	expect(JSON.stringify([failure, failure?.message, failure?.description])).not.toMatch(/sEcReT|AKIASOMETHING/);
	expect(await at.newItems()).toEqual([]);
});

test('an answer that got lost at any step is made up for, with one item', async () => {
	quickClock();
	for (const step of [/POST .API.import.placeholder$/, /POST .*container.raw/, /PUT .API.item.[^/]+.metadata/]) {
		at.world.vidiCore.faults.add({ match: step, times: 1, effect: 'dropAfter' });
		const made = await row({}, fileInMemory(`stands for ${String(step)}`));
		expect(await at.ended(made.jobId)).toBe('FINISHED');
	}
	expect(new Set((await at.newItems()).map(({ title }) => title))).toEqual(new Set(['news.mp4']));
	expect(await at.newItems()).toHaveLength(3);
});
