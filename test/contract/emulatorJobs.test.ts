import { openWorld, type World } from '../../tools/emulator/world';
import { askEmulator, type AskOptions } from '../support/askEmulator';
import { httpServer } from '../support/httpServer';

// What the emulator does of jobs, notifications and logins, so that a client's mistake does not pass here.
let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(async () => await world.close());

const ask = (method: string, path: string, options?: AskOptions) => askEmulator(world, method, path, options);
const held = async (query: string, user?: string) =>
	String((await ask('POST', `/API/item/VX-108/transcode?tag=original&holdJob=true&${query}`, { user })).json().jobId);
const listed = async (query: string) =>
	((await ask('GET', `/API/job?${query}`)).json().job as Array<{ jobId: string }>).map(({ jobId }) => jobId);

test('a list of jobs is filtered and sorted as it is asked, and is of my own jobs', async () => {
	const [low, high, other] = [await held('priority=LOW'), await held('priority=HIGH'), await held('', 'guest')];
	expect(await listed('sort=priority%20desc')).toEqual([high, low]);
	expect(await listed('sort=jobId%20asc')).toEqual([low, high]);
	expect(await listed('priority=LOW,LOWEST')).toEqual([low]);
	expect(await listed('user=false&priority=MEDIUM')).toEqual([other]);
	expect(await listed('starttime-to=2020-01-01T00:00:00Z')).toEqual([]);
	expect((await ask('GET', '/API/job?idonly=true&number=1')).json().job).toEqual([{ jobId: low }]);
	expect(await ask('GET', '/API/job?sort=colour')).toMatchObject({ status: 400 });
});

test('a job shows all its metadata only where they are asked for', async () => {
	const id = await held('jobmetadata=mine%3D1');
	const keys = async (query: string) =>
		((await ask('GET', `/API/job/${id}${query}`)).json().data as Array<{ key: string }>).map(({ key }) => key);
	expect(await keys('')).toEqual(['item']);
	expect(await keys('?metadata=true')).toEqual(['item', 'itemId', 'mine']);
	expect((await ask('GET', `/API/job/${id}`)).json().status).toBe('HOLD');
});

test('a priority that is none starts no job', async () => {
	const answer = await ask('POST', '/API/item/VX-108/transcode?tag=original&priority=NONSENSE');
	expect(answer.status).toBe(400);
	expect(await listed('user=false')).toEqual([]);
});

const http = { url: 'http://127.0.0.1:9/', method: 'POST', timeout: 5, retry: 0, synchronous: false };
test.each([
	{},
	{ action: { http } },
	{ action: { http: { ...http, method: 'GET' } }, trigger: { job: { stop: {} } } },
	{ action: { http: { ...http, timeout: undefined } }, trigger: { job: { stop: {} } } },
	{ action: { http }, trigger: { job: {} } },
	{ action: { http }, trigger: { job: { stop: {}, fail: {} } } },
])('the notification %j is refused', async (document) => {
	expect(await ask('POST', '/API/job/notification', { body: JSON.stringify(document) })).toMatchObject({ status: 400 });
});

test('a filter and a placeholder tell of those jobs only that they are about', async () => {
	const told: Array<Record<string, string>> = [];
	let heard = () => {};
	const all = new Promise<void>((resolve) => (heard = resolve));
	const receiver = await httpServer(({ url, body }, response) => {
		const { field } = JSON.parse(body) as { field: Array<{ key: string; value: string }> };
		told.push({ at: url, ...Object.fromEntries(field.map(({ key, value }) => [key, value])) });
		response.end();
		if (told.length === 2) heard();
	});
	try {
		const notify = async (scope: string, path: string, job: object) => {
			const body = JSON.stringify({ action: { http: { ...http, url: receiver.root + path } }, trigger: { job } });
			return ((await ask('POST', `/API/${scope}notification`, { body })).json().uri as string[])[0];
		};
		await notify('job/', '/analyze', { create: {}, filter: { type: 'ANALYZE' } });
		await notify('job/', '/mine', { create: {}, filter: { jobdata: [{ key: 'mine', value: '2' }] } });
		const placeholder = await notify('', '/placeholder', { create: {} });
		await held('jobmetadata=mine%3D1');
		await held(`jobmetadata=mine%3D2&notification=${placeholder}`);
		await all;
		expect(told.map(({ at, mine, action }) => [at, mine, action]).sort()).toEqual([
			['/mine', '2', 'CREATE'],
			['/placeholder', '2', 'CREATE'],
		]);
	} finally {
		await receiver.close();
	}
});

test('a token ends after a minute, and lives on with its use where it is refreshed', async () => {
	const login = async (token: string) => (await ask('GET', '/API/version', { authorization: `token ${token}` })).status;
	const token = async (query: string, user?: string) =>
		(await ask('GET', `/API/token?${query}`, { user, accept: 'text/plain' })).text;
	const [short, long, refreshed] = [
		await token('seconds=3600', 'guest'),
		await token('seconds=3600'),
		await token('autoRefresh=true'),
	];
	const now = jest.spyOn(Date, 'now');
	try {
		const began = Date.now();
		for (const seconds of [40, 80]) {
			now.mockReturnValue(began + seconds * 1000);
			expect(await login(refreshed)).toBe(200);
		}
		expect([await login(short), await login(long)]).toEqual([401, 200]);
	} finally {
		now.mockRestore();
	}
});
