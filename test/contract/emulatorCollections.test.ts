import { openWorld, type World } from '../../tools/emulator/world';
import { askEmulator, type AskOptions } from '../support/askEmulator';

// Collections as VidiCore's reference has them, asked by no client of ours.
let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(async () => await world.close());

const ask = async (method: string, path: string, options?: AskOptions) =>
	await askEmulator(world, method, `/API/collection${path}`, options);
const json = async (path: string) => (await ask('GET', path)).json();
const desk = { timespan: [{ field: [{ name: 'station_desk', value: [{ value: 'sport' }] }] }] };

test('the body of a new collection names, describes and fills it; the name in the query comes first', async () => {
	const content = [{ id: 'VX-108', type: 'item' }];
	const body = JSON.stringify({ name: 'Of the body', metadata: desk, content });
	const made = (await ask('POST', '', { body })).json();
	expect(made).toEqual({
		loc: expect.stringMatching(/\/API\/collection\/VX-\d+\/$/),
		id: made.id,
		name: 'Of the body',
	});
	const read = await json(`/${String(made.id)}?content=metadata&field=station_desk`);
	expect(read).toMatchObject({
		name: 'Of the body',
		content: [{ id: 'VX-108', type: 'item' }],
		metadata: { timespan: [{ field: [{ name: 'station_desk', value: [{ value: 'sport' }] }] }] },
	});
	expect((await ask('POST', '?name=Of%20the%20query', { body })).json().name).toBe('Of the query');
	expect((await ask('POST', '', { accept: 'text/plain' })).text).toMatch(/^VX-\d+$/);
});

test.each([
	[{ content: [{ id: 'VX-999999' }] }, 404],
	[{ metadata: { timespan: [{ field: [{ name: 'no_such', value: [] }] }] } }, 404],
	[{ metadata: 7 }, 400],
	[{ content: [{ type: 'item' }] }, 400],
	[{ name: ['x'] }, 400],
])('a document %j makes no collection', async (document, status) => {
	const before = (await json('')).hits;
	expect(await ask('POST', '?name=x', { body: JSON.stringify(document) })).toMatchObject({ status });
	expect((await json('')).hits).toBe(before);
});

test('a collection in another one, what is kept of its members, and its end', async () => {
	const [outer, inner] = await Promise.all(
		['outer', 'inner'].map(async (name) => String((await ask('POST', `?name=${name}`)).json().id)),
	);
	expect(await ask('PUT', `/${outer}/${inner}?type=collection`)).toMatchObject({ status: 200, text: '' });
	await ask('PUT', `/${outer}/VX-108?metadata=role%3Dlead&metadata=colour%3Dred`);
	await ask('PUT', `/${outer}/VX-108?metadata=-colour`);
	expect((await json(`/${outer}`)).content).toEqual([
		expect.objectContaining({ id: 'VX-108', type: 'item', metadata: { field: [{ key: 'role', value: 'lead' }] } }),
		expect.objectContaining({ id: inner, type: 'collection' }),
	]);
	expect((await json(`/${outer}?children=collection`)).content).toHaveLength(1);
	expect((await json(`/${inner}/ancestor`)).collection).toEqual([expect.objectContaining({ id: outer })]);
	await ask('DELETE', `?id=${inner},VX-999999`);
	expect(await ask('GET', `/${inner}`)).toMatchObject({ status: 404 });
	expect((await json(`/${outer}`)).content).toHaveLength(1);
	expect(await ask('PUT', `/${outer}/${outer}?type=collection`)).toMatchObject({ status: 400 });
});

test('a collection is changed by its document', async () => {
	const { id } = (await ask('POST', '?name=before')).json();
	const body = JSON.stringify({ name: 'after', content: [{ id: 'VX-108' }] });
	expect((await ask('PUT', `/${String(id)}`, { body })).json()).toMatchObject({
		name: 'after',
		content: [{ id: 'VX-108' }],
	});
	const less = JSON.stringify({ content: [{ id: 'VX-108', mode: 'remove' }] });
	expect((await ask('PUT', `/${String(id)}`, { body: less })).json().content).toBeUndefined();
});
