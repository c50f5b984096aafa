import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { imageKind } from '../../../faces/image';
import { compareTimes, parseTime } from '../../../faces/timecode';
import { pictureType } from '../../../tools/emulator/pictureType';
import { inSeconds, isBefore, rebased, roughly, samplesASecond } from '../../../tools/emulator/time';

// What the nodes and the emulator read with the same code, no test would find wrong.
const root = join(__dirname, '..', '..', '..');
const emulator = join(root, 'tools', 'emulator');

test('the emulator uses nothing of what it is there to test', () => {
	const files = readdirSync(emulator, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
	expect(files.length).toBeGreaterThan(20);
	const imports = files.flatMap((file) => {
		const text = readFileSync(join(emulator, file), 'utf8');
		return [...text.matchAll(/(?:from|import|require)\W+'(\.[^']+)'/g)].map(([, path = '']) =>
			relative(root, join(emulator, dirname(file), path)),
		);
	});
	expect(imports.filter((path) => !path.startsWith('tools'))).toEqual([]);
});

test.each([
	['225@PAL', 9],
	['100@NTSC', 100.1 / 30],
	['90@NTSC30', 3],
	['3600@24000:1001', 150.15],
	['42040000@1000000', 42.04],
	['7', 7],
	['-25@PAL', -1],
	['12.5@25', 0.5],
	['-INF', -Infinity],
	['+INF', Infinity],
])('the emulator takes %s for %d s', (text, seconds) => expect(roughly(inSeconds(text))).toBeCloseTo(seconds, 12));

test.each(['', 'soon', '25@', '@PAL', '1@0', '1@25:0', '1@FILM', '1e3@PAL', '1@PAL@PAL', '--1', '1.2.3', '1@1:2:3'])(
	'the emulator refuses %j',
	(text) => expect(() => inSeconds(text)).toThrow(/No time/),
);

test('rebasing is exact, and says parts of a sample as decimals', () => {
	expect(rebased('225@PAL', '1000')).toBe('9000@1000');
	expect(rebased('1@NTSC', '1000')).toMatch(/^33\.3666\d*@1000$/);
	expect(rebased('1800@NTSC', '60000:1001')).toBe('3600@60000:1001');
	expect(rebased('+INF', 'PAL')).toBe('+INF');
	expect(() => samplesASecond('25 ')).toThrow('No time base: 25 ');
});

test('two readers, one meaning: the nodes’ and the emulator’s agree on every time', () => {
	const time = fc.oneof(
		fc.constantFrom('-INF', '+INF', '0', '-0@PAL'),
		fc
			.tuple(
				fc.bigInt(-(10n ** 12n), 10n ** 12n),
				fc.constantFrom('', '.5', '.001', '.000'),
				fc.constantFrom('', '@PAL', '@NTSC', '@NTSC30', '@24000:1001', '@48000', '@1000000', '@7', '@1001:30000'),
			)
			.map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(time, time, (a, b) => {
			const [ours, theirs] = [parseTime(a), inSeconds(a)];
			if (typeof ours !== 'string') expect(theirs.top * ours.den).toBe(ours.num * theirs.bottom);
			expect(isBefore(theirs, inSeconds(b))).toBe(compareTimes(ours, parseTime(b)) < 0);
		}),
		{ numRuns: 2000 },
	);
});

test('pictures are told by the same beginnings', () => {
	const bytes = (text: string) => Buffer.from(text.padEnd(40, '.'), 'latin1');
	const begins = [
		...['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF1234WEBP', 'II*\0', 'MM\0*', 'BM'],
		...['RIFF1234WAVE', 'GIF89a', '\x89PNG', '<html>', 'II*', ''],
	];
	expect(begins.map((text) => pictureType(bytes(text))?.mimeType)).toEqual([
		...['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/tiff', 'image/bmp'],
		...Array.from({ length: 6 }, () => undefined),
	]);
	for (const text of begins) expect(imageKind(bytes(text))).toEqual(pictureType(bytes(text)));
});
