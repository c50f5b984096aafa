import { openAsker, type Asker } from '../support/askPlainly';

// Users, their groups and their keys.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const login = (name: string, password: string) => ({
	authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
	accept: 'text/plain',
});
const whoami = async (name: string, password: string) => await vidiCore.ask('GET /API/whoami', login(name, password));

test('a new user logs in, by another name and password too, until disabled', async () => {
	const ann = { userName: 'ann', password: 'one', realName: 'Ann Other' };
	expect((await vidiCore.send('POST /API/user', ann)).json()).toEqual({
		...{ userName: 'ann', realName: 'Ann Other', disabled: false },
	});
	expect(await vidiCore.send('POST /API/user', ann)).toMatchObject({ status: 409 });
	await vidiCore.ask('PUT /API/user/ann/alias/annie');
	await vidiCore.sendText('PUT /API/user/ann/password', 'two', login('ann', 'one'));
	expect(await whoami('ann', 'one')).toMatchObject({ status: 401 });
	expect(await whoami('annie', 'two')).toMatchObject({ status: 200, text: 'ann' });
	expect((await vidiCore.sendText('PUT /API/user/ann/validate', 'one', { accept: 'text/plain' })).text).toBe('false');
	await vidiCore.ask('DELETE /API/user/ann');
	expect(await whoami('ann', 'two')).toMatchObject({ status: 401 });
	expect(await vidiCore.read('/API/user/ann')).toMatchObject({ disabled: true, alias: ['annie'] });
	await vidiCore.ask('PUT /API/user/ann/enable');
	expect(await whoami('ann', 'two')).toMatchObject({ status: 200 });
});

test.each([
	['POST /API/user', { userName: 'ann' }],
	['PUT /API/group/news', {}],
	['DELETE /API/user/admin', {}],
	['PUT /API/user/admin/realname', {}],
	['POST /API/user/admin/key', {}],
])('%s is refused to who is no administrator', async (words, document) => {
	const reply = await vidiCore.send(words, document, { user: 'guest' });
	expect(reply.status).toBe(403);
	expect(reply.json().forbidden).toMatchObject({ explanation: expect.stringContaining('guest') });
});

test('groups hold users and groups; one’s groups are also those around them', async () => {
	await vidiCore.send('PUT /API/group/staff', { groupName: 'staff', description: 'All of us' });
	await vidiCore.send('PUT /API/group/news', { groupName: 'news' });
	await vidiCore.ask('PUT /API/group/staff/group/news');
	await vidiCore.ask('PUT /API/group/news/user/guest');
	const names = async (path: string) =>
		((await vidiCore.read(path)).group as Array<{ groupName: string }>).map((one) => one.groupName);
	expect(await names('/API/user/guest/groups')).toEqual(['news']);
	expect(await names('/API/user/guest/allgroups')).toEqual(['news', 'staff']);
	expect(await names('/API/group/staff/children')).toEqual(['news']);
	expect(await names('/API/group/news/parents')).toEqual(['staff']);
	expect(await vidiCore.ask('PUT /API/group/news/group/staff')).toMatchObject({ status: 400 });
	expect((await vidiCore.read('/API/group/news/users')).user).toEqual([expect.objectContaining({ userName: 'guest' })]);
	expect((await vidiCore.ask('GET /API/group/staff/description', { accept: 'text/plain' })).text).toBe('All of us');
	await vidiCore.send('PUT /API/user/guest/groups', { group: [{ groupName: 'staff' }] });
	expect(await names('/API/user/guest/groups')).toEqual(['staff']);
	await vidiCore.ask('DELETE /API/group/staff');
	expect(await names('/API/group')).toEqual(['news']);
	expect(await names('/API/user/guest/allgroups')).toEqual([]);
	expect(await vidiCore.ask('GET /API/group/staff')).toMatchObject({ status: 404 });
});

test('a key’s secret is told once', async () => {
	const made = (await vidiCore.send('POST /API/user/guest/key')).json();
	expect(made).toMatchObject({ secret: expect.stringMatching(/.{20}/), status: 'ACTIVE' });
	await vidiCore.send(`PUT /API/user/guest/key/${String(made.id)}`, { name: 'of the robot', status: 'INACTIVE' });
	expect((await vidiCore.read('/API/user/guest/key')).key).toEqual([
		{ id: made.id, created: made.created, name: 'of the robot', status: 'INACTIVE' },
	]);
	await vidiCore.ask(`DELETE /API/user/guest/key/${String(made.id)}`);
	expect(await vidiCore.ask(`GET /API/user/guest/key/${String(made.id)}`)).toMatchObject({ status: 404 });
});
