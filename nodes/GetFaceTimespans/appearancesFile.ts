import type { IExecuteFunctions } from 'n8n-workflow';
import type { Appearance } from '../../faces/appearance';
import { frameRateOf } from '../../faces/formats/closedSpans';
import { parseBase } from '../../faces/timecode';
import { frameNumbers, type VideoTime } from '../../faces/videoTime';
import { csvSettings } from '../appearances/csvOptions';
import { writtenFile } from '../appearances/writtenFile';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import { RowWithFiles } from '../kit/operation';
import type { fileOptions } from './fileFields';
import { fileFormats, type FileFormatName, type FileSettings } from './fileFormats';

interface VideoFile {
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
	{ itemId, appearances, video, format, binaryField, options }: VideoFile,
): Promise<RowWithFiles> {
	const { inFrames = false } = fileFormats[format];
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
		...csvSettings(options),
	};
	const written = { name: `${itemId}-faces`, format: fileFormats[format], rows: appearances, settings };
	const { fileName, binary } = await writtenFile(context, written);
	return new RowWithFiles({ itemId, fileName, appearances: appearances.length }, { [binaryField]: binary });
}
