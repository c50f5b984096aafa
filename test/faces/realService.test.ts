import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { agreement } from '../../tools/demo/agreement';
import { FaceFinder } from '../../tools/emulator/faceservice/real/faceFinder';
import { frames } from '../../tools/emulator/faceservice/real/media';
import { probeVideo } from '../../tools/emulator/faceservice/real/videoFacts';
import { realFaceService, type RealParts } from '../../tools/emulator/faceservice/real/service';
import { readMediaFolder } from '../../tools/emulator/mediaFolder';
import type { Scenario } from '../../tools/emulator/scenario';
import { openWorld, type World } from '../../tools/emulator/world';
import type { Samples } from '../../tools/lab/samples/videos';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { importOnce } from '../../vidicore/imports/importOnce';
import { analyzePath } from '../../vidicore/items/items';
import { metadataDocument } from '../../vidicore/items/metadata';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { readJob } from '../../vidicore/jobs/readJob';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { jobErrorText } from '../../vidicore/jobs/state';
import { readFaces } from '../support/readFaces';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { MadeMedia } from '../support/madeMedia';
import { makeOddMedia } from '../support/oddMedia';
import { analyzed, endedJob, setUpService } from '../../tools/lab/setUpService';

// The real face engine behind the emulator, with media that are as they should not be.
let world: World;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
let parts: RealParts;
let samples: Samples;
let made: MadeMedia;
let scenario: Scenario;
let files: Map<string, string>;

beforeAll(async () => void ({ parts, samples, made, scenario, files } = await makeOddMedia(console.log)), 20 * 60_000);
afterAll(() => made && rmSync(made.folder, { recursive: true, force: true }));
beforeEach(async () => {
	const media = { tools: parts.tools };
	world = await openWorld({ scenario, files, media, faceService: realFaceService(parts), speed: 3000 });
	http = vidiCoreOver(world.vidiCore.baseUrl);
	options = await setUpService(world, http);
});
afterEach(() => world?.close());

/** The scenario after the unknown woman with curls got her name. */
const cora = 'Cora Lindqvist';
const withCora = (): Scenario => ({
	...scenario,
	people: [...scenario.people, { name: cora, id: '', portraits: [] }],
	videos: scenario.videos.map((video) => ({
		...video,
		cast: video.cast.map((entry) => (entry.face === 'curls' ? { ...entry, face: cora } : entry)),
	})),
});

const idOf = (file: string) => scenario.videos.find((video) => video.file === file)?.id ?? '';
const analyze = (id: string, more: Partial<StartOptions> = {}) => analyzed(http, id, { ...options, ...more });
const seen = (id: string) => readFaces(http, id);
const rows = async (id: string) => (await seen(id)) as unknown as IDataObject[];

async function trainAll() {
	const [collection] = await findTrainingCollections(http);
	return await endedJob(http, trainPath(collection?.id ?? ''), options);
}

async function pictureStatus(itemId: string): Promise<Record<string, string>> {
	const { shape = [] } = await http.json<{
		shape?: Array<{ metadata: { field: Array<{ key: string; value: string }> } }>;
	}>('GET', `/API/item/${itemId}?content=shape`);
	return Object.fromEntries((shape[0]?.metadata.field ?? []).map(({ key, value }) => [key, value]));
}

const setFields = (itemId: string, fields: Record<string, string>) =>
	http.json('PUT', `/API/item/${itemId}/metadata`, {
		contentType: 'application/json',
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

describe('training', () => {
	test('says of each picture what became of it, and learns from those that show one face', async () => {
		expect((await trainAll()).status).toBe('FINISHED');
		expect(await pictureStatus('VX-301')).toEqual({ vcs_face_method: 'TRAINED', vcs_face_status: 'ACTIVE' });
		expect(await pictureStatus('VX-401')).toEqual({ vcs_face_status: 'NO_FACE_FOUND' });
		expect(await pictureStatus('VX-402')).toEqual({ vcs_face_status: 'SEVERAL_FACES' });
		expect(await pictureStatus('VX-403')).toEqual({ vcs_face_status: 'NO_FACE_FOUND' });
		expect(await pictureStatus('VX-404')).toEqual({ vcs_face_status: 'NOT_READABLE' });
	});

	test('fails with the reason for each picture when nothing can be learned', async () => {
		const { id } = await http.json<{ id: string }>('POST', '/API/collection?name=Useless');
		for (const item of ['VX-401', 'VX-402', 'VX-404']) await http.send('PUT', `/API/collection/${id}/${item}`);
		const job = await endedJob(http, trainPath(id), options);
		expect(job.status).toBe('FAILED_TOTAL');
		const reasons = jobErrorText(job);
		expect(reasons).toMatch(/no picture of the collection can be learned from\. VX-401: no face found; VX-402/);
		expect(reasons).toMatch(/; VX-402: [23] faces found; a portrait must show one; VX-404/);
		expect(reasons).toMatch(/; VX-404: The file cannot be read as a picture/);
	});
});

describe('analysis', () => {
	beforeEach(async () => void expect((await trainAll()).status).toBe('FINISHED'));

	test('finds who is seen when, and one item for each unknown person with a real picture', async () => {
		expect((await analyze('VX-108')).status).toBe('FINISHED');
		expect(agreement(scenario, 'VX-108', await rows('VX-108'))).toMatchObject({
			precision: 1,
			recall: 1,
			strangersReported: 2,
			strangersReal: 2,
		});
		const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
			'GET',
			'/API/collection',
		);
		const unknown = collection.find(({ name }) => name === 'FoundByFaceAnalysis');
		const { item = [] } = await http.json<{ item?: Array<{ id: string; thumbnails: { uri: string[] } }> }>(
			'GET',
			`/API/collection/${unknown?.id}/item?content=thumbnail&noauth-url=true`,
		);
		expect(item).toHaveLength(2);
		for (const { thumbnails } of item) {
			const bytes = Buffer.from(await (await fetch(thumbnails.uri[0] ?? '')).arrayBuffer());
			const size = execFileSync(
				parts.tools.ffprobe,
				['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0', '-'],
				{ input: bytes, encoding: 'utf8' },
			).trim();
			expect(size).toMatch(/^mjpeg,[1-9]\d{2},[1-9]\d{2}$/);
		}
	});

	test(
		'recognises an unknown person in the next video, and by name once the face has a name; a training leaves its ' +
			'fingerprint as it is',
		async () => {
			await analyze('VX-108');
			const first = (await seen('VX-108')).find(({ known, startSeconds }) => !known && startSeconds === 10);
			await analyze('VX-109');
			expect((await seen('VX-109')).filter(({ known }) => !known).map(({ personId }) => personId)).toEqual([
				first?.personId,
			]);

			const { item = [] } = await http.json<{ item?: Array<{ id: string }> }>('PUT', '/API/item', {
				contentType: 'application/json',
				body: JSON.stringify({ field: [{ name: 'vcs_face_externalId', value: [{ value: first?.personId }] }] }),
			});
			const faceItem = item[0]?.id ?? '';
			const { jobId } = await http.json<{ jobId: string }>('POST', '/API/job', {
				query: [
					['type', 'VCS_TRAINING_RELABEL_ITEM'],
					['jobmetadata', `itemId=${faceItem}`],
					['jobmetadata', `newLabel=${cora}`],
					['jobmetadata', 'modelType=face'],
				],
			});
			while ((await readJob(http, jobId)).status !== 'FINISHED')
				await new Promise((resolve) => setTimeout(resolve, 20));
			await setFields(faceItem, { vcs_face_value: cora, vcs_face_isTrainingMaterial: 'true' });
			const [training] = await findTrainingCollections(http);
			await http.send('PUT', `/API/collection/${training?.id}/${faceItem}`);
			expect((await trainAll()).status).toBe('FINISHED');
			expect(await pictureStatus(faceItem)).toEqual({ vcs_face_method: 'INDEXED' });
			await analyze('VX-110');
			expect(agreement(withCora(), 'VX-110', await rows('VX-110'))).toMatchObject({
				precision: 1,
				recall: 1,
				strangersReported: 0,
			});
		},
	);

	test('honours ConfidenceThreshold and KeyframeInterval', async () => {
		await analyze('VX-108');
		const all = await seen('VX-108');
		await analyze('VX-108', { service: [['ConfidenceThreshold', '0.9']] });
		const sure = await seen('VX-108');
		expect(sure.length).toBeLessThan(all.length);
		expect(sure.filter(({ known }) => known).every(({ confidence }) => (confidence ?? 0) >= 0.9)).toBe(true);
		await analyze('VX-108', { service: [['KeyframeInterval', '2']] });
		expect(
			(await seen('VX-108')).every(
				({ startSeconds, endSeconds }) => (startSeconds ?? 0) % 2 === 0 && (endSeconds ?? 0) % 2 === 0,
			),
		).toBe(true);
		for (const wrong of ['0', '-1', 'often', ''])
			expect(jobErrorText(await analyze('VX-108', { service: [['KeyframeInterval', wrong]] }))).toMatch(
				/KeyframeInterval must be a number of seconds from 0\.04 to 3600/,
			);
	});

	test('of an imported video finds the same as of one that was there', async () => {
		const [{ file } = { file: '' }] = scenario.videos.filter(({ id }) => id === 'VX-108');
		const { itemId, job } = await importOnce(http, {
			source: { kind: 'uri', uri: `s3://${scenario.storage.bucket}/${file}` },
			title: 'The same again',
			document: (title) => metadataDocument({ title }),
			tags: [],
			request: 'abc',
			correlation: crypto.randomUUID(),
		});
		await waitForJobs(http, [job?.jobId ?? ''], { limitMs: 60_000, maxPauseMs: 1000 });
		expect((await analyze(itemId)).status).toBe('FINISHED');
		expect(agreement(scenario, 'VX-108', await rows(itemId))).toMatchObject({ precision: 1, recall: 1 });
	});

	test('of a video without faces there is nothing', async () => {
		expect((await analyze('VX-111')).status).toBe('FINISHED');
		expect(await seen('VX-111')).toEqual([]);
	});

	test.each([
		['no-video-track.mp4', /looking at no-video-track\.mp4: The file has no video track/],
		[
			'cut-off.mp4',
			/looking at cut-off\.mp4: The video should last 32 seconds, but its pictures end after \d+(\.\d)?; the file is cut /,
		],
		['cut-off-at-its-head.mp4', /cannot be read as a video: .*(moov atom not found|Invalid data)/],
		['no-video.mp4', /cannot be read as a video: .*Invalid data/],
		['empty.mp4', /cannot be read as a video/],
	])('%s fails the job with what is wrong, and nothing is written', async (file, words) => {
		const job = await analyze(idOf(file));
		expect(job.status).toBe('FAILED_TOTAL');
		expect(jobErrorText(job)).toMatch(words);
		expect(jobErrorText(job)).not.toContain(made.folder);
		expect(await seen(idOf(file))).toEqual([]);
	});

	test('a variable frame rate and a turned picture are read as they are shown', async () => {
		await analyze(idOf('variable-rate.mp4'));
		expect(agreement(scenario, idOf('variable-rate.mp4'), await rows(idOf('variable-rate.mp4')), 1)).toMatchObject({
			precision: 1,
			recall: 1,
		});
		const facts = await probeVideo(parts.tools, files.get('turned.mp4') ?? '');
		for await (const picture of frames(
			parts.tools,
			files.get('turned.mp4') ?? '',
			facts,
			4,
			new AbortController().signal,
		))
			expect([picture.width, picture.height]).toEqual([640, 360]);
		await analyze(idOf('turned.mp4'));
		expect(agreement(scenario, idOf('turned.mp4'), await rows(idOf('turned.mp4')))).toMatchObject({
			precision: 1,
			recall: 1,
		});
	});

	test('ten minutes: progress is seen in the step, the server answers meanwhile, the job can be aborted', async () => {
		const { jobId } = await startJob(http, analyzePath(idOf('ten-minutes.mp4')), {
			...options,
			correlation: crypto.randomUUID(),
		});
		const progress: number[] = [];
		while (new Set(progress).size < 4) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			// The whole document: the nodes read no steps of a job.
			const { status, log } = await http.json<{
				status: string;
				log?: { task?: Array<{ progress?: { value: number } }> };
			}>('GET', `/API/job/${jobId}`);
			expect(['READY', 'STARTED', 'VIDINET_JOB']).toContain(status);
			const value = log?.task?.at(-1)?.progress?.value;
			if (value !== undefined) progress.push(value);
		}
		expect(progress).toEqual([...progress].sort((a, b) => a - b));
		await http.send('DELETE', `/API/job/${jobId}`);
		while ((await readJob(http, jobId)).status !== 'ABORTED') await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await seen(idOf('ten-minutes.mp4'))).toEqual([]);
	});

	test('ten minutes with a frame every ten seconds are looked at to the end', async () => {
		expect((await analyze(idOf('ten-minutes.mp4'), { service: [['KeyframeInterval', '10']] })).status).toBe('FINISHED');
		expect(await seen(idOf('ten-minutes.mp4'))).toMatchObject([
			{ person: 'Ada Nordin', startSeconds: 300, endSeconds: 320 },
		]);
	});
});

test('with its item a face is forgotten, and its picture is gone from the archive', async () => {
	await trainAll();
	await http.send('DELETE', '/API/item/VX-301');
	await analyze('VX-110');
	const at = (seconds: number) => found.filter(({ startSeconds }) => Math.round(startSeconds ?? 0) === seconds);
	const found = await seen('VX-110');
	expect(at(6)).toMatchObject([{ known: false, person: expect.stringMatching(/^unknown_/) }]); // Ada, seen anew
	expect(found.map(({ person }) => person)).toContain('Steven Stevenson');
	await expect(http.send('GET', '/API/thumbnail/VX-1/VX-301;version=0/0@1000000')).rejects.toMatchObject({
		kind: 'notFound',
	});
});

test('an engine that is not whole fails the job with what it says, and the server goes on', async () => {
	const finder = new FaceFinder({ ...parts.engine, models: made.folder }, 1);
	await expect(finder.find({ width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3) })).rejects.toThrow(
		/^The face engine failed: .*model/,
	);
	await finder.close();
	expect((await analyze('VX-111')).status).toBe('FINISHED');
});

describe('a folder of one’s own', () => {
	test('becomes an archive; what cannot be used is said', async () => {
		const own = new MadeMedia(parts.tools);
		execFileSync('mkdir', ['-p', join(own.folder, 'people', 'Ada')]);
		execFileSync('cp', [join(samples.portraits, 'ada.jpg'), join(own.folder, 'people', 'Ada', 'one.jpg')]);
		execFileSync('cp', [files.get('evening-news.mp4') ?? '', join(own.folder, 'news.mp4')]);
		own.write('letter.txt', 'x');
		own.write('broken.mp4', 'x');
		const { scenario: found, remarks } = await readMediaFolder(own.folder, parts.tools);
		expect(found.people).toEqual([
			{ name: 'Ada', id: 'Ada', portraits: [{ id: 'VX-103', file: 'people/Ada/one.jpg' }] },
		]);
		expect(found.videos).toMatchObject([{ file: 'broken.mp4' }, { file: 'news.mp4', timeBase: 'NTSC' }]);
		expect(remarks).toEqual([
			expect.stringMatching(/^broken\.mp4: The file cannot be read as a video.*its analysis will fail$/),
			expect.stringMatching(/^letter\.txt was left out/),
		]);
		rmSync(own.folder, { recursive: true });
	});

	test('without a video, or not there, it is refused', async () => {
		await expect(readMediaFolder(samples.portraits, parts.tools)).rejects.toThrow(/holds no video/);
		await expect(readMediaFolder('/nowhere', parts.tools)).rejects.toThrow('There is no folder /nowhere');
	});
});
