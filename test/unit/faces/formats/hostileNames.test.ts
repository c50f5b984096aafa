import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { parseSync } from 'subtitle';
import { fileFormats, type FileFormatName } from '../../../../nodes/GetFaceTimespans/fileFormats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSettings } from '../../../support/fileSettings';
import { seen } from '../../../support/seen';
import { vttCues } from '../../../support/vttCues';

// Names come from an archive, and so from anybody. Whatever is in them, a file says what it says with plain ones: as
// many cues, rows, events and elements, in other people's readers. Those that once made trouble are kept in
// test/corpus/names.json; enter there what a run finds.

const kept = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'corpus', 'names.json'), 'utf8')) as string[];

/** Whatever can be typed, and pieces of the kept ones in any order. */
const names = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...kept.flatMap((name) => name.split(/(?=[^\w ])/u)), '\ud83d') }),
);

const write = (format: FileFormatName, name: string): string => {
	const cast = seen(
		{ person: name, personId: 'one', start: '0@PAL', end: '75@PAL', confidence: '0.5' },
		{ person: 'Ada', personId: 'two', start: '100@PAL', end: '200@PAL', confidence: '0.5' },
	);
	return fileFormats[format].write(cast, { ...fileSettings, title: name }) as string;
};

/** The elements and the names of their attributes in the order of the file; throws where it is not well-formed. */
function elements(xml: string): string[] {
	const found: string[] = [];
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name, attributes }) => found.push([name, ...Object.keys(attributes)].join(' ')));
	parser.write(xml).close();
	return found;
}

/** What stands between angle brackets, without the texts of attributes. */
const tags = (page: string): string[] =>
	[...page.replace(/"[^"]*"/g, '""').matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag).sort();

/** What a file of that kind holds, however its names are spelled. */
const shapes: Partial<Record<FileFormatName, (file: string) => unknown>> = {
	webVtt: (file) => {
		const { cues, errors } = vttCues(file);
		return [errors, cues.map(({ startTime, endTime }) => [startTime, endTime])];
	},
	srt: (file) =>
		parseSync(file).map(({ type, data }) => [type, typeof data === 'string' ? data : [data.start, data.end]]),
	csv: (file) => (parse(file, { bom: true }) as string[][]).map((row) => row.length),
	edl: (file) => file.split('\r\n').map((line) => /^(\d{3} .{60,}|TITLE: |FCM: |\* |\s*)/.exec(line)?.[1]?.slice(0, 3)),
	fcpxml: elements,
	xmeml: elements,
	avidMarkers: (file) => file.split('\r\n').map((line) => line.split('\t').filter((_, at) => at !== 4)),
	json: (file) => Object.keys(JSON.parse(file) as object),
	svg: (file) => elements(file).filter((tag) => !/^t(ext|span)\b/.test(tag)),
	html: tags,
};
const formats = Object.keys(shapes) as FileFormatName[];

test('every kind of file that is a text is here', () => {
	expect([...formats, 'xlsx', 'png'].sort()).toEqual(Object.keys(fileFormats).sort());
});

test.each(formats)('a file of kind %s cannot be broken out of by a name', (format) => {
	const shapeOf = (name: string) => shapes[format]?.(write(format, name));
	const expected = shapeOf('Somebody');
	const holds = (name: string) => expect([name, shapeOf(name)]).toEqual([name, expected]);
	for (const name of kept.filter((one) => one.trim() !== '')) holds(name);
	fc.assert(
		fc.property(names, (name) => {
			fc.pre(name.trim() !== '' && name !== 'Ada');
			holds(name);
		}),
	);
});

test('no cell of a table is taken for a formula', () => {
	const cells = (name: string) => (parse(write('csv', name), { bom: true }) as string[][]).flat();
	fc.assert(
		fc.property(names, (name) => {
			for (const cell of cells(name)) expect(cell).not.toMatch(/^[=@\t\r]|^[+-].*[^\w:.;@+-]/);
		}),
		{ examples: kept.map((name) => [name]) },
	);
});
