import type { Appearance } from '../appearance';
import { personKey } from '../identity';
import { timecode, type TimeBase } from '../timecode';
import { frameAt, oneLine, stretches } from './closedSpans';

/** What editing systems need beside the appearances. */
export interface EditSettings {
	/** What the material is called. */
	title: string;
	frameRate: TimeBase;
	/** The number of the frame with which the material's time code begins; 0n for 00:00:00:00. */
	startFrame: bigint;
}

interface Marker {
	name: string;
	/** Frames from the beginning of the material; `to` is behind `from`. */
	from: bigint;
	to: bigint;
	color: number;
	note: string;
}

/**
 * CMX 3600 EDL: one event an appearance, with a marker as Avid (`* LOC`) and one as DaVinci Resolve (`|M:`) read it.
 */
export function edl(appearances: readonly Appearance[], settings: EditSettings): string {
	const events = markers(appearances, settings).map(({ name, from, to, color }, n) => {
		const [start, end] = [label(from, settings), label(to, settings)];
		const [avid, resolve] = [colors[color]?.[0] ?? '', colors[color]?.[1] ?? ''];
		return [
			`${String(n + 1).padStart(3, '0')}  AX       V     C        ${start} ${end} ${start} ${end}`,
			`* FROM CLIP NAME: ${oneLine(settings.title)}`,
			`* LOC: ${start} ${avid.toUpperCase().padEnd(7)} ${name}`,
			` |C:ResolveColor${resolve} |M:${name.replace(/\|/g, '/')} |D:${to - from}`,
			'',
		].join('\r\n');
	});
	const drop = timecode({ num: 0n, den: 1n }, settings.frameRate).includes(';');
	return [`TITLE: ${oneLine(settings.title)}`, `FCM: ${drop ? 'DROP FRAME' : 'NON-DROP FRAME'}`, '', ...events].join(
		'\r\n',
	);
}

/** Marker text as Avid Media Composer imports it: user, time code, track, colour, comment and length, between tabs. */
export function avidMarkers(appearances: readonly Appearance[], settings: EditSettings): string {
	return markers(appearances, settings)
		.map(
			({ name, from, to, color }) =>
				[
					'VidiCore',
					label(from, settings),
					'V1',
					colors[color]?.[0] ?? 'red',
					name.replace(/\t/g, ' '),
					String(to - from),
				].join('\t') + '\r\n',
		)
		.join('');
}

/**
 * FCPXML 1.9 (Final Cut Pro, DaVinci Resolve): a project with an empty clip of the material's length that carries the
 * markers.
 */
export function fcpxml(appearances: readonly Appearance[], settings: EditSettings): string {
	const { rate, per } = settings.frameRate;
	const found = markers(appearances, settings);
	const length = found.reduce((longest, { to }) => (to > longest ? to : longest), 1n);
	const seconds = (frames: bigint) => `${frames * per}/${rate}s`;
	const drop = timecode({ num: 0n, den: 1n }, settings.frameRate).includes(';');
	const start = seconds(settings.startFrame);
	const title = xml(oneLine(settings.title));
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
	<resources>
		<format id="r1" frameDuration="${per}/${rate}s" width="1920" height="1080"/>
	</resources>
	<library>
		<event name="Faces">
			<project name="${title}">
				<sequence format="r1" duration="${seconds(length)}" tcStart="${start}" tcFormat="${drop ? 'DF' : 'NDF'}">
					<spine>
						<gap name="${title}" offset="${start}" start="${start}" duration="${seconds(length)}">
${found.map(({ name, from, to, note }) => `							<marker start="${seconds(settings.startFrame + from)}" duration="${seconds(to - from)}" value="${xml(name)}" note="${xml(note)}"/>\n`).join('')}						</gap>
					</spine>
				</sequence>
			</project>
		</event>
	</library>
</fcpxml>
`;
}

/** Names of colours in Avid and in Resolve; each person keeps one. */
const colors = [
	['red', 'Red'],
	['green', 'Green'],
	['blue', 'Blue'],
	['cyan', 'Cyan'],
	['magenta', 'Pink'],
	['yellow', 'Yellow'],
	['black', 'Purple'],
	['white', 'Cream'],
] as const;

function markers(appearances: readonly Appearance[], { frameRate }: EditSettings): Marker[] {
	const people = new Map<string, number>();
	return stretches(appearances).map(({ appearance, start, end }) => {
		const who = personKey(appearance);
		if (!people.has(who)) people.set(who, people.size % colors.length);
		const from = frameAt(start, frameRate);
		const to = frameAt(end, frameRate);
		const first = from < 0n ? 0n : from;
		const confidence = appearance.confidence === null ? '' : `confidence ${appearance.confidence}`;
		return {
			name: oneLine(appearance.person),
			from: first,
			to: to > first ? to : first + 1n,
			color: people.get(who) ?? 0,
			note: confidence,
		};
	});
}

function label(frame: bigint, { frameRate, startFrame }: EditSettings): string {
	return timecode({ num: (frame + startFrame) * frameRate.per, den: frameRate.rate }, frameRate);
}

const xml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
