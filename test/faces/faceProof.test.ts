import { randomUUID } from 'node:crypto';
import { clipOf, type Clip } from '../../faces/clips/clip';
import { joined } from '../../faces/clips/joined';
import type { Appearance } from '../../faces/appearance';
import { toSeconds } from '../../faces/timecode';
import { sampleWorld } from '../../tools/lab/realFaces';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed, endedJob, setUpService } from '../../tools/lab/setUpService';
import { openWorld, type World } from '../../tools/emulator/world';
import { conformStart } from '../../vidicore/clips/conform';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { jobData } from '../../vidicore/jobs/state';
import { readJob } from '../../vidicore/jobs/readJob';
import { readMediaFacts } from '../../vidicore/items/mediaFacts';
import { readFaces } from '../support/readFaces';

// The clips of each person in the demo's real videos are made into a reel, which the real face engine looks at again.
const limitMs = 14 * 60_000;
const videos = ['VX-108', 'VX-109', 'VX-110'];
let world: World;
let http: VidiCoreHttp;
let service: Omit<StartOptions, 'correlation'>;
let appearances: Appearance[];

beforeAll(async () => {
	world = await openWorld(await sampleWorld(console.log));
	http = vidiCoreOver(world.vidiCore.baseUrl);
	service = await setUpService(world, http);
	const [training] = await findTrainingCollections(http);
	await endedJob(http, trainPath(training?.id ?? ''), service, limitMs);
	for (const itemId of videos) await analyzed(http, itemId, service, limitMs);
	appearances = (await Promise.all(videos.map((itemId) => readFaces(http, itemId)))).flat();
});
afterAll(() => world?.close());

/** A new item of these clips, without their metadata: what is known of it is what the engine sees. */
async function reelOf(segments: readonly Clip[]): Promise<string> {
	const wanted = { segments, fields: { title: 'Reel' }, tag: 'original', copyMetadata: false, thumbnails: false };
	const { path, options } = conformStart(wanted);
	const { jobId } = await endedJob(http, path, { ...options, metadata: [['reel', randomUUID()]] }, limitMs);
	return jobData(await readJob(http, jobId), 'item') ?? '';
}

/** How many seconds of so many no span covers. */
function uncovered(spans: ReadonlyArray<{ startSeconds: number | null; endSeconds: number | null }>, seconds: number) {
	let [at, gaps] = [0, 0];
	for (const { startSeconds, endSeconds } of [...spans].sort((a, b) => (a.startSeconds ?? 0) - (b.startSeconds ?? 0))) {
		gaps += Math.max(0, (startSeconds ?? 0) - at);
		at = Math.max(at, endSeconds ?? seconds);
	}
	return gaps + Math.max(0, seconds - at);
}

test('every frame of a person’s reel that is looked at shows that person, and nothing is missing', async () => {
	const people = [...new Set(appearances.filter(({ known }) => known).map(({ person }) => person))];
	expect(people.length).toBeGreaterThan(2);
	for (const person of people) {
		const own = appearances.filter((one) => one.person === person);
		const clips = joined(
			own.map((one) => clipOf(one.itemId, { from: one.from, to: one.to ?? one.from }, one.from.base)),
		);
		for (const { itemId, from, to } of own)
			expect(
				clips.some(
					(clip) =>
						clip.itemId === itemId &&
						Number(clip.from) / rateOf(clip) <= toSeconds(from) + dust &&
						Number(clip.to) / rateOf(clip) >= toSeconds(to ?? from) - dust,
				),
			).toBe(true);
		const reel = await reelOf(clips);
		await analyzed(http, reel, service, limitMs);
		const { durationSeconds = 0 } = await readMediaFacts(http, reel);
		const planned = clips.reduce((sum, clip) => sum + Number(clip.to - clip.from) / rateOf(clip), 0);
		expect(Math.abs(durationSeconds - planned)).toBeLessThan(0.1);
		const seen = (await readFaces(http, reel)).filter((one) => one.person === person);
		const gaps = uncovered(seen, durationSeconds);
		console.log(`${person}: ${own.length} appearances, ${clips.length} clips, ${durationSeconds} s, ${gaps} s without`);
		expect(gaps).toBeLessThan(1);
	}
});

/** Less than any frame. */
const dust = 1e-6;

const rateOf = ({ frameRate: { rate, per } }: Clip): number => Number(rate) / Number(per);
