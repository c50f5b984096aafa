import { planReels } from '../../faces/reel/plan';
import { reelFormats } from '../../faces/reel/formats';
import { wantedPersons } from '../../nodes/reels/wantedPersons';
import { plannedReels } from '../../nodes/reels/plannedReels';
import { mostClips } from '../../vidicore/clips/limits';
import { openWorld } from '../emulator/world';
import type { ScenarioVideo } from '../emulator/scenario';
import { vidiCoreOver } from '../lab/fetchTransport';
import type { Log } from '../lab/progress';

interface Planned {
	videos: number;
	appearances: number;
	seconds: number;
	requests: number;
	requestsAVideo: number;
	clips: number;
	reels: number;
	/** Writing one edit list of all clips, in ms. */
	editListMs: number;
}

/**
 * `npm run bench -- reels`: the plan of a reel of one person, who is seen 10,000 times in 2,000 videos; and the same
 * with fewer videos, and with more appearances in them. VidiCore is emulated in the same process, so that its own work
 * is in the seconds.
 */
export async function reels(log: Log): Promise<Record<string, Planned>> {
	const results: Record<string, Planned> = {};
	for (const [videos, each] of [
		[500, 5],
		[2000, 5],
		[500, 50],
	] as const) {
		const planned = await measured(videos, each);
		results[`${videos} videos, ${each} appearances each`] = planned;
		log(`  ${JSON.stringify(planned)}`);
	}
	return results;
}

async function measured(videos: number, each: number): Promise<Planned> {
	const world = await openWorld({
		scenario: { storage: { id: 'VX-1', bucket: 'archive' }, people: [], videos: archive(videos, each) },
	});
	try {
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		for (const field of ['vcs_face_value', 'vcs_face_externalId', 'adu_av_valueId'])
			await http.send('PUT', `/API/metadata-field/${field}`, { body: '{"type":"string"}' });
		world.vidiCore.requests.length = 0;
		const begun = performance.now();
		const persons = await wantedPersons(http, 'unknown_0001');
		const plan = await plannedReels(
			http,
			{ dateField: 'created' },
			{
				...{ persons, who: 'any', conformedToo: false, minConfidence: 0.5, minSeconds: 0 },
				...{ gapSeconds: 0, handleBefore: 0.2, handleAfter: 0.2 },
			},
			{ order: 'time', mostClips },
		);
		const seconds = (performance.now() - begun) / 1000;
		const requests = world.vidiCore.requests.length;
		const clips = plan.reels.flat();
		const [first] = clips;
		if (!first || clips.length !== videos * each) throw new Error(`The plan has ${clips.length} clips`);
		const again = performance.now();
		const all = planReels(clips, { order: 'time', mostClips: Infinity }).reels[0] ?? [];
		reelFormats.fcpxml.write(all, { title: 'x', frameRate: first.frameRate, startFrame: 0n, mediaFolder: '' });
		return {
			...{ videos, appearances: videos * each, seconds: Math.round(seconds * 10) / 10, requests },
			requestsAVideo: Math.round((requests / videos) * 100) / 100,
			...{ clips: clips.length, reels: plan.reels.length, editListMs: Math.round(performance.now() - again) },
		};
	} finally {
		await world.close();
	}
}

const archive = (videos: number, each: number): ScenarioVideo[] =>
	Array.from({ length: videos }, (_, n) => ({
		...{ id: `VX-${100_000 + n}`, title: `News ${n}`, file: `${n}.mp4`, timeBase: 'PAL', analyzed: true },
		durationSeconds: each * 4,
		cast: Array.from({ length: each }, (__, at) => ({
			face: 'Ada',
			from: at * 100,
			to: at * 100 + 50,
			confidence: 0.9,
		})),
	}));
