import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Appearance } from '../../../../faces/appearance';
import { markersOf } from '../../../../faces/formats/markers';
import { frameOfTimecode, parseBase } from '../../../../faces/timecode';
import { fileFormats, type FileFormatName, type FileSettings } from '../../../../nodes/GetFaceTimespans/fileFormats';
import { fileSettings as settings } from '../../../support/fileSettings';
import { hostileCast, hostileNames, plain } from '../../../support/hostileCast';
import { seen } from '../../../support/seen';

const write = (name: FileFormatName, list: readonly Appearance[], more: Partial<FileSettings> = {}) =>
	fileFormats[name].write(list, { ...settings, ...more }) as string;

describe('two people who come into sight at one frame', () => {
	const both = seen(
		{ person: 'Bo Berg', start: '225@PAL', end: '250@PAL', confidence: '0.8' },
		{ person: 'Ada Nordin', start: '225@PAL', end: '300@PAL', confidence: '0.93' },
		{ person: 'Ada Nordin', start: '400@PAL', end: '425@PAL' },
	);

	test('are one marker with both names, as long as the longer of the two', () => {
		expect(markersOf(both, settings)).toMatchObject([
			{ name: 'Ada Nordin + Bo Berg', from: 225n, to: 300n },
			{ name: 'Ada Nordin', from: 400n, to: 425n },
		]);
		expect(markersOf(both, settings)[0]?.note).toBe(
			'Ada Nordin until 00:00:12:00, confidence 0.93; Bo Berg until 00:00:10:00, confidence 0.8',
		);
	});

	test.each(['edl', 'avidMarkers', 'fcpxml', 'xmeml'] as const)('in %s', (name) => {
		const text = write(name, both);
		expect(text.match(/Ada Nordin \+ Bo Berg/g)?.length).toBeGreaterThan(0);
		expect(text).not.toMatch(/(M:|value="|<name>|\t)Bo Berg/);
	});

	test('also where the frame is one and the times are not', () => {
		const close = seen(
			{ person: 'Ada', start: '9000@1000', end: '9900@1000' },
			{ person: 'Bo', start: '9039@1000', end: '9900@1000' },
			{ person: 'Cy', start: '9040@1000', end: '9900@1000' },
		);
		expect(markersOf(close, settings).map(({ name, from }) => [name, from])).toEqual([
			['Ada + Bo', 225n],
			['Cy', 226n],
		]);
	});

	test('a marker of several has a colour of its own; alone each keeps the one he had', () => {
		const scene = seen(
			{ person: 'Ada', start: '0@PAL', end: '10@PAL' },
			{ person: 'Ada', start: '50@PAL', end: '60@PAL' },
			{ person: 'Bo', start: '50@PAL', end: '60@PAL' },
			{ person: 'Bo', start: '70@PAL', end: '80@PAL' },
			{ person: 'Ada', start: '90@PAL', end: '95@PAL' },
		);
		const [ada, several, bo, again] = markersOf(scene, settings).map(({ color }) => color);
		expect(again).toBe(ada);
		expect(new Set([ada, several, bo].map((color) => color?.resolve)).size).toBe(3);
		expect(new Set([ada, several, bo].map((color) => color?.avid)).size).toBe(3);
	});

	test('people before unknown faces; nobody twice, whoever found him', () => {
		const scene = seen(
			{ person: 'a unknown_7', start: '0@PAL', end: '10@PAL' },
			{ person: 'Zoe', start: '0@PAL', end: '20@PAL', confidence: '0.5' },
		);
		const other = seen({ person: 'Zoe', start: '0@PAL', end: '30@PAL', confidence: '0.7' });
		expect(markersOf([...scene, ...other], settings)).toMatchObject([
			{
				name: 'Zoe + a unknown_7',
				to: 30n,
				note: 'Zoe until 00:00:01:05, confidence 0.7; a unknown_7 until 00:00:00:10',
			},
		]);
	});
});

test('what begins before the video is a marker at its first frame', () => {
	const early = seen({ person: 'Ada', start: '-5@PAL', end: '10@PAL' }, { person: 'Bo', start: '-INF', end: '10@PAL' });
	expect(markersOf(early, settings)).toMatchObject([{ name: 'Ada + Bo', from: 0n, to: 10n }]);
});

test('FCPXML is well-formed and its markers lie on frames, from the start time code on', () => {
	const ntsc = parseBase('NTSC');
	const text = write('fcpxml', hostileCast, {
		frameRate: ntsc,
		startFrame: frameOfTimecode('10:00:00;00', ntsc) as bigint,
	});
	expect(XMLValidator.validate(text)).toBe(true);
	const { fcpxml } = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '',
		parseAttributeValue: false,
	}).parse(text) as {
		fcpxml: {
			library: {
				event: {
					project: {
						sequence: {
							tcFormat: string;
							spine: { gap: { marker: Array<{ start: string; duration: string; value: string }> } };
						};
					};
				};
			};
		};
	};
	const {
		library: { event },
	} = fcpxml;
	const { tcFormat, spine } = event.project.sequence;
	expect(tcFormat).toBe('DF');
	expect(spine.gap.marker.map(({ value }) => value)).toEqual(hostileNames.map(plain));
	for (const { start, duration } of spine.gap.marker)
		for (const time of [start, duration]) expect(Number(/^(\d+)\/30000s$/.exec(time)?.[1]) % 1001).toBe(0);
	expect(Number(spine.gap.marker[0]?.start.split('/')[0]) / 1001).toBe(Number(frameOfTimecode('10:00:00;00', ntsc)));
});

test('EDL and Avid markers: as the formats have them, line by line', () => {
	const two = seen(
		{ person: 'Ada | Nordin', start: '225@PAL', end: '300@PAL' },
		{ person: 'unknown_1', start: '250@PAL', end: '250@PAL' },
	);
	expect(
		write('edl', two, { startFrame: frameOfTimecode('10:00:00:00', settings.frameRate) as bigint }).split('\r\n'),
	).toEqual([
		'TITLE: Council meeting',
		'FCM: NON-DROP FRAME',
		'',
		'001  AX       V     C        10:00:09:00 10:00:12:00 10:00:09:00 10:00:12:00',
		'* FROM CLIP NAME: Council meeting',
		'* LOC: 10:00:09:00 RED     Ada | Nordin',
		' |C:ResolveColorRed |M:Ada / Nordin |D:75',
		'',
		'002  AX       V     C        10:00:10:00 10:00:10:01 10:00:10:00 10:00:10:01',
		'* FROM CLIP NAME: Council meeting',
		'* LOC: 10:00:10:00 GREEN   unknown_1',
		' |C:ResolveColorGreen |M:unknown_1 |D:1',
		'',
	]);
	expect(write('avidMarkers', two)).toBe(
		'VidiCore\t00:00:09:00\tV1\tred\tAda | Nordin\t75\r\nVidiCore\t00:00:10:00\tV1\tgreen\tunknown_1\t1\r\n',
	);
	expect(write('edl', two, { frameRate: parseBase('NTSC') })).toContain('FCM: DROP FRAME');
});

test.each([
	[999, 3],
	[1000, 6],
	[4100, 6],
])('an EDL of %d events numbers them with %d digits', (events, digits) => {
	const many = seen(
		...Array.from({ length: events }, (_, n) => ({ person: 'Ada', start: `${n * 25}@PAL`, end: `${n * 25 + 10}@PAL` })),
	);
	const numbers = write('edl', many)
		.split('\r\n')
		.flatMap((line) => /^(\d+) {2}AX /.exec(line)?.[1] ?? []);
	expect(numbers).toEqual(Array.from({ length: events }, (_, n) => String(n + 1).padStart(digits, '0')));
});
