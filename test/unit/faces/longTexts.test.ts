import type { Appearance, Detection } from '../../../faces/appearance';
import { askedPersons } from '../../../faces/askedPersons';
import { filterAppearances } from '../../../faces/filter';
import { oneLine, shownName, xmlText } from '../../../faces/formats/text';
import { plainText } from '../../../faces/formats/csv';
import { folded } from '../../../faces/identity';
import { gapOfSeconds, mergeAppearances } from '../../../faces/merge';
import { summarizePeople } from '../../../faces/people';
import { readAppearances } from '../../../faces/readAppearances';
import { thumbnailSeconds } from '../../../faces/thumbnailTime';
import { frameOfTimecode, parseBase, parseTime } from '../../../faces/timecode';
import { fileFormats, type FileFormatName } from '../../../nodes/GetFaceTimespans/fileFormats';
import { png } from '../../../render/png';
import { svg } from '../../../render/svg';
import { fileSettings } from '../../support/fileSettings';
import { hostileTexts, repeated, worseThanLinear } from '../../support/linear';
import { seen } from '../../support/seen';

const PAL = parseBase('PAL');
const at = { start: '0@PAL', end: '25@PAL' };
const cast = seen({ person: 'Davis, Sammy', ...at }, { person: 'Ada', ...at });

test.each<[string, (text: string) => unknown]>([
	['folded', folded],
	['oneLine', oneLine],
	['shownName', (text) => shownName({ person: text, personId: text })],
	['xmlText', xmlText],
	['plainText', plainText],
	['askedPersons', (text) => askedPersons(text, cast)],
	['filterAppearances', (text) => filterAppearances(cast, { persons: [text, `${text},`] })],
	['parseTime', parseTime],
	['parseTime, as samples', (text) => parseTime(`${text}@PAL`)],
	['parseTime, as a base', (text) => parseTime(`1@${text}`)],
	['parseBase', parseBase],
	['thumbnailSeconds', (text) => thumbnailSeconds(text, text)],
	['thumbnailSeconds, as samples', (text) => thumbnailSeconds(`${text}@PAL`, '')],
	['frameOfTimecode', (text) => frameOfTimecode(text, PAL)],
])('%s takes time in proportion to the text', (_, work) => {
	expect(worseThanLinear(work)).toEqual([]);
});

test('so does the reading of metadata, wherever the text stands', () => {
	const read = (place: string) => (text: string) => {
		const field = (name: string) => ({
			name: place === 'name' ? text : name,
			value: [{ value: place === name ? text : 'A' }],
		});
		const fields = ['adu_value', 'adu_valueId', 'adu_creationDate', 'adu_av_value', 'adu_av_confidence'].map(field);
		const value = { name: 'adu_av_analyzedValue', field: fields, group: [{ name: text, field: fields }] };
		const group = [{ name: 'adu_face_X', field: fields, group: [value] }];
		return readAppearances('VX-1', { timespan: [{ start: '0@PAL', end: '1@PAL', [place]: text, group }] });
	};
	for (const place of ['start', 'end', 'name', 'adu_value', 'adu_valueId', 'adu_creationDate', 'adu_av_confidence'])
		expect(worseThanLinear(read(place))).toEqual([]);
});

const written = (Object.keys(fileFormats) as FileFormatName[]).filter((name) => name !== 'png' && name !== 'xlsx');

test.each(written)('a file of kind %s is written in proportion to names and title', (name) => {
	const { write } = fileFormats[name];
	const named = (text: string) => seen({ person: text, personId: text, ...at });
	expect(worseThanLinear((text) => write(named(text), fileSettings))).toEqual([]);
	expect(worseThanLinear((text) => write(cast, { ...fileSettings, title: text }))).toEqual([]);
});

describe('in proportion to the number of appearances', () => {
	const most = 12_000;
	const list = (person: (n: number) => string, more: Partial<Detection> = {}) =>
		seen(
			...Array.from({ length: most }, (_, n) => ({
				person: person(n),
				personId: person(n),
				start: `${n * 3}@PAL`,
				end: `${n * 3 + 1}@PAL`,
			})),
		).map((appearance) => appearance.until(appearance, more));
	const one = list(() => 'Ada');
	const all = list((n) => `Person ${n}`);
	const box = { name: 'box', fields: [{ name: 'x', value: '1' }] };
	const withGroups = list(() => 'Ada', { extra: [box] });

	/** As many appearances as the text has letters. */
	const count = { appearances: repeated('.') };
	const judged = (many: Appearance[], work: (some: Appearance[]) => unknown) =>
		worseThanLinear(({ length }) => work(many.slice(0, length)), count, { length: most, bearableMs: 600 });

	test.each<[string, (some: Appearance[]) => unknown]>([
		['summarizePeople', summarizePeople],
		['mergeAppearances, none near another', (some) => mergeAppearances(some, gapOfSeconds(0))],
		['mergeAppearances, all into one', (some) => mergeAppearances(some, gapOfSeconds(9))],
	])('%s: one person, as many people, and with groups of unknown meaning', (_, work) => {
		for (const many of [one, all, withGroups]) expect(judged(many, work)).toEqual([]);
	});

	test.each(written)('a file of kind %s: one person, as many people', (name) => {
		for (const many of [one, all])
			expect(judged(many, (some) => fileFormats[name].write(some, fileSettings))).toEqual([]);
	});
});

describe('a picture does not grow with what nobody could read in it', () => {
	const drawn = (title: string, person: string) =>
		svg(
			title,
			seen(...[0, 1, 2].map((n) => ({ person, start: `${n * 100}@PAL`, end: `${n * 100 + 50}@PAL` }))),
			'light',
		);

	test.each(Object.entries(hostileTexts))('%s', (_, text) => {
		expect(drawn(text(100_000), text(100_000)).length).toBeLessThan(drawn('', 'Ada').length + 8_000);
	});

	test('so a title of 10,000 emoji is drawn in no more time than one of 200', async () => {
		const [long, longer] = [drawn('😀'.repeat(200), 'Ada'), drawn('😀'.repeat(10_000), 'Ada')];
		expect(longer).toBe(long);
		expect((await png(longer)).length).toBeGreaterThan(1000);
	});

	test('and what is cut says so', () => {
		expect(drawn('a'.repeat(500), 'Ada')).toMatch(/>a{50,}…<\/text>/);
		expect(drawn('x', 'WWWW '.repeat(50))).toMatch(/>[W ]{9,}…<\/text>/);
		expect(drawn('x', 'Ada')).not.toContain('…');
	});
});

test('150,000 appearances of one person are summed up: no list of them is handed over as arguments', () => {
	const [one] = cast;
	expect(summarizePeople(new Array<Appearance>(150_000).fill(one as Appearance))).toMatchObject([
		{ appearances: 150_000, totalSeconds: 1 },
	]);
});
