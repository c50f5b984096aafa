import { openAsker, type Asker } from '../support/askPlainly';

// Libraries as VidiCore's reference has them: lists of items, which a search may keep filled.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const itemsOf = async (id: string): Promise<string[]> =>
	((await vidiCore.read(`/API/library/${id}`)).item as Array<{ id: string }>).map((one) => one.id);

const made = async (...ids: string[]): Promise<string> => {
	const { uri } = (await vidiCore.send('POST /API/library', { item: ids.map((id) => ({ id })) })).json();
	return (uri as string[])[0] ?? '';
};

test('a library is made of items, listed, filled, emptied and deleted', async () => {
	const id = await made('VX-108');
	expect((await vidiCore.read('/API/library')).uri).toEqual([id]);
	await vidiCore.ask(`PUT /API/library/${id}/VX-109`);
	await vidiCore.send(`PUT /API/library/${id}`, { item: [{ id: 'VX-111' }] });
	expect(await itemsOf(id)).toEqual(['VX-108', 'VX-109', 'VX-111']);
	expect((await vidiCore.read('/API/item/VX-109/library')).uri).toEqual([id]);
	await vidiCore.ask(`DELETE /API/library/${id}/VX-109`);
	await vidiCore.ask('DELETE /API/item/VX-111');
	expect(await itemsOf(id)).toEqual(['VX-108']);
	expect(await vidiCore.ask(`DELETE /API/library/${id}`)).toMatchObject({ status: 200, text: '' });
	expect(await vidiCore.ask(`GET /API/library/${id}`)).toMatchObject({ status: 404 });
	expect((await vidiCore.read('/API/library')).uri).toEqual([]);
	expect(await vidiCore.ask('GET /API/item/VX-108')).toMatchObject({ status: 200 });
});

test('what is no item makes no library', async () => {
	expect(await vidiCore.send('POST /API/library', { item: [{ id: 'VX-999999' }] })).toMatchObject({ status: 404 });
	expect(await vidiCore.send('POST /API/library', { item: [{}] })).toMatchObject({ status: 400 });
	expect((await vidiCore.read('/API/library')).uri).toEqual([]);
});

test('a search makes a library, which holds at any time what is found then', async () => {
	const search = { field: [{ name: 'title', value: [{ value: 'zebra' }] }] };
	const query = 'result=library&autoRefresh=true&updateMode=REPLACE';
	const first = (await vidiCore.send(`PUT /API/item?${query}`, search)).json();
	const id = String(first.library);
	expect(first.hits).toBe(0);
	const title = (value: string) => ({ timespan: [{ field: [{ name: 'title', value: [{ value }] }] }] });
	await vidiCore.send('PUT /API/item/VX-108/metadata', title('A zebra'));
	expect(await itemsOf(id)).toEqual(['VX-108']);
	expect(await vidiCore.read(`/API/library/${id}/settings`)).toMatchObject({
		...{ id, username: 'admin', updateMode: 'REPLACE', autoRefresh: true, query: search },
		lastUpdate: expect.stringMatching(/^\d{4}-/),
	});
	await vidiCore.send(`PUT /API/library/${id}/settings`, { updateMode: 'MERGE' });
	await vidiCore.send('PUT /API/item/VX-108/metadata', title('A horse'));
	expect(await itemsOf(id)).toEqual(['VX-108']);
	await vidiCore.send(`PUT /API/library/${id}/settings`, { updateMode: 'REPLACE' });
	expect(await itemsOf(id)).toEqual([]);
	expect(await vidiCore.send(`PUT /API/library/${id}/settings`, { updateMode: 'X' })).toMatchObject({ status: 400 });
});

test('a job writes the same metadata to all items of a library, and nothing where they cannot be written', async () => {
	const id = await made('VX-108', 'VX-109');
	const sport = { timespan: [{ field: [{ name: 'station_desk', value: [{ value: 'sport' }] }] }] };
	const job = (await vidiCore.send(`PUT /API/library/${id}/item-metadata`, sport)).json();
	expect(job).toMatchObject({ type: 'UPDATE_LIBRARY_ITEM_METADATA' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	const { hits } = (
		await vidiCore.send('PUT /API/item', {
			field: [{ name: 'station_desk', value: [{ value: 'sport' }] }],
		})
	).json();
	expect(hits).toBe(2);
	const unknown = { timespan: [{ field: [{ name: 'no_such', value: [{ value: 'x' }] }] }] };
	expect(await vidiCore.send(`PUT /API/library/${id}/item-metadata`, unknown)).toMatchObject({ status: 404 });
});

test('a library is in a collection, or gives it its items', async () => {
	const id = await made('VX-108', 'VX-109');
	const [holds, copies] = await Promise.all(
		['holds', 'copies'].map(async (name) =>
			String((await vidiCore.send(`POST /API/collection?name=${name}`)).json().id),
		),
	);
	await vidiCore.ask(`PUT /API/collection/${holds}/${id}?type=library`);
	await vidiCore.ask(`PUT /API/collection/${copies}/${id}?type=library&addItems=true`);
	const idsIn = async (collection = '') =>
		((await vidiCore.read(`/API/collection/${collection}`)).content as Array<{ id: string }> | undefined)?.map(
			(one) => one.id,
		);
	expect(await idsIn(holds)).toEqual([id]);
	expect(await idsIn(copies)).toEqual(['VX-108', 'VX-109']);
	const job = (await vidiCore.ask(`DELETE /API/library?id=${id}&async=true`)).json();
	expect(job).toMatchObject({ type: 'DELETE_LIBRARY' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect(await idsIn(holds)).toBeUndefined();
});

test('keys and values of a library, one by one and together', async () => {
	const id = await made();
	await vidiCore.send(`PUT /API/library/${id}/metadata`, { field: [{ key: 'a', value: '1' }] });
	await vidiCore.sendText(`PUT /API/library/${id}/metadata/b`, 'two words');
	expect((await vidiCore.read(`/API/library/${id}/metadata`)).field).toEqual([
		{ key: 'a', value: '1' },
		{ key: 'b', value: 'two words' },
	]);
	expect((await vidiCore.ask(`GET /API/library/${id}/metadata/b`, { accept: 'text/plain' })).text).toBe('two words');
	await vidiCore.ask(`DELETE /API/library/${id}/metadata/b`);
	expect(await vidiCore.ask(`GET /API/library/${id}/metadata/b`)).toMatchObject({ status: 404 });
	expect(await vidiCore.ask('GET /API/library/VX-999999/metadata')).toMatchObject({ status: 404 });
});
