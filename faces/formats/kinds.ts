/** What users read of kinds of files that several sorts of rows can become. */
export const kinds = {
	webVtt: { label: 'Captions: WebVTT', extension: 'vtt', mimeType: 'text/vtt' },
	srt: { label: 'Captions: SubRip', extension: 'srt', mimeType: 'application/x-subrip' },
	csv: {
		label: 'Table',
		description: 'For spreadsheets and databases; separator, decimal mark and byte order mark are options',
		extension: 'csv',
		mimeType: 'text/csv',
	},
	xlsx: {
		label: 'Table for Excel',
		description: 'A workbook that opens the same in every country',
		extension: 'xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	},
} as const;
