import type { Appearance } from '../appearance';
import { personKey } from '../identity';
import { frameAt, numberingOf, timecode, type FrameRate, type TimeBase } from '../timecode';
import { closedSpans, type ClosedSpan } from './closedSpans';
import { shownName } from './text';

/** What editing systems need beside the appearances. */
export interface EditSettings {
	/** What the material is called. */
	title: string;
	frameRate: FrameRate;
	/** The number of the frame with which the material's time code begins; 0n for 00:00:00:00. */
	startFrame: bigint;
}

/** Everybody who comes into sight at one frame. */
export interface Marker {
	/** One name, or several with ` + ` between them: people known by name first, each kind by the alphabet. */
	name: string;
	/** Frames from the beginning of the material; `to` is behind `from`, where the last of them is gone. */
	from: bigint;
	to: bigint;
	color: MarkerColor;
	/** How sure the service is; with several people also until when each is seen. */
	note: string;
}

/**
 * What each editing system calls a colour. Premiere's numbers are 0xAABBGGRR, as its own exports have them; it has no
 * further ones.
 */
export interface MarkerColor {
	avid: string;
	resolve: string;
	premiere: number;
}

/** Each person keeps one. */
const colors: readonly MarkerColor[] = [
	{ avid: 'red', resolve: 'Red', premiere: 0xff362cd2 },
	{ avid: 'green', resolve: 'Green', premiere: 0xff378671 },
	{ avid: 'blue', resolve: 'Blue', premiere: 0xfffc8d42 },
	{ avid: 'cyan', resolve: 'Cyan', premiere: 0xffd6f419 },
	{ avid: 'magenta', resolve: 'Pink', premiere: 0xffb18baf },
	{ avid: 'yellow', resolve: 'Yellow', premiere: 0xff2ba1d0 },
	{ avid: 'black', resolve: 'Purple', premiere: 0xff246fe9 },
];
/** For a marker of several people. */
const severalColor: MarkerColor = { avid: 'white', resolve: 'Cream', premiere: 0xffffffff };

/**
 * The markers of a video in order of time, never two at one frame: DaVinci Resolve keeps one of them and drops the
 * others without a word. Who is found twice at a frame is named once.
 */
export function markersOf(appearances: readonly Appearance[], settings: EditSettings): Marker[] {
	const colorOf = new Map<string, MarkerColor>();
	const atFrame = new Map<bigint, Map<string, Entry>>();
	for (const stretch of closedSpans(appearances)) {
		const who = personKey(stretch.row);
		if (!colorOf.has(who)) colorOf.set(who, colors[colorOf.size % colors.length] as MarkerColor);
		const entry = entryOf(stretch, settings.frameRate);
		const here = atFrame.get(entry.from) ?? new Map<string, Entry>();
		const earlier = here.get(who);
		here.set(who, earlier ? joined(earlier, entry) : entry);
		atFrame.set(entry.from, here);
	}
	return [...atFrame]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([from, here]) => {
			const entries = [...here.values()].sort(byName);
			const [[first] = []] = here;
			return {
				name: entries.map(({ name }) => name).join(' + '),
				from,
				to: entries.reduce((latest, { to }) => (to > latest ? to : latest), from + 1n),
				color: here.size > 1 ? severalColor : (colorOf.get(first ?? '') as MarkerColor),
				note: entries.map((entry) => noteOf(entry, here.size > 1, settings)).join('; '),
			};
		});
}

/** The time code of a frame that is counted from the beginning of the material. */
export const timecodeOf = (
	frame: bigint,
	{ frameRate, startFrame }: Pick<EditSettings, 'frameRate' | 'startFrame'>,
): string => timecode({ num: frame * frameRate.per, den: frameRate.rate }, frameRate, startFrame);

/** Whether the time code skips numbers (drop-frame). */
export const dropsFrames = ({ frameRate }: Pick<EditSettings, 'frameRate'>): boolean =>
	numberingOf(frameRate).dropped > 0;

/** One person at one frame. */
interface Entry {
	name: string;
	known: boolean;
	from: bigint;
	to: bigint;
	confidence: number | null;
}

function entryOf({ row: appearance, start, end }: ClosedSpan<Appearance>, frameRate: TimeBase): Entry {
	const start0 = frameAt(start, frameRate);
	const from = start0 < 0n ? 0n : start0;
	const to = frameAt(end, frameRate);
	const { known, confidence } = appearance;
	return { name: shownName(appearance), known, from, to: to > from ? to : from + 1n, confidence };
}

const joined = (a: Entry, b: Entry): Entry => ({
	...a,
	to: a.to > b.to ? a.to : b.to,
	confidence: a.confidence === null || (b.confidence ?? -1) > a.confidence ? b.confidence : a.confidence,
});

const byName = (a: Entry, b: Entry): number =>
	Number(b.known) - Number(a.known) || (a.name < b.name ? -1 : Number(a.name > b.name));

function noteOf({ name, to, confidence }: Entry, several: boolean, settings: EditSettings): string {
	const sure = confidence === null ? [] : [`confidence ${confidence}`];
	return [...(several ? [`${name} until ${timecodeOf(to, settings)}`] : []), ...sure].join(', ');
}
