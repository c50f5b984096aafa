import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { mostUsedRate, type SequenceSettings } from '../../faces/reel/events';
import { reelFormats } from '../../faces/reel/formats';
import type { Segment } from '../../faces/reel/segment';
import { readTimecode, type FrameRate } from '../../faces/timecode';
import type { FileFormat } from '../../faces/formats/fileFormat';
import { choicesOf } from '../appearances/fileFields';
import { writtenFile } from '../appearances/writtenFile';
import { showWhen } from '../kit/field';
import { choice, text } from '../kit/fields/plain';

type FormatName = keyof typeof reelFormats;
const formats: Record<FormatName, FileFormat<Segment, SequenceSettings>> = reelFormats;

/** Whether an edit list comes out, and which. */
export const editListFields = {
	editList: choice<FormatName | 'none'>({
		displayName: 'Edit List',
		options: [{ name: 'None', value: 'none' }, ...choicesOf(reelFormats)],
		default: 'none',
		description: 'The same clips for an editing system, relinked to the originals',
	}),
	binaryField: showWhen(
		text({
			displayName: 'Put Output File in Field',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		}),
		{ editList: Object.keys(reelFormats) },
	),
};

/** Options of edit lists. */
export const editListOptions = {
	mediaFolder: text({
		displayName: 'Folder of the Media',
		placeholder: 'e.g. /Volumes/archive',
		description: 'Where the editing system finds the originals, as a path or an address; for the edit list',
	}),
};

interface Asked {
	editList: FormatName | 'none';
	binaryField: string;
	title: string;
	mediaFolder: string;
}

/** The edit list of a reel, if one is wanted. Throws a UserError for clips that the format has no words for. */
export async function editListFile(
	context: IExecuteFunctions,
	segments: readonly Segment[],
	asked: Asked,
): Promise<{ fileName?: string; binary?: IBinaryKeyData }> {
	const frameRate = mostUsedRate(segments);
	if (asked.editList === 'none' || !frameRate) return {};
	const settings = { ...asked, frameRate, startFrame: oneHour(frameRate) };
	const format = formats[asked.editList];
	const { fileName, binary } = await writtenFile(context, {
		name: fileNameOf(asked.title),
		format,
		rows: segments,
		settings,
	});
	return { fileName, binary: { [asked.binaryField]: binary } };
}

/** Sequences begin at one hour, as editing systems make them. */
const oneHour = (frameRate: FrameRate): bigint =>
	readTimecode(frameRate.dropFrame === false ? '01:00:00:00' : '01:00:00;00', frameRate)?.frame ?? 0n;

/** What any file system takes. */
const fileNameOf = (title: string): string =>
	title
		.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, 80) || 'reel';
