import { openWorld, type World } from '../../tools/emulator/world';
import { loadScenario } from '../../tools/emulator/scenario';
import { itemEntered } from '../../nodes/events/itemEntered';
import { jobEnded, type JobFilter } from '../../nodes/events/jobEnded';
import { metadataChanged } from '../../nodes/events/metadataChanged';
import { readMessage } from '../../vidicore/notifications/message';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { easier, site, siteId } from '../support/site';

// What the triggers notice, asked by the clock and told by a message: nothing twice, nothing missed, nothing believed.
let world: World;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
const videos = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		id: `${site}-${5000 + n}`,
		title: `Video ${n}`,
		file: `${n}.mp4`,
		durationSeconds: 10,
		timeBase: 'PAL',
		cast: [],
	}));

/** A world of its own for each test, with so many videos beside those of the scenario. */
async function open(count = 0): Promise<string[]> {
	const base = loadScenario();
	const more = videos(count);
	// How many requests a look takes is counted here: pages are as long as they are asked for.
	const worstCase = easier('pageSize');
	world = await openWorld({ worstCase, scenario: { ...base, videos: [...base.videos, ...more] } });
	http = vidiCoreOver(world.vidiCore.baseUrl);
	options = await setUpService(world, http);
	return more.map(({ id }) => id);
}
afterEach(async () => await world?.close());

const everything: JobFilter = { types: [], outcomes: [], itemId: '', collectionId: '', user: '' };
const analysis = async (video: string, as = http) =>
	(await startJob(as, analyzePath(video), { ...options, correlation: crypto.randomUUID() })).jobId;
const ended = async (...jobs: string[]) => {
	const results = await waitForJobs(http, jobs, { limitMs: 110_000, maxPauseMs: 200 });
	expect([...results.values()].filter(({ kind }) => kind !== 'ended')).toEqual([]);
};
const write = async (item: string, fields: Record<string, string>) => {
	await http.send('PUT', `/API/item/${item}/metadata`, {
		body: JSON.stringify({
			timespan: [
				{
					start: '-INF',
					end: '+INF',
					field: Object.entries(fields).map(([name, value]) => ({ name, value: [{ value }] })),
				},
			],
		}),
	});
	world.vidiCore.index.settle();
};
const message = (values: Record<string, string>) =>
	readMessage({ field: Object.entries(values).map(([key, value]) => ({ key, value })) });

describe('jobs that end', () => {
	test('each once, over any number of looks; what ended before is no event', async () => {
		const many = await open(30);
		const event = jobEnded(http, everything);
		await ended(await analysis(siteId(108)));
		let state = await event.begin();
		expect((await event.since(state)).events).toEqual([]);
		const jobs = await Promise.all(many.map((id) => analysis(id)));
		const seen: unknown[] = [];
		for (let rounds = 0; seen.length < jobs.length && rounds < 100; rounds++) {
			const { events, state: next } = await event.since(JSON.parse(JSON.stringify(state)) as typeof state);
			seen.push(...events.map(({ jobId }) => jobId));
			state = next;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		expect([...seen].sort()).toEqual([...jobs].sort());
		expect((await event.since(state)).events).toEqual([]);
	});

	test('in the order of their end, which is not that of their start', async () => {
		await open();
		const event = jobEnded(http, everything);
		const state = await event.begin();
		const [endless, first, second] = [
			await analysis(siteId(113)),
			await analysis(siteId(108)),
			await analysis(siteId(111)),
		];
		await ended(first, second);
		await http.send('DELETE', `/API/job/${endless}`);
		await ended(endless);
		const { events } = await event.since(state);
		expect(events.map(({ jobId }) => jobId).at(-1)).toBe(endless);
		expect(events).toHaveLength(3);
	});

	test('450 that ended between two looks come page by page; an older state gives what is missing', async () => {
		const many = await open(250);
		const event = jobEnded(http, everything);
		const state = await event.begin();
		const jobs = await Promise.all([...many, ...many.slice(0, 200)].map((id) => analysis(id)));
		await ended(...jobs);
		world.vidiCore.requests.length = 0;
		const { events } = await event.since(state);
		expect(new Set(events.map(({ jobId }) => jobId))).toEqual(new Set(jobs));
		expect(events).toHaveLength(450);
		expect(world.vidiCore.requests.length).toBeLessThan(6);
		const times = events.map(({ finishedAt }) => String(finishedAt));
		expect(times).toEqual([...times].sort());
	});

	test('filters: type, outcome, item, collection, user; a failure brings its reason', async () => {
		await open();
		const [state, guest] = [
			await jobEnded(http, everything).begin(),
			vidiCoreOver(world.vidiCore.baseUrl, 'guest:guest'),
		];
		const [good, bad, guests] = [
			await analysis(siteId(108)),
			await analysis(siteId(112)),
			await analysis(siteId(111), guest),
		];
		await ended(good, bad, guests);
		const training = await trainingCollection();
		await http.send('PUT', `/API/collection/${training}/${siteId(108)}`);
		const found = async (filter: Partial<JobFilter>) =>
			(await jobEnded(http, { ...everything, ...filter }).since(state)).events.map(({ jobId }) => jobId);
		expect((await found({})).sort()).toEqual([good, bad, guests].sort());
		expect(await found({ outcomes: ['failed'] })).toEqual([bad]);
		expect(await found({ itemId: siteId(108) })).toEqual([good]);
		expect(await found({ user: 'guest' })).toEqual([guests]);
		expect(await found({ collectionId: training })).toEqual([good]);
		expect(await found({ types: ['IMPORT'] })).toEqual([]);
		expect((await found({ types: ['ANALYZE'] })).length).toBe(3);
		expect((await jobEnded(http, { ...everything, outcomes: ['failed'] }).since(state)).events[0]).toMatchObject({
			itemId: siteId(112),
			errorMessage: expect.stringMatching(/lost-tape/),
		});
	});

	test('a message is looked up: a job that runs, an unknown one, one the filter leaves out are no events', async () => {
		await open();
		const event = jobEnded(http, { ...everything, outcomes: ['finished'] });
		const [running, good, bad] = [
			await analysis(siteId(113)),
			await analysis(siteId(108)),
			await analysis(siteId(112)),
		];
		await ended(good, bad);
		expect(event.named(message({ jobId: good, status: 'FINISHED' }))).toEqual([good]);
		expect(event.named(message({ status: 'FINISHED' }))).toEqual([]);
		expect(await event.verified([running, good, bad, siteId(9), '../item'])).toEqual({
			events: [expect.objectContaining({ jobId: good })],
			leftOut: 0,
		});
	});
});

describe('metadata that change', () => {
	test('only the fields that were asked for, each change once, also with pages full of one moment', async () => {
		const many = await open(250);
		const event = metadataChanged(http, { fields: ['vcs_face_value'], itemId: '' });
		const state = await event.begin();
		await write(siteId(108), { title: 'Another title' });
		await Promise.all(many.map((id, n) => write(id, { vcs_face_value: `Person ${n}` })));
		const first = await event.since(state);
		expect(new Set(first.events.map(({ itemId }) => itemId))).toEqual(new Set(many));
		expect(first.events).toHaveLength(many.length);
		expect(first.events.find(({ itemId }) => itemId === siteId(5007))).toMatchObject({
			title: 'Video 7',
			fields: { vcs_face_value: 'Person 7' },
			changedBy: 'admin',
		});
		expect((await event.since(first.state)).events).toEqual([]);
		await write(siteId(5007), { title: 'Nobody asked' });
		expect((await event.since(first.state)).events).toEqual([]);
		await write(siteId(5007), { vcs_face_value: 'Somebody else' });
		expect((await event.since(first.state)).events).toMatchObject([
			{ itemId: siteId(5007), fields: { vcs_face_value: 'Somebody else' } },
		]);
	});

	test('a message is looked up: a change that VidiCore does not have is none', async () => {
		await open(10);
		await write(siteId(108), { title: 'A third title' });
		const { revision } = (
			await http.json<{ metadata: { revision: string } }>('GET', `/API/item/${siteId(108)}`, {
				query: [['content', 'metadata']],
			})
		).metadata;
		const change = revision.split(',').find((id) => id !== siteId(915)) ?? '';
		const event = metadataChanged(http, { fields: ['title'], itemId: siteId(108) });
		const named = (item: string, change: string) =>
			event.named(message({ itemId: item, changeSetId: change }))?.[0] ?? '';
		const [item] = (await event.verified([named(siteId(108), change)])).events;
		expect(item).toMatchObject({ itemId: siteId(108), fields: { title: 'A third title' } });
		const others = [named(siteId(108), siteId(1)), named(siteId(4), change), named(siteId(5007), siteId(915))];
		expect(await event.verified(others)).toEqual({ events: [], leftOut: 0 }); // the last is not the item asked for
	});

	test('a field that VidiCore does not know is an error that names it', async () => {
		await open();
		await expect(
			metadataChanged(http, { fields: ['title', 'no_suchField'], itemId: '' }).check(),
		).rejects.toMatchObject({ kind: 'notFound', fault: { subject: 'metadata-field', id: 'no_suchField' } });
	});
});

async function trainingCollection(): Promise<string> {
	const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
		'PUT',
		'/API/collection',
		{ body: '{}' },
	);
	return collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? '';
}

describe('items that come into a collection', () => {
	test('what is in it is no event; what comes is one, with its title, and so is what comes again', async () => {
		const many = await open(250);
		const training = await trainingCollection();
		const event = itemEntered(http, training);
		let state = await event.begin();
		const look = async () => {
			const { events, state: next } = await event.since(state);
			state = next;
			return events;
		};
		expect(await look()).toEqual([]);
		await http.send('PUT', `/API/collection/${training}/${siteId(5001)}`);
		await http.send('PUT', `/API/collection/${training}/${siteId(5002)}`);
		expect(await look()).toEqual([
			{ itemId: siteId(5001), title: 'Video 1', collectionId: training },
			{ itemId: siteId(5002), title: 'Video 2', collectionId: training },
		]);
		expect(await look()).toEqual([]);
		await http.send('DELETE', `/API/collection/${training}/${siteId(5001)}`);
		expect(await look()).toEqual([]);
		await http.send('PUT', `/API/collection/${training}/${siteId(5001)}`);
		expect(await look()).toMatchObject([{ itemId: siteId(5001) }]);
		for (const id of many) await http.send('PUT', `/API/collection/${training}/${id}`);
		expect(await look()).toHaveLength(248);
	});

	test('a collection that is not there is an error that names it', async () => {
		await open();
		await expect(itemEntered(http, siteId(9)).check()).rejects.toMatchObject({
			kind: 'notFound',
			fault: { id: siteId(9) },
		});
	});
});
