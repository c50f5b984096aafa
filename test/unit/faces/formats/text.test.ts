import { XMLValidator } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { parseSync } from 'subtitle';
import { oneLine, shownName, xmlText } from '../../../../faces/formats/text';
import { fileFormats, type FileFormatName } from '../../../../nodes/GetFaceTimespans/fileFormats';
import { fileSettings as settings } from '../../../support/fileSettings';
import { seen } from '../../../support/seen';

const write = (name: FileFormatName, person: string, title = person) =>
	fileFormats[name].write(seen({ person, personId: 'x', start: '0@PAL', end: '25@PAL', confidence: '0.5' }), {
		...settings,
		title,
	}) as string;

/** XML 1.0 forbids all of them, also as references. */
const forbidden = ['\uFFFE', '\uFFFF', '\uD800', '\uDC00', '\u0000', '\u0001', '\u0008', '\u000B', '\u001F'];
const xmlFormats = (Object.keys(fileFormats) as FileFormatName[]).filter((name) =>
	/\bxml$/.test(fileFormats[name].mimeType),
);

test.each(xmlFormats)('%s takes a name and a title with characters that XML 1.0 forbids', (name) => {
	for (const character of forbidden) {
		const text = write(name, `Ada${character}Nordin`);
		expect(XMLValidator.validate(text)).toBe(true);
		const errors: string[] = [];
		// saxes checks every character, as the specification asks; Buffer shows what becomes of halves of characters.
		const parser = new SaxesParser();
		parser.on('error', ({ message }) => errors.push(message));
		parser.write(text).close();
		expect(errors).toEqual([]);
		expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
		expect(text).toMatch(/Ada[ \uFFFD]Nordin/);
	}
});

test('the page for browsers holds none of them either', () => {
	for (const character of forbidden) {
		const page = write('html', `Ada${character}Nordin`);
		expect(page).not.toContain(character);
		expect(page).toMatch(/Ada[ \uFFFD]Nordin/);
	}
});

test('characters beyond the first plane, and what looks like a reference, are kept', () => {
	expect(xmlText('🎬 𝕏 &#0; <a b="c">')).toBe('🎬 𝕏 &amp;#0; &lt;a b=&quot;c&quot;&gt;');
	expect(oneLine(' 🎬\u0000\u2028\u202Eб\t𝕏 \uD83C')).toBe('🎬 б 𝕏 \uFFFD');
});

describe.each([
	['control characters', '\u0001\u0002'],
	['line ends', '\r\n\n'],
	['blanks', '\u00A0\u3000 '],
	['characters of no width', '\u200B\uFEFF\u2060'],
	['fillers', '\u3164\u2800'],
	['marks of direction', '\u202E\u2066'],
])('a name of nothing but %s', (_, person) => {
	test('has the id in its place, or a word that says so', () => {
		expect(shownName({ person, personId: 'e9a0' })).toBe('e9a0');
		expect(shownName({ person, personId: '' })).toBe('(no name)');
		expect(shownName({ person, personId: person })).toBe('(no name)');
	});

	test('makes no empty caption, and does not end the list', () => {
		const both = [
			...seen({ person, personId: person, start: '0@PAL', end: '25@PAL' }),
			...seen({ person: 'Bo', start: '50@PAL', end: '75@PAL' }),
		];
		const cues = parseSync(fileFormats.srt.write(both, settings) as string);
		expect(cues.flatMap((node) => (node.type === 'cue' ? [node.data.text] : []))).toEqual(['(no name)', 'Bo']);
		expect(fileFormats.webVtt.write(both, settings)).toContain('--> 00:00:01.000\n(no name)\n\n2\n');
	});
});
