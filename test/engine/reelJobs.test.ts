import type { IDataObject } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { loadScenario, type ScenarioVideo } from '../../tools/emulator/scenario';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { sourcesOf } from '../../vidicore/clips/relations';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { readFaces } from '../support/readFaces';
import { idIn, siteId } from '../support/site';

// A reel as a job: started once, and what comes of it. Each test has an archive of its own.
let at: NodeWorld;
const newsroom = loadScenario();
const video = (id: string, cast: ScenarioVideo['cast']): ScenarioVideo => ({
	...{ id, title: `Film ${id}`, file: `${id}.mp4`, durationSeconds: 40, timeBase: 'PAL', cast },
});

beforeEach(async () => {
	const videos = [
		video(siteId(201), [{ face: 'Ada Nordin', from: 100, to: 200, confidence: 0.9 }]),
		video(siteId(202), [{ face: 'Ada Nordin', from: 50, to: 75, confidence: 0.8 }]),
	];
	at = await openNodeWorld({ scenario: { ...newsroom, videos } });
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	for (const { id } of videos) await analyzed(at.http, id, at.service);
	at.world.vidiCore.requests.length = 0;
});
afterEach(() => at.close());

const run = (parameters: IDataObject = {}) =>
	at.run(new ManageFaces(), {
		...{ resource: 'person', operation: 'makeReel', persons: 'Ada Nordin', make: 'reel' },
		...parameters,
	});
const reel = async (parameters: IDataObject = {}) => {
	const { run: ran, outputs } = await run(parameters);
	if (ran.data.resultData.error) throw ran.data.resultData.error;
	return outputs[0]?.[0]?.json ?? {};
};
const conforms = () => at.posts().filter(({ path }) => path.startsWith('/API/conform'));
const done = async (jobId: string) => {
	const jobs = await waitForJobs(at.http, [jobId], { limitMs: 60_000, maxPauseMs: 1000 });
	const result = jobs.get(jobId);
	return result?.kind === 'ended' ? result.job : undefined;
};

test('the plan becomes one item of its clips: with the faces, and related to its sources', async () => {
	const made = await reel({ options: { handleAfter: 1 } });
	expect(made).toMatchObject({
		...{ started: true, type: 'CONFORM', title: 'Ada Nordin', clips: 2, videos: 2, durationSeconds: 7 },
		segments: [
			{ itemId: siteId(201), start: '100@25', end: '225@25', atSeconds: 0 },
			{ itemId: siteId(202), start: '50@25', end: '100@25', atSeconds: 5 },
		],
	});
	expect(conforms()).toHaveLength(1);
	expect(await done(String(made.jobId))).toMatchObject({ status: 'FINISHED' });
	const itemId = String(made.itemId);
	expect(
		(await readFaces(at.http, itemId)).map(({ person, startSeconds, endSeconds }) => [
			person,
			startSeconds,
			endSeconds,
		]),
	).toEqual([
		['Ada Nordin', 0, 4],
		['Ada Nordin', 5, 6],
	]);
	expect((await sourcesOf(at.http, itemId)).sort()).toEqual([siteId(201), siteId(202)]);
});

test('only the plan starts nothing; a start whose answer is lost is found again and not made twice', async () => {
	expect(await reel({ make: 'plan' })).not.toHaveProperty('jobId');
	expect(conforms()).toEqual([]);
	at.world.vidiCore.faults.add({ match: /^POST .API.conform/, times: 1, effect: 'dropAfter' });
	expect(await reel()).toMatchObject({ started: true, jobId: expect.stringMatching(/^[A-Z]+-/) });
	expect(conforms()).toHaveLength(1);
});

test('a reel is not made of earlier reels, unless that is wanted', async () => {
	const made = await reel();
	await done(String(made.jobId));
	expect(await reel({ make: 'plan' })).toMatchObject({
		...{ clips: 2, videosSeen: 3 },
		leftOut: [{ itemId: made.itemId, title: 'Ada Nordin', reason: 'It was itself made of clips of other items' }],
	});
	expect(await reel({ make: 'plan', options: { conformedToo: true } })).toMatchObject({ clips: 3, leftOut: [] });
	expect(await reel({ make: 'plan', from: 'items', itemIds: made.itemId })).toMatchObject({ clips: 1 });
});

test('nothing to show starts nothing', async () => {
	expect(await reel({ options: { minDuration: 30 } })).toMatchObject({
		...{ started: false, reason: 'There is nothing to show', clips: 0, leftOutCount: 2 },
	});
	expect(conforms()).toEqual([]);
});

test('names in the picture, another version, and a collection for the new item', async () => {
	const [collection] = await findTrainingCollections(at.http);
	const made = await reel({
		shapeTag: 'lowres',
		options: { burnIn: true, intoCollection: { __rl: true, mode: 'id', value: collection?.id } },
	});
	expect((made.segments as IDataObject[]).map(({ itemId }) => itemId)).toEqual([siteId(201), siteId(202)]);
	const [request] = conforms();
	expect(request?.path).toContain('/API/conform');
	expect(JSON.stringify(request)).toContain('lowres');
	await done(String(made.jobId));
	const { uri } = await at.http.json<{ uri?: string[] }>('GET', `/API/item/${String(made.itemId)}/collections`);
	expect(uri?.map(idIn)).toEqual([collection?.id]);
});

test.each([
	[{ shapeTag: 'mp5' }, /VidiCore has no shape tag "mp5" Nothing was started/],
	[{ options: { intoCollection: { __rl: true, mode: 'id', value: siteId(9999) } } }, /[A-Z]+-9999/],
])('%j is refused before anything is started', async (parameters, expected) => {
	const { message = '', description = '' } = ((await run(parameters)).run.data.resultData.error ?? {}) as Record<
		string,
		string
	>;
	expect(`${message} ${description}`).toMatch(expected);
	expect(conforms()).toEqual([]);
});
