import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import type { MediaTools } from '../../tools/emulator/faceservice/real/programs';
import { loadScenario } from '../../tools/emulator/scenario';
import { openWorld, type World } from '../../tools/emulator/world';
import { ensureMediaTools } from '../../tools/lab/mediaTools';
import { runNode } from '../support/engine';
import { MadeMedia } from '../support/madeMedia';
import { located } from '../support/nodeWorld';

// Picture: Get Frame against real media: a video whose frames say by their brightness which they are.
let tools: MediaTools;
let made: MadeMedia;
let world: World;

const frames = 40;
const rates = { 'VX-901': '25', 'VX-902': '30000/1001', 'VX-903': '24000/1001', 'VX-904': '50' };

beforeAll(async () => {
	tools = await ensureMediaTools(console.log);
	made = new MadeMedia(tools);
	const scenario = loadScenario();
	const videos = Object.entries(rates).map(([id, rate]) => {
		const [num = 25, per = 1] = rate.split('/').map(Number);
		return {
			...{ id, title: id, file: `${id}.mp4`, cast: [] },
			durationSeconds: Math.round(((frames * per) / num) * 1e6) / 1e6,
			timeBase: `${num}:${per}`,
		};
	});
	const files = new Map(
		Object.entries(rates).map(([id, rate]) => {
			const source = `color=black:size=64x64:rate=${rate},format=gray,geq=lum='20+5*N',format=yuv420p`;
			const coded = ['-frames:v', String(frames), '-c:v', 'libx264', '-qp', '0', '-g', '30'];
			return [`${id}.mp4`, made.make(`${id}.mp4`, '-f', 'lavfi', '-i', source, ...coded)] as const;
		}),
	);
	world = await openWorld({ scenario: { ...scenario, videos }, files, media: { tools } });
});
afterAll(async () => {
	await world?.close();
	if (made) rmSync(made.folder, { recursive: true, force: true });
});

/** Which frame a picture shows. */
function frameIn(picture: Buffer): number {
	const asked = [
		'-nostdin',
		'-v',
		'error',
		'-i',
		'-',
		'-vf',
		'scale=1:1',
		'-f',
		'rawvideo',
		'-pix_fmt',
		'yuv420p',
		'-',
	];
	const input = ['-f', 'image2pipe', '-c:v', 'png'];
	const [brightness = NaN] = execFileSync(tools.ffmpeg, [...asked.slice(0, 3), ...input, ...asked.slice(3)], {
		input: picture,
	});
	// ffmpeg has put what was 0 to 255 into the 16 to 235 of video.
	return (((brightness - 16) * 255) / 219 - 20) / 5;
}

test.each(Object.entries(rates).flatMap(([id, rate]) => [0, 1, 12, 29, 30, 31, 39].map((n) => [n, id, rate] as const)))(
	'frame %d of %s at %s frames a second is the frame of its time in seconds',
	async (frame, id, rate) => {
		const [num = 25, per = 1] = rate.split('/').map(Number);
		const time = String(Math.round(((frame * per) / num) * 1000) / 1000); // as Get Face Timespans outputs it
		const { run, outputs } = await runNode(
			new VidiCore(),
			{ resource: 'picture', operation: 'getFrame', itemId: located(id), time },
			[{}],
			{
				vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
			},
		);
		expect(run.data.resultData.error?.message).toBeUndefined();
		const [row] = outputs[0] ?? [];
		expect(row?.json).toMatchObject({ frame, exact: true });
		expect(Math.abs(frameIn(Buffer.from(row?.binary?.data?.data ?? '', 'base64')) - frame)).toBeLessThan(0.5);
	},
);
