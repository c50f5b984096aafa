import type { Appearance } from '../appearance';

const columns = [
	'itemId',
	'person',
	'personId',
	'known',
	'startSeconds',
	'endSeconds',
	'durationSeconds',
	'startTimecode',
	'endTimecode',
	'confidence',
	'start',
	'end',
	'analyzer',
	'detectedAt',
] as const;

/**
 * A table as RFC 4180 has it, one row an appearance, with the mark by which Excel knows UTF-8. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP: CSV injection): names come from outside.
 */
export function csv(appearances: readonly Appearance[]): string {
	const rows = appearances.map((appearance) => columns.map((column) => cell(appearance[column])));
	return `\uFEFF${[columns, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
	if (value === null) return '';
	const text =
		typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && value !== '-INF' && value !== '+INF'
			? `'${value}`
			: String(value);
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
