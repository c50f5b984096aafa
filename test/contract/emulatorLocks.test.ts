import { openAsker, type Asker } from '../support/askPlainly';

// Locks on fields and on items, and who may do what with things.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const guest = { user: 'guest' };
const write = async (name: string, options = guest, path = 'item/VX-108') =>
	await vidiCore.send(
		`PUT /API/${path}/metadata`,
		{ timespan: [{ field: [{ name, value: [{ value: 'sport' }] }] }] },
		options,
	);

test('a locked field is written by who holds it, and by nobody else until it is free', async () => {
	const lock = (await vidiCore.ask('POST /API/item/VX-108/metadata-lock?field=station_desk&timeout=600')).json();
	expect(lock).toEqual({
		...{ id: expect.stringMatching(/^VX-\d+$/), user: 'admin', field: ['station_desk'] },
		expires: expect.stringMatching(/^\d{4}-.*\+0000$/),
	});
	const path = `/API/item/VX-108/metadata-lock/${String(lock.id)}`;
	const refused = await write('station_desk');
	expect(refused.status).toBe(409);
	expect(refused.json().conflict).toMatchObject({ id: 'VX-108', value: lock.id });
	expect(await write('title')).toMatchObject({ status: 200 });
	expect(await write('station_desk', guest, 'item/VX-109')).toMatchObject({ status: 200 });
	await vidiCore.ask(`PUT ${path}?field=title&timeout=600`);
	expect(await write('title')).toMatchObject({ status: 409 });
	expect((await vidiCore.read('/API/item/VX-108/metadata-lock')).lock).toEqual([
		expect.objectContaining({ field: ['station_desk', 'title'] }),
	]);
	expect(await vidiCore.ask('POST /API/item/VX-108/metadata-lock?field=title')).toMatchObject({ status: 409 });
	await vidiCore.ask(`DELETE ${path}`);
	expect(await write('station_desk')).toMatchObject({ status: 200 });
	expect(await vidiCore.ask(`GET ${path}`)).toMatchObject({ status: 404 });
});

test('a lock ends with its time, and holds only fields that there are', async () => {
	const { id } = (await vidiCore.send('POST /API/collection?name=x')).json();
	const path = `collection/${String(id)}`;
	await vidiCore.ask(`POST /API/${path}/metadata-lock?field=station_desk&timeout=600`);
	expect(await write('station_desk', guest, path)).toMatchObject({ status: 409 });
	await vidiCore.ask('POST /API/item/VX-108/metadata-lock?field=station_desk&timeout=0');
	expect(await write('station_desk')).toMatchObject({ status: 200 });
	expect(await vidiCore.ask('POST /API/item/VX-108/metadata-lock?field=no_such')).toMatchObject({ status: 404 });
	expect(await vidiCore.ask('POST /API/item/VX-108/metadata-lock?timeout=x')).toMatchObject({ status: 400 });
});

test('a locked item is written by nobody else', async () => {
	expect(await vidiCore.ask('GET /API/item/VX-108/lock')).toMatchObject({ status: 404 });
	await vidiCore.ask('POST /API/item/VX-108/lock?timeout=600');
	expect(await vidiCore.read('/API/item/VX-108/lock')).toMatchObject({ id: 'VX-108', user: 'admin' });
	expect(await write('title')).toMatchObject({ status: 409 });
	expect(await vidiCore.ask('PUT /API/item/VX-108/lock', guest)).toMatchObject({ status: 409 });
	expect(await vidiCore.ask('DELETE /API/item/VX-108/lock', guest)).toMatchObject({ status: 409 });
	await vidiCore.ask('DELETE /API/item/VX-108/lock');
	expect(await write('title')).toMatchObject({ status: 200 });
});

test('a deletion lock is changed and taken away by its id alone', async () => {
	const expiryTime = '2999-01-01T00:00:00Z';
	const { id } = (await vidiCore.send('POST /API/item/VX-108/deletion-lock', { expiryTime })).json();
	expect(await vidiCore.ask('DELETE /API/item/VX-108')).toMatchObject({ status: 409 });
	await vidiCore.send(`PUT /API/deletion-lock/${String(id)}`, { expiryTime: '2020-01-01T00:00:00Z' });
	expect(await vidiCore.read(`/API/deletion-lock/${String(id)}`)).toMatchObject({ isEffective: false });
	await vidiCore.ask(`DELETE /API/deletion-lock/${String(id)}`);
	expect(await vidiCore.ask(`GET /API/deletion-lock/${String(id)}`)).toMatchObject({ status: 404 });
});

test('access: several entries at once, one owner, and those of a library, a group and a user', async () => {
	await vidiCore.send('PUT /API/group/news', { groupName: 'news' });
	await vidiCore.ask('PUT /API/group/news/user/guest');
	const id = String(((await vidiCore.send('POST /API/library')).json().uri as string[])[0]);
	const access = [
		{ permission: 'READ', group: 'news' },
		{ permission: 'WRITE', user: 'guest' },
	];
	const path = `/API/library/${id}`;
	expect(await vidiCore.send(`POST ${path}/access/bulk`, { access: [...access, {}] })).toMatchObject({ status: 400 });
	expect((await vidiCore.read(`${path}/access`)).access).toEqual([]);
	await vidiCore.send(`POST ${path}/access/bulk`, { access });
	await vidiCore.ask(`PUT ${path}/access/owner/guest`);
	await vidiCore.ask(`PUT ${path}/access/owner/admin`);
	expect((await vidiCore.read(`${path}/access`)).access).toMatchObject([
		...access,
		{ permission: 'OWNER', user: 'admin' },
	]);
	expect((await vidiCore.read(`${path}/merged-access/group`)).access).toMatchObject([
		{ group: 'news', permission: 'READ' },
	]);
	expect((await vidiCore.read('/API/user/guest/access')).access).toMatchObject(access);
	expect((await vidiCore.ask(`GET ${path}/access/graph/dot`, { accept: 'text/plain' })).text).toContain(
		`"news" -> "${id}";`,
	);
	await vidiCore.send(`DELETE ${path}/access/bulk`, { access: [access[0]] });
	expect((await vidiCore.read(`${path}/access`)).access).toMatchObject([access[1], { permission: 'OWNER' }]);
});

test('who may do what with a field, and what a group of fields holds', async () => {
	const { id } = (
		await vidiCore.send('POST /API/metadata-field/title/access', { permission: 'READ', user: 'guest' })
	).json();
	expect((await vidiCore.read('/API/metadata-field/title/access')).access).toEqual([
		{ id, permission: 'READ', user: 'guest', field: 'title' },
	]);
	await vidiCore.ask(`DELETE /API/metadata-field/title/access/${String(id)}`);
	expect((await vidiCore.read('/API/metadata-field/title/access')).access).toEqual([]);
	expect(await vidiCore.send('POST /API/metadata-field/title/access', { permission: 'X' })).toMatchObject({
		status: 400,
	});
	for (const name of ['outer', 'inner']) await vidiCore.send(`PUT /API/metadata-field/field-group/${name}`);
	await vidiCore.ask('PUT /API/metadata-field/field-group/outer/title');
	await vidiCore.ask('PUT /API/metadata-field/field-group/outer/group/inner');
	expect(await vidiCore.read('/API/metadata-field/field-group/outer')).toEqual({
		...{ name: 'outer', field: [{ name: 'title' }], group: [{ name: 'inner' }] },
	});
	await vidiCore.ask('DELETE /API/metadata-field/field-group/outer/title');
	expect(await vidiCore.read('/API/metadata-field/field-group/outer')).toMatchObject({ field: [] });
	expect(await vidiCore.ask('PUT /API/metadata-field/field-group/outer/no_such')).toMatchObject({ status: 404 });
});

test('relations are made together, changed and taken away', async () => {
	const direction = { source: 'VX-108', target: 'VX-109', type: 'D' };
	const wrong = { relation: [{ direction }, { direction: { source: 'VX-108', target: 'VX-9' } }] };
	expect(await vidiCore.send('POST /API/relation', wrong)).toMatchObject({ status: 404 });
	expect((await vidiCore.read('/API/item/VX-108/relation')).relation).toEqual([]);
	const { relation } = (await vidiCore.send('POST /API/relation', { relation: [{ direction }] })).json();
	const [{ id = '' } = {}] = relation as Array<{ id?: string }>;
	const value = [{ key: 'type', value: 'clip' }];
	await vidiCore.send(`PUT /API/relation/${id}`, { value });
	expect(await vidiCore.read(`/API/relation/${id}`)).toEqual({ id, direction, value });
	await vidiCore.ask('DELETE /API/item/VX-109/relation/VX-111');
	expect((await vidiCore.read('/API/item/VX-108/relation')).relation).toHaveLength(1);
	await vidiCore.ask('DELETE /API/item/VX-109/relation/VX-108');
	expect(await vidiCore.ask(`GET /API/relation/${id}`)).toMatchObject({ status: 404 });
});
