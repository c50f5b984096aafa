import type { Appearance } from '../appearance';
import { appearanceTable, type Cell, type Table } from './table';

export interface CsvSettings {
	separator: ',' | ';' | '\t';
	/** Between the whole number and its fraction. */
	decimalMark: '.' | ',';
	/** Whether the text begins with U+FEFF, by which Excel knows UTF-8. */
	byteOrderMark: boolean;
}

/** One row an appearance, see `csvOf`. */
export const csv = (appearances: readonly Appearance[], settings: CsvSettings): string =>
	csvOf(appearanceTable(appearances), settings);

/**
 * A table as RFC 4180 has it. Spreadsheets of countries with a decimal comma want semicolons.
 * A text that a spreadsheet would run as a formula is defused (see `plainText`); numbers and times stay as they are.
 */
export function csvOf({ columns, rows }: Table, { separator, decimalMark, byteOrderMark }: CsvSettings): string {
	const line = (row: readonly Cell[]) => row.map((value) => cellText(value, separator, decimalMark)).join(separator);
	const lines = [columns, ...rows].map(line);
	return `${byteOrderMark ? '\uFEFF' : ''}${lines.join('\r\n')}\r\n`;
}

function cellText(value: Cell, separator: string, decimalMark: string): string {
	if (typeof value !== 'number') return quoted(typeof value === 'string' ? plainText(value) : String(value ?? ''));
	const number = String(value).replace('.', decimalMark);
	// Without need a number has no quotes: some programs take what has them for a text.
	return decimalMark === separator ? quoted(number) : number;
}

/** For each of the separators, because a spreadsheet may guess another one than ours. */
const quoted = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/**
 * Names come from outside, and a spreadsheet runs what begins with one of `= + - @` (OWASP: CSV injection), also behind
 * white space and characters that are not seen, and in full width. An apostrophe before the cell makes it a text. One
 * goes also before such a sign inside, where a spreadsheet that cuts at another separator, quote or line end would
 * begin a cell. Numbers and times with a sign are harmless: -25@PAL, -00:00:01:00, -INF.
 */
export function plainText(text: string): string {
	// OWASP has tab and line ends on its list for themselves.
	let begins = /^[\t\r\n\0]/.test(text);
	if (!sign.test(text)) return begins ? `'${text}` : text;
	if (signedTime.test(text)) return text;
	let result = '';
	let [first, fresh] = [true, false];
	for (const character of text) {
		const unseen = notSeen.test(character);
		const runs = sign.test(character);
		if (first && runs) begins = true;
		if (fresh && runs) result += "'";
		fresh = cuts.test(character) || (fresh && unseen);
		first &&= unseen;
		result += character;
	}
	return begins ? `'${result}` : result;
}

const signedTime = /^[+-](?:INF|\d+(?:[.:;]\d+)*(?:@(?:PAL|NTSC|NTSC30|\d+(?::\d+)?))?)$/;
/** Where one spreadsheet or another ends a cell. */
const cuts = /[",;\t\r\n]/;
const notSeen = /[\s\p{Cc}\p{Cf}]/u;
/** ASCII, full width, small forms, and the minus sign of mathematics. */
const sign = /[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]/u;
