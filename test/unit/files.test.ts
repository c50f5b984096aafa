import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseSync } from 'subtitle';
import type { Appearance } from '../../faces/appearance';
import { fileFormats, type FileFormatName, type FileSettings } from '../../nodes/GetFaceTimespans/fileFormats';
import { lanesOf } from '../../render/lanes';
import { frameOfTimecode, parseBase } from '../../faces/timecode';
import { fileSettings as settings } from '../support/fileSettings';
import { seen } from '../support/seen';

// Files are opened by software that is not ours where npm has some: WebVTT, SubRip, CSV, XML.
const PAL = parseBase('PAL');
const write = (name: FileFormatName, appearances: readonly Appearance[], more: Partial<FileSettings> = {}) =>
	fileFormats[name].write(appearances, { ...settings, ...more }) as string;
const texts = (Object.keys(fileFormats) as FileFormatName[]).filter((name) => name !== 'png' && name !== 'xlsx');

const hostile = [
	'Ada "The" <Nordin> & Sons',
	"=HYPERLINK('x')",
	'a,b;c',
	'two\nlines',
	'日本 🎬',
	'__proto__',
	']]>--><script>alert(1)</script>',
	'-->',
	'@sum',
	'tab\there',
	'\u202Eright to left',
];
const cast = seen(
	...hostile.map((person, n) => ({ person, start: `${n * 50}@PAL`, end: `${n * 50 + 75}@PAL`, confidence: '0.5' })),
);
const plain = (text: string) => text.replace(/[\p{Cc}\u202A-\u202E]+/gu, ' ').trim();

test('WebVTT is read without complaint by the parser of the specification’s author, every name as it is', () => {
	const { WebVTTParser } = jest.requireActual<{
		WebVTTParser: new (entities?: object) => {
			parse(
				text: string,
				mode: string,
			): { cues: Array<{ startTime: number; endTime: number; text: string }>; errors: unknown[] };
		};
	}>('webvtt-parser');
	const { cues, errors } = new WebVTTParser().parse(write('webVtt', cast), 'metadata');
	expect(errors).toEqual([]);
	const unescape = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
	expect(cues.map(({ startTime, endTime, text }) => [startTime, endTime, unescape(text)])).toEqual(
		hostile.map((person, n) => [n * 2, n * 2 + 3, plain(person)]),
	);
});

test('SubRip is read by subtitle', () => {
	const cues = parseSync(write('srt', cast)).flatMap((node) => (node.type === 'cue' ? [node.data] : []));
	expect(cues.map(({ start, end, text }) => [start, end, text])).toEqual(
		hostile.map((person, n) => [n * 2000, n * 2000 + 3000, plain(person).replace(/-->/g, '→')]),
	);
});

test('CSV is read by csv-parse; no cell begins as a formula does', () => {
	const rows = parseCsv(write('csv', cast), { bom: true, columns: true }) as Array<Record<string, string>>;
	expect(rows.map(({ person, startSeconds, known }) => [person, startSeconds, known])).toEqual(
		cast.map(({ person, startSeconds }) => [
			/^[=+\-@\t]/.test(person) ? `'${person}` : person,
			String(startSeconds),
			'true',
		]),
	);
	expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
});

test('FCPXML is well-formed and its markers lie on frames, from the start time code on', () => {
	const ntsc = parseBase('NTSC');
	const text = write('fcpxml', cast, { frameRate: ntsc, startFrame: frameOfTimecode('10:00:00;00', ntsc) as bigint });
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
	expect(spine.gap.marker.map(({ value }) => value)).toEqual(hostile.map(plain));
	for (const { start, duration } of spine.gap.marker)
		for (const time of [start, duration]) expect(Number(/^(\d+)\/30000s$/.exec(time)?.[1]) % 1001).toBe(0);
	expect(Number(spine.gap.marker[0]?.start.split('/')[0]) / 1001).toBe(Number(frameOfTimecode('10:00:00;00', ntsc)));
});

test('EDL and Avid markers: as the formats have them, line by line', () => {
	const two = seen(
		{ person: 'Ada | Nordin', start: '225@PAL', end: '300@PAL' },
		{ person: 'unknown_1', start: '250@PAL', end: '250@PAL' },
	);
	expect(write('edl', two, { startFrame: frameOfTimecode('10:00:00:00', PAL) as bigint }).split('\r\n')).toEqual([
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

test('JSON has people and appearances', () => {
	expect(JSON.parse(write('json', cast))).toMatchObject({
		itemId: 'VX-1',
		appearances: cast,
		people: expect.any(Array),
	});
});

test('open sides and nobody at all are files as well', () => {
	const open = seen({ person: 'Ada', start: '-INF', end: '50@PAL' }, { person: 'Bo', start: '25@PAL', end: '+INF' });
	expect(write('webVtt', open)).toContain('00:00:00.000 --> 00:00:02.000\nAda\n');
	expect(write('srt', open)).toContain('00:00:01,000 --> 00:00:02,000\r\nBo\r\n');
	for (const name of texts) expect(typeof write(name, [])).toBe('string');
	expect(write('webVtt', [])).toBe('WEBVTT\n');
});

test.each([3, 60])(
	'the picture of %i people: well-formed, in both themes, every name in it, nothing outside of it',
	(people) => {
		const appearances = seen(
			...Array.from({ length: people * 4 }, (_, n) => ({
				person: n % 7 === 3 ? `unknown_${n % people}` : `Person ${n % people}`,
				start: `${n * 60}@PAL`,
				end: `${n * 60 + 200}@PAL`,
				confidence: '0.8',
			})),
		);
		const pictures = (['light', 'dark'] as const).map((theme) => write('svg', appearances, { theme }));
		expect(pictures[0]).not.toBe(pictures[1]);
		for (const text of pictures) {
			expect(XMLValidator.validate(text)).toBe(true);
			for (const { person } of lanesOf(appearances).lanes) expect(text).toContain(`>${person}</text>`);
			const height = Number(/height="(\d+)"/.exec(text)?.[1]);
			for (const [, x, y, wide] of text.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)) {
				expect(Number(x) + Number(wide)).toBeLessThanOrEqual(1600);
				expect(Number(y)).toBeLessThan(height);
			}
		}
	},
);

test('the picture as PNG has its size, and letters in it where the system has no font', async () => {
	const bytes = Buffer.from(await fileFormats.png.write(cast, settings));
	expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
	const height = Number(/height="(\d+)"/.exec(write('svg', cast))?.[1]);
	expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1600, height]);
	const nobody = Buffer.from(await fileFormats.png.write([], settings));
	expect(bytes.length).toBeGreaterThan(nobody.length * 2);
});

test('hostile names are text in picture and page', () => {
	expect(XMLValidator.validate(write('svg', cast))).toBe(true);
	const page = write('html', cast);
	expect(page.match(/<script/g)).toHaveLength(2);
	expect(page).not.toContain('<script>alert');
	const data = JSON.parse(
		/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '',
	) as ReturnType<typeof lanesOf>;
	expect(data.lanes.map(({ person }) => person).sort()).toEqual(hostile.map(plain).sort());
});

test('a picture of 100,000 appearances stays small', () => {
	const long = seen(
		...Array.from({ length: 20_000 }, (_, n) => ({
			person: `Person ${n % 40}`,
			start: `${n * 9}@PAL`,
			end: `${n * 9 + 20}@PAL`,
		})),
	);
	expect(write('svg', long).length).toBeLessThan(3_000_000);
});
