import { openAsker, type Asker } from '../support/askPlainly';

// Storages, their groups and their files, as they are made, changed and taken away.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const storages = async () => (await vidiCore.read('/API/storage')).storage as Array<Record<string, unknown>>;
const archive = async () => String((await storages())[0]?.id);
const document = {
	...{ type: 'ARCHIVE', capacity: 5000, lowWatermark: 10 },
	method: [{ uri: 's3://key:secret@no-such-bucket/', read: true, write: false }],
};

test('a storage is made, listed, changed and deleted', async () => {
	const made = (await vidiCore.send('POST /API/storage', document)).json();
	expect(made).toMatchObject({
		...{ id: expect.stringMatching(/^VX-\d+$/), type: 'ARCHIVE', capacity: 5000, freeCapacity: 5000, lowWatermark: 10 },
		method: [{ uri: 's3://key:secret@no-such-bucket/', read: true, write: false, browse: true }],
	});
	const id = String(made.id);
	expect(await storages()).toHaveLength(2);
	await vidiCore.send(`PUT /API/storage/${id}`, { capacity: 7000, priority: 'HIGH' });
	await vidiCore.ask(`PUT /API/storage/${id}/type/EXPORT`);
	await vidiCore.ask(`PUT /API/storage/${id}/evacuate`);
	await vidiCore.sendText(`PUT /API/storage/${id}/metadata/room`, 'cellar');
	expect(await vidiCore.read(`/API/storage/${id}`)).toMatchObject({
		...{ type: 'EXPORT', capacity: 7000, priority: 'HIGH', lowWatermark: 10, state: 'EVACUATING' },
		metadata: { field: [{ key: 'room', value: 'cellar' }] },
	});
	expect((await vidiCore.read(`/API/storage/${id}/file`)).hits).toBe(0);
	expect(await vidiCore.read(`/API/storage/${id}`)).toMatchObject({ state: 'OFFLINE' });
	expect(await vidiCore.ask(`DELETE /API/storage/${id}`)).toMatchObject({ status: 200 });
	expect(await vidiCore.ask(`GET /API/storage/${id}`)).toMatchObject({ status: 404 });
	expect(await storages()).toHaveLength(1);
});

test.each([[{ type: 'CUPBOARD' }], [{ capacity: 'much' }], [{ method: [{ uri: 'nowhere' }] }]])(
	'no storage is made of %j',
	async (wrong) => {
		expect(await vidiCore.send('POST /API/storage', wrong)).toMatchObject({ status: 400 });
		expect(await storages()).toHaveLength(1);
	},
);

test('a storage on which files of items lie is not deleted', async () => {
	const id = await archive();
	expect(await vidiCore.ask(`DELETE /API/storage/${id}`)).toMatchObject({ status: 409 });
	expect(await vidiCore.ask(`GET /API/storage/${id}`)).toMatchObject({ status: 200 });
});

test('further addresses of a storage', async () => {
	const id = await archive();
	const reply = await vidiCore.ask(`PUT /API/storage/${id}/method?uri=s3%3A%2F%2Fa%3Ab%40other%2F&write=false`, {
		accept: 'text/plain',
	});
	const path = `/API/storage/${id}/method/${reply.text}`;
	expect(await vidiCore.read(path)).toMatchObject({ uri: 's3://a:b@other/', write: false, read: true });
	await vidiCore.ask(`PUT ${path}?read=false`);
	expect((await vidiCore.read(`/API/storage/${id}`)).method).toHaveLength(2);
	expect(await vidiCore.read(path)).toMatchObject({ uri: 's3://a:b@other/', write: false, read: false });
	await vidiCore.ask(`DELETE ${path}`);
	expect(await vidiCore.ask(`GET ${path}`)).toMatchObject({ status: 404 });
});

test('a group of storages', async () => {
	const id = await archive();
	const { id: other } = (await vidiCore.send('POST /API/storage', document)).json();
	await vidiCore.ask('PUT /API/storage/storage-group/fast');
	for (const one of [id, String(other)]) await vidiCore.ask(`PUT /API/storage/storage-group/fast/${one}`);
	const inside = async () =>
		((await vidiCore.read('/API/storage/storage-group/fast')).storage as Array<{ id: string }>).map((one) => one.id);
	expect(await inside()).toEqual([id, other]);
	await vidiCore.ask(`DELETE /API/storage/${String(other)}`);
	expect(await inside()).toEqual([id]);
	await vidiCore.ask(`DELETE /API/storage/storage-group/fast/${id}`);
	expect(await inside()).toEqual([]);
	await vidiCore.ask('DELETE /API/storage/storage-group/fast');
	expect(await vidiCore.read('/API/storage/storage-group')).toEqual({ group: [] });
});

test('a file goes to another path with its shape, and is told of by its state and hash', async () => {
	const [file] = (await vidiCore.read(`/API/storage/${await archive()}/file?includeItem=true&filter=item`))
		.file as Array<Record<string, string>>;
	const { id = '', path = '' } = file ?? {};
	const { shape } = (await vidiCore.read(`/API/file/${id}/shape`)) as { shape: Array<{ item: Array<{ id: string }> }> };
	const item = shape[0]?.item[0]?.id ?? '';
	expect(await vidiCore.ask(`POST /API/storage/file/${id}/path?path=moved.mp4`)).toMatchObject({ status: 200 });
	expect((await vidiCore.ask(`GET /API/file/${id}/data`)).text).toBe(`stands for ${path}`);
	expect((await vidiCore.ask(`GET /API/item/${item}/uri?tag=original`)).text).toContain('moved.mp4');
	await vidiCore.ask(`PUT /API/file/${id}/hash/abc`);
	expect((await vidiCore.ask(`PUT /API/file/${id}/state/ARCHIVED`)).json()).toMatchObject({
		...{ hash: 'abc', state: 'ARCHIVED', path: 'moved.mp4' },
	});
	expect(await vidiCore.ask(`PUT /API/file/${id}/state/EATEN`)).toMatchObject({ status: 400 });
	await vidiCore.ask(`PUT /API/file/${id}/abandon`);
	expect((await vidiCore.read(`/API/file/${id}/shape`)).hits).toBe(0);
	await vidiCore.ask(`DELETE /API/file/${id}/entity`);
	expect(await vidiCore.ask(`GET /API/file/${id}`)).toMatchObject({ status: 404 });
});
