import { join } from 'node:path';
import { toPpm } from '../../tools/emulator/faceservice/real/picture';
import type { RealParts } from '../../tools/emulator/faceservice/real/service';
import type { Scenario, ScenarioVideo } from '../../tools/emulator/scenario';
import type { Log } from '../../tools/lab/progress';
import { sampleWorld } from '../../tools/lab/realFaces';
import type { Samples } from '../../tools/lab/samples/videos';
import { MadeMedia } from './madeMedia';
import { site, siteId } from './site';

const portraits = {
	'Nobody There': 'nobody.png',
	'Three People': 'three.jpg',
	'One Pixel': 'pixel.ppm',
	'Not A Picture': 'text.jpg',
};
const oddVideo = (id: string, file: string, more: Partial<ScenarioVideo> = {}): ScenarioVideo => ({
	id,
	title: file,
	file,
	durationSeconds: 32,
	timeBase: 'PAL',
	cast: [],
	...more,
});

/** The sample archive with media added that are as they should not be. */
export interface OddMedia {
	parts: RealParts;
	samples: Samples;
	/** Whoever made them removes its folder. */
	made: MadeMedia;
	scenario: Scenario;
	/** The files of the scenario, by their key. */
	files: Map<string, string>;
}

/** Rejects with what could not be had. */
export async function makeOddMedia(log: Log): Promise<OddMedia> {
	const sample = await sampleWorld(log);
	const { parts, samples } = sample;
	const made = new MadeMedia(parts.tools);
	const council = sample.files.get('council-meeting.mp4') ?? '';
	const portrait = (name: string) => join(samples.portraits, name);
	const bars = (seconds: number, rate: number) => [
		'-f',
		'lavfi',
		'-i',
		`smptebars=size=320x180:rate=${rate}:duration=${seconds}`,
	];
	const odd: Record<string, string> = {
		'no-video-track.mp4': made.make('no-video-track.mp4', '-f', 'lavfi', '-i', 'sine=duration=4', '-c:a', 'aac'),
		'cut-off.mp4': made.cut('cut-off.mp4', council, 0.5),
		'cut-off-at-its-head.mp4': made.cut('head.mp4', made.make('whole.mp4', ...bars(4, 25)), 0.5),
		'no-video.mp4': made.write('no-video.mp4', 'This is a letter, not a video.\n'.repeat(50)),
		'empty.mp4': made.write('empty.mp4', ''),
		'ten-minutes.mp4': made.make(
			'ten-minutes.mp4',
			...bars(300, 5),
			'-loop',
			'1',
			'-framerate',
			'5',
			'-i',
			portrait('ada.jpg'),
			...bars(280, 5),
			'-filter_complex',
			'[1:v]scale=320:320,crop=320:180:0:40,trim=end_frame=100,setsar=1[a];[0:v][a][2:v]concat=n=3:v=1',
			'-r',
			'5',
		),
		'variable-rate.mp4': made.make('variable-rate.mp4', '-i', council, '-vf', "select='lt(t,8)+not(mod(n,5))'", '-an'),
		'turned.mp4': made.turned('turned.mp4', made.make('lying.mp4', '-i', council, '-vf', 'transpose=2', '-t', '8')),
		'portraits/nobody.png': made.make('nobody.png', ...bars(1, 1), '-frames:v', '1'),
		'portraits/three.jpg': made.make(
			'three.jpg',
			...['ada.jpg', 'steven.jpg', 'lukasz.jpg'].flatMap((name) => ['-i', portrait(name)]),
			'-filter_complex',
			'[0]scale=300:300[a];[1]scale=300:300[b];[2]scale=300:300[c];[a][b][c]hstack=inputs=3',
			'-frames:v',
			'1',
		),
		'portraits/pixel.ppm': made.write('pixel.ppm', toPpm({ width: 1, height: 1, rgb: new Uint8Array([255, 0, 0]) })),
		'portraits/text.jpg': made.write('text.jpg', 'This is no picture.'),
	};
	const files = new Map([...sample.files, ...Object.entries(odd)]);
	const { cast = [] } = sample.scenario.videos.find(({ id }) => id === siteId(108)) ?? {};
	const videos = Object.keys(odd).filter((key) => !key.startsWith('portraits'));
	const scenario: Scenario = {
		...sample.scenario,
		people: [
			...sample.scenario.people,
			...Object.entries(portraits).map(([name, file], index) => ({
				name,
				id: name,
				portraits: [{ id: `${site}-${401 + index}`, file: `portraits/${file}` }],
			})),
		],
		videos: [
			...sample.scenario.videos,
			...videos.map((file, index) =>
				oddVideo(`${site}-${501 + index}`, file, {
					cast: file === 'variable-rate.mp4' ? cast : file === 'turned.mp4' ? cast.filter(({ to }) => to <= 200) : [],
				}),
			),
		],
	};
	return { parts, samples, made, scenario, files };
}
