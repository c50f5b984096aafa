import { openAsker, type Asker } from '../support/askPlainly';

// Documents and texts that VidiCore only keeps, and the lists in which they stand.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

test.each([
	['/API/export-template/a', '/API/export-template', { uri: ['a'] }, { path: 'x/y' }],
	['/API/external-id/a', '/API/external-id', { namespace: [{ name: 'a', pattern: '.*' }] }, { pattern: '.*' }],
	['/API/auto-projection/a', '/API/auto-projection', { uri: ['a'] }, { description: 'x' }],
	['/API/task-group/a', '/API/task-group', { group: [{ name: 'a', priority: 'HIGH' }] }, { priority: 'HIGH' }],
	[
		'/API/item/VX-108/storage-rule/lowres',
		'/API/item/VX-108/storage-rule',
		{ tag: [{ id: 'lowres', storageCount: 2 }] },
		{ storageCount: 2 },
	],
	[
		'/API/shape-tag/storage-rule/lowres',
		'/API/storage-rule',
		{ tag: [{ id: 'lowres', storageCount: 2 }] },
		{ storageCount: 2 },
	],
])('%s is written, read in both forms, listed and deleted', async (path, list, listed, document) => {
	expect(await vidiCore.ask(`GET ${path}`)).toMatchObject({ status: 404 });
	expect(await vidiCore.send(`PUT ${path}`, document)).toMatchObject({ status: 200 });
	expect(await vidiCore.read(path)).toMatchObject(document);
	expect(await vidiCore.read(list)).toEqual(listed);
	const xml = await vidiCore.ask(`GET ${path}`, { accept: 'application/xml' });
	expect(xml.text).toContain('xmlns="http://xml.vidispine.com/schema/vidispine"');
	expect(await vidiCore.ask(`DELETE ${path}`)).toMatchObject({ status: 200, text: '' });
	expect(await vidiCore.ask(`GET ${path}`)).toMatchObject({ status: 404 });
	expect(await vidiCore.read(list)).not.toEqual(listed);
});

test.each([
	['/API/import/settings', { access: [{ permission: 'READ', group: 'news' }] }],
	['/API/quota', { description: 'x', resource: [{ name: 'item', limit: 3 }] }],
])('%s gives each document an id of the site', async (path, document) => {
	const { id } = (await vidiCore.send(`POST ${path}`, document)).json();
	expect(id).toMatch(/^VX-\d+$/);
	expect(await vidiCore.read(`${path}/${String(id)}`)).toMatchObject({ ...document, id });
	await vidiCore.ask(`DELETE ${path}/${String(id)}`);
	expect(await vidiCore.ask(`GET ${path}/${String(id)}`)).toMatchObject({ status: 404 });
});

test('a quota counts the items when it is evaluated', async () => {
	const { hits } = await vidiCore.read('/API/item');
	const { id } = (await vidiCore.send('POST /API/quota', { resource: [{ name: 'item', limit: 3 }] })).json();
	const { resource } = (await vidiCore.ask(`PUT /API/quota/${String(id)}`)).json();
	expect(resource).toEqual([{ name: 'item', limit: 3, usage: hits }]);
	expect(await vidiCore.send('POST /API/quota', { resource: [{ name: 'x' }] })).toMatchObject({ status: 400 });
});

test.each([
	['/API/shape-tag/lowres/script', 'application/javascript', 'preset.x = 1;'],
	['/API/projection/a/incoming', 'application/xml', '<a>x</a>'],
	['/API/item/VX-108/sequence/a', 'application/xml', '<a/>'],
])('the text at %s is given back as it was sent', async (path, type, body) => {
	expect(await vidiCore.ask(`GET ${path}`)).toMatchObject({ status: 404 });
	await vidiCore.ask(`PUT ${path}`, { type, body });
	const { text, headers } = await vidiCore.ask(`GET ${path}`);
	expect([text, headers.get('content-type')]).toEqual([body, type]);
});

test('nothing is kept for an item, a tag or a storage that does not exist', async () => {
	for (const path of ['item/VX-9/storage-rule/x', 'shape-tag/none/script', 'storage/VX-9/auto-import', 'user/x/key/y'])
		expect(await vidiCore.send(`PUT /API/${path}`)).toMatchObject({ status: 404 });
});

test('configurations: one document each, and properties by their keys', async () => {
	expect(await vidiCore.read('/API/configuration/purging')).toEqual({});
	await vidiCore.send('PUT /API/configuration/purging', { job: { age: 5 } });
	expect(await vidiCore.read('/API/configuration/purging')).toEqual({ job: { age: 5 } });
	await vidiCore.ask('DELETE /API/configuration/purging');
	expect(await vidiCore.read('/API/configuration/purging')).toEqual({});
	await vidiCore.send('PUT /API/configuration/properties', { key: 'apiUri', value: 'http://x/' });
	const property = { key: 'apiUri', value: 'http://x/', lastChange: expect.any(String) };
	expect(await vidiCore.read('/API/configuration/properties')).toEqual({ property: [property] });
	await vidiCore.ask('DELETE /API/configuration/properties/apiUri');
	expect(await vidiCore.read('/API/configuration/properties')).toEqual({ property: [] });
	const pool = [{ priorityThreshold: 'HIGH', size: 2 }];
	await vidiCore.send('PUT /API/configuration/job-pool', { pool });
	expect(await vidiCore.read('/API/configuration/job-pool')).toMatchObject({ pool });
	await vidiCore.ask('DELETE /API/configuration/job-pool/HIGH');
	expect(await vidiCore.read('/API/configuration/job-pool')).toMatchObject({ pool: [] });
});

test('what is switched off is listed among what is off', async () => {
	await vidiCore.send('PUT /API/auto-projection/a', {});
	await vidiCore.ask('PUT /API/auto-projection/a/disable');
	expect(await vidiCore.read('/API/auto-projection/disable')).toEqual({ uri: ['a'] });
	expect(await vidiCore.read('/API/auto-projection/enable')).toEqual({ uri: [] });
	await vidiCore.ask('PUT /API/vidispine-service/service/JobService/disable');
	expect(await vidiCore.read('/API/vidispine-service/service/JobService')).toMatchObject({ isEnabled: false });
	const storage = ((await vidiCore.read('/API/storage')).storage as Array<{ id: string }>)[0]?.id ?? '';
	await vidiCore.send(`PUT /API/storage/${storage}/auto-import`, { tag: ['lowres'] });
	await vidiCore.ask(`PUT /API/storage/${storage}/auto-import/disable`);
	expect(await vidiCore.read('/API/storage/auto-import')).toEqual({
		rule: [{ enabled: false, tag: ['lowres'], storage }],
	});
});

test('a job type is added with its steps, and taken away', async () => {
	const step = { jobType: 'ARCHIVE_TO_TAPE', step: 10, description: 'Fetch the tape', script: 'go()' };
	await vidiCore.send('POST /API/task-definition', { task: [step] });
	expect((await vidiCore.read('/API/jobtype')).uri).toContain('ARCHIVE_TO_TAPE');
	await vidiCore.send('PUT /API/task-definition/jobtype/ARCHIVE_TO_TAPE/step/20', { description: 'Rewind' });
	expect((await vidiCore.read('/API/task-definition/jobtype/ARCHIVE_TO_TAPE')).task).toEqual([
		expect.objectContaining(step),
		expect.objectContaining({ step: 20, description: 'Rewind' }),
	]);
	const path = '/API/task-definition/jobtype/ARCHIVE_TO_TAPE/step/10/script';
	expect((await vidiCore.ask(`GET ${path}`, { accept: 'text/plain' })).text).toBe('go()');
	await vidiCore.ask('DELETE /API/task-definition/jobtype/ARCHIVE_TO_TAPE');
	expect((await vidiCore.read('/API/jobtype')).uri).not.toContain('ARCHIVE_TO_TAPE');
	expect(await vidiCore.ask('GET /API/task-definition/jobtype/ARCHIVE_TO_TAPE')).toMatchObject({ status: 404 });
});

test('the log tells of each request, with who sent it', async () => {
	await vidiCore.ask('GET /API/item/VX-9', { user: 'guest' });
	const { entry } = await vidiCore.read('/API/log?path=VX-9');
	expect(entry).toEqual([
		expect.objectContaining({ username: 'guest', method: 'GET', path: '/API/item/VX-9', responseCode: 404 }),
	]);
});
