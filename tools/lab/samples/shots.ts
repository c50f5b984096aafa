/** One shot of a made video: a picture that moves a little, changed in some way, or a test card. */
export interface Shot {
	seconds: number;
	/** Pictures of who is in it, one or two side by side; none is a test card. */
	faces: string[];
	look?: Look;
}

export type Look = 'plain' | 'mirrored' | 'grey' | 'dark' | 'noisy' | 'soft' | 'tilted' | 'small';

export const width = 640;
export const height = 360;

const looks: Record<Look, string> = {
	plain: 'null',
	mirrored: 'hflip',
	grey: 'hue=s=0',
	dark: 'eq=brightness=-0.18',
	noisy: 'noise=alls=18:allf=t',
	soft: 'boxblur=2:1',
	tilted: 'rotate=9*PI/180:fillcolor=gray',
	small: 'null',
};

/**
 * ffmpeg's arguments that draw these shots one after the other at that many frames a second (`25`, `30000/1001`), up
 * to the output file's name.
 */
export function drawing(shots: readonly Shot[], rate: string, folder: string): string[] {
	const inputs: string[] = [];
	const chains: string[] = [];
	let input = 0;
	for (const [index, { seconds, faces, look = 'plain' }] of shots.entries()) {
		const frames = framesOf(seconds, rate);
		if (faces.length === 0 || look === 'small') {
			inputs.push('-f', 'lavfi', '-i', `smptebars=size=${width}x${height}:rate=${rate}`);
			input += 1;
		}
		for (const face of faces) inputs.push('-loop', '1', '-framerate', rate, '-i', `${folder}/${face}`);
		const first = input;
		input += faces.length;
		const cut = `trim=end_frame=${frames},setpts=PTS-STARTPTS,setsar=1,format=yuv420p`;
		chains.push(`${chain(faces.length, first, look, seconds)},${cut}[s${index}]`);
	}
	const joined = `${shots.map((_, index) => `[s${index}]`).join('')}concat=n=${shots.length}:v=1`;
	return [
		...inputs,
		'-filter_complex',
		[...chains, joined].join(';'),
		'-r',
		rate,
		'-c:v',
		'libx264',
		'-preset',
		'veryfast',
		'-crf',
		'22',
		'-g',
		'50',
		'-movflags',
		'+faststart',
	];
}

/** A whole number of frames, so that cuts lie where the truth says. */
export function framesOf(seconds: number, rate: string): number {
	const [num = 25, per = 1] = rate.split('/').map(Number);
	return Math.round((seconds * num) / per);
}

function chain(faces: number, first: number, look: Look, seconds: number): string {
	if (faces === 0) return `[${first - 1}:v]null`;
	if (look === 'small')
		return `[${first}:v]scale=240:240[p${first}];[${first - 1}:v][p${first}]overlay=x=200+t*10:y=90`;
	const pan = (size: number, part: number) =>
		`scale=${size}:${size},crop=${part}:${height}:'(in_w-${part})*min(t/${seconds}\\,1)':${Math.round(size * 0.14)}`;
	if (faces === 1) return `[${first}:v]${pan(680, width)},${looks[look]}`;
	const half = pan(380, width / 2);
	const both = `[${first}:v]${half}[l${first}];[${first + 1}:v]${half}[r${first}]`;
	return `${both};[l${first}][r${first}]hstack,${looks[look]}`;
}
