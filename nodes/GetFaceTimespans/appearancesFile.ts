import type { IExecuteFunctions } from 'n8n-workflow';
import type { Appearance } from '../../faces/appearance';
import { FormatError } from '../../faces/formats/fileFormat';
import { frameRateOf } from '../../faces/formats/closedSpans';
import { parseBase } from '../../faces/timecode';
import { frameNumbers, type VideoTime } from '../../faces/videoTime';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import { RowWithFiles } from '../kit/operation';
import type { fileOptions } from './fileFields';
import { fileFormats, type FileFormatName, type FileSettings } from './fileFormats';

interface Wanted {
	itemId: string;
	appearances: Appearance[];
	video: VideoTime;
	format: FileFormatName;
	binaryField: string;
	options: Values<typeof fileOptions>;
}

/**
 * One item with the appearances of a video as a file. Throws a UserError when frames are to be counted and nobody
 * says how many make a second.
 */
export async function appearancesFile(
	context: IExecuteFunctions,
	{ itemId, appearances, video, format, binaryField, options }: Wanted,
): Promise<RowWithFiles> {
	const { extension, mimeType, inFrames = false, write } = fileFormats[format];
	const numbers = frameNumbers(video, frameRateOf(appearances));
	if (inFrames && numbers === undefined && appearances.length > 0) {
		throw new UserError(
			`Neither VidiCore nor the time spans of ${itemId} say how many frames make a second`,
			'Add the option "Frame Rate", for example 25 or 30000:1001: this kind of file counts in frames.',
		);
	}
	const settings: FileSettings = {
		title: options.title || itemId,
		frameRate: numbers?.frameRate ?? parseBase('25'),
		startFrame: numbers?.startFrame ?? 0n,
		theme: options.theme ?? 'light',
		separator: separators[options.csvSeparator],
		decimalMark: options.csvDecimalMark === 'comma' ? ',' : '.',
		byteOrderMark: options.csvByteOrderMark,
	};
	const fileName = `${itemId}-faces.${extension}`;
	const written = await bytes(() => write(appearances, settings));
	const binary = await context.helpers.prepareBinaryData(written, fileName, mimeType);
	return new RowWithFiles({ itemId, fileName, appearances: appearances.length }, { [binaryField]: binary });
}

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const;

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
