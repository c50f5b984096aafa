import { openAsker, type Asker } from '../support/askPlainly';

// What was written to metadata and searched for, and metadata that belong to no item.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const titled = (value: string) => ({ timespan: [{ field: [{ name: 'title', value: [{ value }] }] }] });
const changes = '/API/item/VX-108/metadata/changes';

const idsIn = (document: Record<string, unknown>): string[] =>
	(document.changeSet as Array<{ id: string }>).map(({ id }) => id);

test('change sets are compared, and forgotten without touching the metadata', async () => {
	for (const title of ['one', 'two', 'three']) await vidiCore.send('PUT /API/item/VX-108/metadata', titled(title));
	const all = idsIn(await vidiCore.read(changes));
	const [first = '', second = '', third = '', fourth = ''] = all;
	expect(all).toHaveLength(4);
	expect(idsIn(await vidiCore.read(`${changes}/${fourth}/compareTo/${second}`))).toEqual([third, fourth]);
	expect(idsIn(await vidiCore.read(`${changes}/${first}/compareTo/${third}`))).toEqual([second, third]);
	const { changeSet } = await vidiCore.read(`${changes}/${third}/compareTo/previous`);
	expect(changeSet).toMatchObject([
		{ id: third, metadata: { timespan: [{ field: [{ name: 'title', value: [{ value: 'two' }] }] }] } },
	]);
	expect(await vidiCore.ask(`GET ${changes}/${third}/compareTo/VX-9`)).toMatchObject({ status: 404 });
	await vidiCore.ask(`DELETE ${changes}/${third}`);
	expect(idsIn(await vidiCore.read(changes))).toEqual([first, second, fourth]);
	await vidiCore.ask(`PUT ${changes}/trim`);
	expect(idsIn(await vidiCore.read(changes))).toEqual([first, fourth]);
	const { item } = await vidiCore.read('/API/item/VX-108/metadata?field=title');
	expect(item).toMatchObject([{ metadata: { timespan: [{ field: [{ value: [{ value: 'three' }] }] }] } }]);
});

test('change sets of another site are written', async () => {
	await vidiCore.send(`PUT ${changes}`, { changeSet: [{ id: 'KP-1', metadata: titled('from afar') }] });
	expect((await vidiCore.ask('GET /API/item/VX-108/metadata?field=title')).text).toContain('from afar');
	expect(await vidiCore.send(`PUT ${changes}`, { changeSet: [{}] })).toMatchObject({ status: 400 });
});

test('bulky values of an item and of a shape, one by one and together', async () => {
	for (const thing of ['item/VX-108', 'item/VX-108/shape/VX-1081']) {
		const path = `/API/${thing}/metadata/bulky`;
		await vidiCore.sendText(`PUT ${path}/loud`, '1,2,3');
		await vidiCore.send(`PUT ${path}`, { field: [{ key: 'soft', value: '4' }] });
		expect((await vidiCore.read(path)).field).toEqual([
			{ key: 'loud', value: '1,2,3' },
			{ key: 'soft', value: '4' },
		]);
		expect((await vidiCore.ask(`GET ${path}/loud`, { accept: 'text/plain' })).text).toBe('1,2,3');
		await vidiCore.ask(`DELETE ${path}/loud`);
		expect(await vidiCore.ask(`GET ${path}/loud`)).toMatchObject({ status: 404 });
		await vidiCore.ask(`DELETE ${path}`);
		expect((await vidiCore.read(path)).field).toEqual([]);
	}
});

test('a document has metadata and a history of its own', async () => {
	await vidiCore.send('PUT /API/document/rights', titled('first'));
	await vidiCore.send('PUT /API/document/rights', titled('second'));
	expect(await vidiCore.read('/API/document/rights?field=title')).toMatchObject({
		timespan: [{ field: [{ name: 'title', value: [{ value: 'second' }] }] }],
	});
	expect((await vidiCore.read('/API/document/rights/changes')).changeSet).toHaveLength(2);
	expect(await vidiCore.read('/API/document')).toMatchObject({ hits: 1, document: [{ name: 'rights' }] });
	expect(await vidiCore.send('PUT /API/document/x', { timespan: [{ field: [{ name: 'no_such' }] }] })).toMatchObject({
		status: 404,
	});
	await vidiCore.ask('DELETE /API/document/rights');
	expect(await vidiCore.ask('GET /API/document/rights')).toMatchObject({ status: 404 });
	expect(await vidiCore.read('/API/document')).toMatchObject({ hits: 0 });
});

test('metadata of the whole system, and one value of them', async () => {
	await vidiCore.send('PUT /API/metadata', titled('everywhere'));
	const { timespan } = (await vidiCore.read('/API/metadata')) as {
		timespan: Array<{ field: Array<{ value: Array<{ uuid: string }> }> }>;
	};
	const uuid = timespan[0]?.field[0]?.value[0]?.uuid ?? '';
	expect(await vidiCore.read(`/API/metadata/${uuid}`)).toMatchObject({
		field: { name: 'title', value: [{ value: 'everywhere', uuid }] },
	});
	await vidiCore.ask(`DELETE /API/metadata/${uuid}`);
	expect(await vidiCore.ask(`GET /API/metadata/${uuid}`)).toMatchObject({ status: 404 });
	expect((await vidiCore.ask('GET /API/metadata')).text).not.toContain('everywhere');
});

test('one’s own searches are remembered, the newest first', async () => {
	const search = { text: [{ value: 'zebra' }] };
	await vidiCore.send('PUT /API/item', search);
	await vidiCore.send('PUT /API/item', {});
	await vidiCore.send('PUT /API/item', {}, { user: 'guest' });
	expect((await vidiCore.read('/API/item/history')).search).toMatchObject([
		{ user: 'admin', query: {} },
		{ user: 'admin', query: search },
	]);
	expect((await vidiCore.read('/API/collection/history')).search).toEqual([]);
});

test('files are searched by what their documents say', async () => {
	const { file, hits } = (await vidiCore.send('PUT /API/search/file')).json() as {
		file: Array<{ path: string }>;
		hits: number;
	};
	expect(hits).toBeGreaterThan(3);
	const path = file[1]?.path ?? '';
	const found = await vidiCore.send('PUT /API/search/file', { field: [{ name: 'path', value: [{ value: path }] }] });
	expect(found.json()).toMatchObject({ hits: 1, file: [{ path }] });
	const wrong = { field: [{ name: 'colour', value: [{ value: 'x' }] }] };
	expect(await vidiCore.send('PUT /API/search/file', wrong)).toMatchObject({ status: 404 });
});

test('a list of items is written to an address as CSV', async () => {
	const uri = encodeURIComponent('s3://demo-callback/list.csv');
	const search = { field: [{ name: 'itemId', value: [{ value: 'VX-108' }] }] };
	const job = (await vidiCore.send(`POST /API/item/list?destinationUri=${uri}&field=itemId`, search)).json();
	expect(job).toMatchObject({ type: 'LIST_ITEMS' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect(await vidiCore.send('POST /API/item/list')).toMatchObject({ status: 400 });
});
