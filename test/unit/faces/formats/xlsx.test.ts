import { read, utils, type WorkBook } from '@e965/xlsx';
import { SaxesParser } from 'saxes';
import { FormatError } from '../../../../faces/formats/fileFormat';
import { columns } from '../../../../faces/formats/table';
import { xlsx } from '../../../../faces/formats/xlsx';
import type { Appearance } from '../../../../faces/appearance';
import { seen } from '../../../support/seen';

type Parts = Record<string, { content: Uint8Array }>;

/** The one sheet, read by SheetJS: a workbook as software that is not ours opens it. */
async function sheetOf(appearances: readonly Appearance[]) {
	const book = read(await xlsx(appearances), { type: 'array', cellFormula: true });
	expect(book.SheetNames).toEqual(['Faces']);
	return book.Sheets.Faces ?? {};
}

test('each appearance is a row under the same columns as in CSV, numbers as numbers', async () => {
	const cast = seen(
		{ person: 'Ada Nordin', start: '-25@PAL', end: '226@PAL', confidence: '0.93' },
		{ person: 'Davis, Sammy', personId: '', start: '250@PAL', end: '+INF' },
	);
	const rows = utils.sheet_to_json<Record<string, unknown>>(await sheetOf(cast), { defval: null });
	expect(Object.keys(rows[0] ?? {})).toEqual([...columns]);
	expect(rows).toEqual(
		cast.map((appearance) =>
			Object.fromEntries(columns.map((column) => [column, appearance[column] === '' ? null : appearance[column]])),
		),
	);
	expect(rows[0]).toMatchObject({ startSeconds: -1, startTimecode: '-00:00:01:00', known: true });
});

test('nothing is a formula, whatever a name begins with, and every name is whole', async () => {
	const names = ['=1+1', '+1', '-1+1', '@SUM(A1)', '＝1', '=HYPERLINK("http://x")', '日本 🎬', '<b>&amp;'];
	const sheet = await sheetOf(seen(...names.map((person, n) => ({ person, start: `${n}@PAL`, end: `${n + 1}@PAL` }))));
	const cells = names.map((_, n) => sheet[`B${n + 2}`] as { t: string; v: unknown; f?: string });
	expect(cells.map(({ t, v, f }) => [t, v, f])).toEqual(names.map((name) => ['s', name, undefined]));
});

test('characters that XML 1.0 forbids, and texts longer than a cell, make no damaged file', async () => {
	const name = `Ada\u0000\uFFFE\uD800\u000B${'x'.repeat(40_000)}`;
	const bytes = await xlsx(seen({ person: name, start: '0@PAL', end: '1@PAL' }));
	// SheetJS forgives much; saxes checks each character of each part.
	const { files = {} } = read(bytes, { type: 'array', bookFiles: true }) as WorkBook & { files?: Parts };
	const parts = Object.entries(files).filter(([part]) => /\.(xml|rels)$/.test(part));
	expect(parts.map(([part]) => part)).toContain('xl/sharedStrings.xml');
	for (const [part, { content }] of parts) {
		const errors: string[] = [];
		const parser = new SaxesParser();
		parser.on('error', ({ message }) => errors.push(`${part}: ${message}`));
		parser.write(Buffer.from(content).toString('utf8')).close();
		expect(errors).toEqual([]);
	}
	const shown = (utils.sheet_to_json<{ person: string }>(read(bytes).Sheets.Faces ?? {})[0] ?? { person: '' }).person;
	expect(shown).toMatch(/^Ada[ \uFFFD]+x+$/);
	expect(shown.length).toBeLessThanOrEqual(32_767);
});

test('nobody at all is a sheet with its heading', async () => {
	expect(utils.sheet_to_json(await sheetOf([]), { header: 1 })).toEqual([[...columns]]);
});

test('more than a sheet holds is refused before anything is written', async () => {
	const [one] = seen({ person: 'Ada', start: '0@PAL', end: '1@PAL' });
	await expect(xlsx(new Array<Appearance>(1_048_576).fill(one as Appearance))).rejects.toThrow(FormatError);
});
