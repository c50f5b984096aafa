import { parse } from 'csv-parse/sync';
import { csv } from '../../../../faces/formats/csv';
import { columns } from '../../../../faces/formats/table';
import { hostileCast, hostileNames } from '../../../support/hostileCast';
import { fileSettings } from '../../../support/fileSettings';
import { seen, type Seen } from '../../../support/seen';

type Row = Record<string, string>;
const named = (person: string, more: Partial<Seen> = {}) =>
	seen({ person, personId: 'x', start: '225@PAL', end: '226@PAL', ...more });
/** The name as it stands in the cell, read by csv-parse. */
const cellOf = (person: string, separator: ',' | ';' | '\t' = ',') =>
	(
		parse(csv(named(person), { ...fileSettings, separator }), {
			bom: true,
			columns: true,
			delimiter: separator,
		}) as Row[]
	)[0]?.person ?? '';

/** What a spreadsheet makes of a cell: full width is as good as ASCII, and what is not seen does not count. */
const runs = (cell: string) => /^[\s\p{Cc}\p{Cf}]*[=+\-@]/u.test(cell.normalize('NFKC').replace(/\u2212/g, '-'));

describe('a name that a spreadsheet would run', () => {
	test.each([
		'=1+1',
		'\n=1',
		'\r\n=1',
		' =1+1',
		'\t=1',
		'\u00A0=1',
		'\u3000=1',
		'\u200B=1',
		'\uFEFF=1',
		'\u0000=1',
		'\u001F+1-cmd',
		'\uFF1D1', // full-width signs
		'\uFF0B1+1',
		'\uFF0D1+1',
		'\uFF20SUM(A1)',
		' \uFF1D1',
		'\uFE66HYPERLINK("x")',
		'\u22121+1',
		'+1+1',
		'-1+1',
		'-2+3+cmd|" /C calc"!A0',
		'@SUM(A1:A2)',
		'-25@PAL+1',
	])('%j begins with an apostrophe, and is whole behind it', (name) => {
		expect(runs(name)).toBe(true);
		const cell = cellOf(name);
		expect(cell).toMatch(/^'/);
		expect(cell.replace(/'/g, '')).toBe(name);
	});

	test.each(['\ttabbed', '\rreturned', '\nfed'])('%j, which OWASP lists too', (name) => {
		expect(cellOf(name)).toBe(`'${name}`);
	});

	test.each([
		['a semicolon', 'x;=1+1;y'],
		['a tab', 'x\t@SUM(A1)\ty'],
		['a comma', 'x, =1+1,y'],
		['a line end', 'x\n=1+1;y'],
		['a quote', 'x"=1+1'],
		['a semicolon and blanks', 'x; \u00A0\uFF1D1'],
	])('inside, where a spreadsheet cuts at %s', (_, name) => {
		for (const separator of [',', ';', '\t'] as const) {
			const text = csv(named(name), { ...fileSettings, separator });
			for (const cut of [/[\r\n]/, ',', ';', '\t', '"'])
				expect(text.split(cut).filter((piece) => runs(piece))).toEqual([]);
			expect(cellOf(name, separator).replace(/'/g, '')).toBe(name);
		}
	});
});

test.each(["Rosa O'Malley & Sons", 'Davis, Sammy', 'Jean-Luc', 'a=b', 'x@example.com', '日本 🎬', 'Ada "The" Nordin'])(
	'%j is left as it is',
	(name) => {
		expect(cellOf(name)).toBe(name);
	},
);

test('numbers and times with a sign stay what they are', () => {
	const text = csv(
		seen(
			{ person: 'Ada', start: '-25@PAL', end: '0@PAL' },
			{ person: 'Bo', start: '-1001@30000:1001', end: '+INF' },
			{ person: 'Cy', start: '-INF', end: '-0.5' },
		),
		fileSettings,
	);
	expect(text).not.toContain("'");
	expect(parse(text, { bom: true, columns: true })).toMatchObject([
		{ start: '-INF', end: '-0.5' },
		{ start: '-1001@30000:1001', end: '+INF' },
		{ start: '-25@PAL', startSeconds: '-1', startTimecode: '-00:00:01:00' },
	]);
});

test.each([
	[',', '.'],
	[';', ','],
	['\t', ','],
	[',', ','],
] as const)('separator %j with decimal mark %j: every cell is found again', (separator, decimalMark) => {
	const text = csv(named('a,b;c\td'), { ...fileSettings, separator, decimalMark });
	const rows = parse(text, { bom: true, columns: true, delimiter: separator }) as Row[];
	expect(rows).toHaveLength(1);
	expect(Object.keys(rows[0] ?? {})).toEqual([...columns]);
	expect(rows[0]).toMatchObject({ person: 'a,b;c\td', durationSeconds: `0${decimalMark}04`, start: '225@PAL' });
	expect(text.includes(`"0${decimalMark}04"`)).toBe(decimalMark === separator);
});

test('the byte order mark is there unless it is not wanted', () => {
	expect(csv(named('Ada'), fileSettings)).toMatch(/^\uFEFFitemId,person/);
	expect(csv(named('Ada'), { ...fileSettings, byteOrderMark: false })).toMatch(/^itemId,person/);
});

test('every hostile name is found again by csv-parse, and no cell begins as a formula does', () => {
	const rows = parse(csv(hostileCast, fileSettings), { bom: true, columns: true }) as Row[];
	expect(rows.map(({ person = '' }) => person.replace(/^'/, ''))).toEqual(hostileNames);
	expect(rows.map(({ startSeconds, known }) => [startSeconds, known])).toEqual(
		hostileCast.map(({ startSeconds }) => [String(startSeconds), 'true']),
	);
	expect(rows.flatMap((row) => Object.values(row)).filter(runs)).toEqual([]);
});
