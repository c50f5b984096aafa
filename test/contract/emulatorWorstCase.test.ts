import { openWorld, type World } from '../../tools/emulator/world';
import { usual, worst, worstCaseOf, type WorstCase } from '../../tools/emulator/worstCase';
import { askEmulator } from '../support/askEmulator';

// Each hard way alone: what it changes, and that it changes nothing of what is meant.
let world: World;
afterEach(async () => await world.close());

async function hard(...names: Array<keyof WorstCase>): Promise<void> {
	world = await openWorld({ worstCase: worstCaseOf(names.join()) });
}
const get = async (path: string) => (await askEmulator(world, 'GET', path)).json();
const rename = (id: string, title: string) =>
	askEmulator(world, 'PUT', `/API/item/${id}/metadata`, {
		body: JSON.stringify({
			timespan: [{ start: '-INF', end: '+INF', field: [{ name: 'title', value: [{ value: title }] }] }],
		}),
	});
const called = async (title: string) =>
	(await askEmulator(world, 'PUT', '/API/item', { body: JSON.stringify({ text: [{ value: title }] }) })).json().hits;
const ids = ({ item = [] }: Record<string, unknown>) => (item as Array<{ id: string }>).map(({ id }) => id);

test('another name of the site stands in all ids', async () => {
	await hard('site');
	const list = await get('/API/item');
	expect(ids(list)).toContain('OLY-108');
	const text = JSON.stringify([
		list,
		await get('/API/storage'),
		await get('/API/item/OLY-108?content=shape,thumbnail'),
	]);
	expect(text).not.toContain('VX-');
});

test('a change is seen by the second search after it; one that is deleted is gone at once', async () => {
	await hard('indexLag');
	await rename('VX-108', 'Zeppelin');
	expect(await called('zeppelin')).toBe(0);
	expect(await called('zeppelin')).toBe(1);
	await rename('VX-109', 'Zeppelin');
	world.vidiCore.index.catchUp();
	expect(await called('zeppelin')).toBe(2);
	await askEmulator(world, 'DELETE', '/API/item/VX-108');
	expect(await called('zeppelin')).toBe(1);
});

test('a list shifts once while it is read, and has fewer entries on a page than were asked for', async () => {
	await hard('shiftingLists', 'pageSize');
	const all = ids(await get('/API/item?number=100'));
	expect(all).toHaveLength(worst.pageSize);
	const [first, second] = [await get('/API/item?number=2'), await get('/API/item?first=3&number=2')];
	expect([...ids(first), ...ids(second)]).toEqual([all[0], all[1], all[1], all[2]]);
	expect(second.hits).toBe(Number(first.hits) + 1);
	expect(await get('/API/item?number=2')).toEqual(first);
	expect(ids(await get('/API/item?first=3&number=2'))).toEqual([all[2], all[3]]);
});

test('times of VidiCore’s own end by turns; those of others keep their form', async () => {
	await hard('mixedDates');
	await rename('VX-108', '2026-04-01T08:00:00Z');
	const text = JSON.stringify(await get('/API/item/VX-108?content=metadata'));
	expect(text).toMatch(/"timestamp":"[^"]*Z"/);
	expect(text).toMatch(/"timestamp":"[^"]*\+0000"/);
	expect(text).toContain('"value":"2026-04-01T08:00:00Z"');
});

test('pictures have addresses without a host, ids may be addresses, empty lists are absent', async () => {
	await hard('relativePictures', 'wholeAddresses', 'absentLists');
	const { thumbnails } = await get('/API/item/VX-108?content=thumbnail');
	expect((thumbnails as { uri: string[] }).uri[0]).toMatch(/^\/API\/thumbnail\//);
	const { uri } = await get('/API/item/VX-108/shape');
	expect(uri).toEqual([`${world.vidiCore.baseUrl}/API/item/VX-108/shape/VX-1081`]);
	expect(await get('/API/notification')).toEqual({});
});

test('errors are texts, a token is good for some requests only, and jobs come newest first', async () => {
	await hard('textErrors', 'tokenRequests', 'newestFirst');
	const { text } = await askEmulator(world, 'GET', '/API/item/VX-999999');
	expect(text.split('\n').slice(1)).toEqual(['Type: Item', 'ID: VX-999999']);
	const token = String((await get('/API/token')).token);
	const statuses = [];
	for (let request = 0; request <= worst.tokenRequests; request++)
		statuses.push((await askEmulator(world, 'GET', '/API/version', { authorization: `token ${token}` })).status);
	expect(statuses).toEqual([...Array.from({ length: worst.tokenRequests }, () => 200), 401]);
	for (const item of ['VX-108', 'VX-109']) await askEmulator(world, 'POST', `/API/item/${item}/transcode?tag=lowres`);
	const { job = [] } = await get('/API/job?metadata=true');
	expect((job as Array<{ jobId: string }>).map(({ jobId }) => Number(jobId.slice(3)))).toEqual(
		[...(job as Array<{ jobId: string }>)].map(({ jobId }) => Number(jobId.slice(3))).sort((a, b) => b - a),
	);
});

test('names that are none are told', async () => {
	world = await openWorld({ worstCase: usual });
	expect(() => worstCaseOf('dates')).toThrow(/"dates" is none of site, indexLag/);
	expect(worstCaseOf('1')).toBe(worst);
});
