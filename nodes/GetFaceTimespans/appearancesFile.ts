import type { IExecuteFunctions } from 'n8n-workflow';
import type { Appearance } from '../../faces/appearance';
import { FormatError } from '../../faces/formats/fileFormat';
import { frameRateOf } from '../../faces/formats/closedSpans';
import { parseBase, readTimecode, type TimeBase } from '../../faces/timecode';
import { UserError } from '../kit/errors';
import type { Made } from '../kit/runItems';
import { fileFormats, type FileFormatName, type FileSettings } from './fileFormats';

interface Wanted {
	itemId: string;
	appearances: Appearance[];
	frameRate: TimeBase | undefined;
	startTimecode?: string;
	theme?: string;
	title?: string;
	csvSeparator?: string;
	csvDecimalMark?: string;
	csvByteOrderMark?: boolean;
}

/**
 * One item with the appearances of a video as a file. Throws a UserError when frames are to be counted and nobody
 * says how many make a second.
 */
export async function appearancesFile(
	context: IExecuteFunctions,
	item: number,
	{ itemId, appearances, frameRate, startTimecode, theme, title, ...csv }: Wanted,
): Promise<Made> {
	const name = context.getNodeParameter('fileFormat', item) as FileFormatName;
	const { extension, mimeType, inFrames = false, write } = fileFormats[name];
	const rate = frameRate ?? frameRateOf(appearances);
	if (inFrames && rate === undefined && appearances.length > 0) {
		throw new UserError(
			`The time spans of ${itemId} do not say how many frames make a second`,
			'Add the option "Frame Rate", for example 25 or 30000:1001: this kind of file counts in frames.',
		);
	}
	const settings: FileSettings = {
		title: title?.trim() || itemId,
		frameRate: rate ?? parseBase('25'),
		startFrame: 0n,
		theme: theme === 'dark' ? 'dark' : 'light',
		separator: separators[csv.csvSeparator ?? ''] ?? ',',
		decimalMark: csv.csvDecimalMark === 'comma' ? ',' : '.',
		byteOrderMark: csv.csvByteOrderMark ?? true,
	};
	if (inFrames && startTimecode?.trim()) {
		const start = readTimecode(startTimecode, settings.frameRate);
		if (start === undefined)
			throw new UserError(
				`"${startTimecode}" is not a time code at this frame rate`,
				'Enter it as 10:00:00:00, or with a semicolon as 10:00:00;00 where it is drop-frame, which skips some numbers.',
			);
		settings.startFrame = start.frame;
		settings.frameRate = start.frameRate;
	}
	const fileName = `${itemId}-faces.${extension}`;
	const written = await bytes(() => write(appearances, settings));
	const binary = await context.helpers.prepareBinaryData(written, fileName, mimeType);
	return {
		json: { itemId, fileName, appearances: appearances.length },
		binary: { [String(context.getNodeParameter('binaryField', item, 'data'))]: binary },
	};
}

const separators: Record<string, FileSettings['separator'] | undefined> = { semicolon: ';', tab: '\t' };

async function bytes(write: () => string | Promise<Uint8Array>): Promise<Buffer> {
	let problem: FormatError;
	try {
		const written = await write();
		return typeof written === 'string' ? Buffer.from(written, 'utf8') : Buffer.from(written);
	} catch (error) {
		problem = error instanceof FormatError ? error : new FormatError(String(error), otherwise);
	}
	throw new UserError(problem.message, problem.advice);
}

const otherwise = 'Try another kind of file.';
