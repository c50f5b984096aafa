import { join } from 'node:path';
import type { MediaTools } from '../../emulator/faceservice/real/programs';
import type { CastEntry, Scenario, ScenarioVideo } from '../../emulator/scenario';
import { cached } from '../cache';
import { finish } from '../processes';
import { longStep, type Log } from '../progress';
import { ensurePortraits, people, strangers } from './people';
import { drawing, framesOf, type Shot } from './shots';
import { createHash } from 'node:crypto';

interface Made {
	id: string;
	title: string;
	file: string;
	/** Frames a second, as ffmpeg writes it, and as VidiCore does. */
	rate: string;
	timeBase: string;
	shots: Shot[];
}

const {
	'Ada Nordin': ada,
	'Łukasz Ångström': lukasz,
	"Rosa O'Malley & Sons": rosa,
	'Steven Stevenson': steven,
} = people;
const { curls, book } = strangers;

/** What the videos show. Each shot changes the portrait in another way; the test cards between them show nobody. */
const videos: Made[] = [
	{
		id: 'VX-108',
		title: 'Council meeting, part one',
		file: 'council-meeting.mp4',
		rate: '25',
		timeBase: 'PAL',
		shots: [
			{ seconds: 4, faces: [ada] },
			{ seconds: 4, faces: [ada, lukasz], look: 'soft' },
			{ seconds: 2, faces: [] },
			{ seconds: 3, faces: [curls] },
			{ seconds: 4, faces: [rosa], look: 'mirrored' },
			{ seconds: 3, faces: [steven], look: 'dark' },
			{ seconds: 3, faces: [curls], look: 'tilted' },
			{ seconds: 3, faces: [book, ada], look: 'noisy' },
			{ seconds: 2, faces: [] },
			{ seconds: 4, faces: [lukasz], look: 'small' },
		],
	},
	{
		id: 'VX-109',
		title: 'Evening news (NTSC)',
		file: 'evening-news.mp4',
		rate: '30000/1001',
		timeBase: 'NTSC',
		shots: [
			{ seconds: 4, faces: [curls], look: 'mirrored' },
			{ seconds: 3, faces: [rosa], look: 'grey' },
			{ seconds: 1, faces: [] },
			{ seconds: 4, faces: [steven], look: 'noisy' },
		],
	},
	{
		id: 'VX-110',
		title: 'Interview',
		file: 'interview.mp4',
		rate: '24000/1001',
		timeBase: '24000:1001',
		shots: [
			{ seconds: 2, faces: [] },
			{ seconds: 4, faces: [curls, steven] },
			{ seconds: 3, faces: [ada], look: 'mirrored' },
			{ seconds: 3, faces: [curls], look: 'soft' },
		],
	},
	{
		id: 'VX-111',
		title: 'Empty studio',
		file: 'empty-studio.mp4',
		rate: '25',
		timeBase: 'PAL',
		shots: [{ seconds: 6, faces: [] }],
	},
];

/** Portraits and videos with what they show, and where the files lie (by their key in the storage's bucket). */
export interface Samples {
	scenario: Scenario;
	files: Map<string, string>;
	/** The folder of all portraits, those of the unknown too. */
	portraits: string;
}

/**
 * The sample archive: made with ffmpeg from the portraits the first time, then taken from the cache. The cast of each
 * video is what was drawn into it.
 */
export async function ensureSamples(tools: MediaTools, log: Log): Promise<Samples> {
	const portraits = await ensurePortraits(log);
	const recipe = createHash('sha256')
		.update(JSON.stringify(videos.map((video) => drawing(video.shots, video.rate, ''))))
		.digest('hex')
		.slice(0, 12);
	const folder = await cached(`videos-${recipe}`, async (fresh) => {
		await longStep(log, 'Making videos from the portraits (once)', async () => {
			for (const { file, shots, rate } of videos)
				await finish(
					tools.ffmpeg,
					['-nostdin', '-v', 'error', '-y', ...drawing(shots, rate, portraits), join(fresh, file)],
					{ logFile: join(fresh, 'make.log') },
				);
		});
	});
	const known = Object.entries(people).map(([name, picture], index) => ({
		name,
		picture,
		id: `VX-${301 + index}`,
		file: `portraits/${picture}`,
	}));
	const scenario: Scenario = {
		storage: { id: 'VX-1', bucket: 'demo-archive' },
		people: known.map(({ name, id, file }) => ({ name, id: `person-${id}`, portraits: [{ id, file }] })),
		videos: [
			...videos.map(described),
			{
				id: 'VX-112',
				title: 'Lost tape (its file is gone)',
				file: 'lost-tape.mp4',
				durationSeconds: 30,
				timeBase: 'PAL',
				cast: [],
				missingFile: true,
			},
		],
	};
	const files = new Map([
		...known.map(({ picture, file }): [string, string] => [file, join(portraits, picture)]),
		...videos.map(({ file }): [string, string] => [file, join(folder, file)]),
	]);
	return { scenario, files, portraits };
}

function described({ id, title, file, rate, timeBase, shots }: Made): ScenarioVideo {
	const nameOf = new Map(
		[...Object.entries(people), ...Object.entries(strangers)].map(([name, picture]) => [picture, name]),
	);
	const cast: CastEntry[] = [];
	let at = 0;
	for (const { seconds, faces } of shots) {
		const to = at + framesOf(seconds, rate);
		for (const picture of faces) cast.push({ face: nameOf.get(picture) ?? picture, from: at, to });
		at = to;
	}
	return { id, title, file, durationSeconds: (at / framesOf(1000, rate)) * 1000, timeBase, cast };
}
