import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { FaceMetadataError } from '../../faces/appearance';
import { filterAppearances, type FaceFilter } from '../../faces/filter';
import { mergeAppearances } from '../../faces/merge';
import { summarizePeople } from '../../faces/people';
import { AppearanceReader } from '../../faces/readAppearances';
import { parseBase, type TimeBase } from '../../faces/timecode';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { UserError } from '../shared/errors';
import { locatedId } from '../shared/parameters';

interface Options {
	frameRate?: string;
	mergeGapSeconds?: number;
	group?: string;
}

/** Who is seen when in one item's video, in the form the user chose. */
export async function getFaceTimespans(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject[]> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const options = context.getNodeParameter('options', item, {}) as Options;
	const frameRate = wantedFrameRate(options.frameRate);
	const reader = new AppearanceReader(itemId, frameRate);
	for await (const window of readFaceMetadata(http, itemId, options.group?.trim() || defaultFaceGroup, context.getExecutionCancelSignal())) readable(() => reader.add(window));
	const found = filterAppearances(reader.appearances(), faceFilter(context, item));
	const appearances = options.mergeGapSeconds === undefined ? found : mergeAppearances(found, options.mergeGapSeconds);
	const output = context.getNodeParameter('output', item, 'appearances');
	if (output === 'people') return rows(summarizePeople(appearances));
	if (output === 'videos') return rows([{ itemId, people: summarizePeople(appearances), appearances }]);
	return rows(appearances);
}

/** What cannot be read ends the item: a part of the faces would look like all of them. */
function readable(read: () => void): void {
	let problem: string;
	try {
		return read();
	} catch (error) {
		problem = error instanceof FaceMetadataError ? error.message : String(error);
	}
	throw new UserError(problem, 'Nothing is output, so that no face is lost without a word. Look at the metadata of the item in VidiCore.');
}

function wantedFrameRate(text: string | undefined): TimeBase | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	try {
		return parseBase(text.trim());
	} catch {
		// told below, in the user's words
	}
	throw new UserError(`"${text}" is not a frame rate`, 'Enter frames a second as VidiCore writes them: 25, 50, PAL, NTSC, 30000:1001 or 24000:1001.');
}

function faceFilter(context: IExecuteFunctions, item: number): FaceFilter {
	const { persons = '', ...filter } = context.getNodeParameter('filters', item, {}) as Omit<FaceFilter, 'persons'> & { persons?: string };
	return { ...filter, persons: persons.split(',') };
}

/** Plain rows; n8n's type for them asks for an index signature that our interfaces do not have. */
const rows = (list: readonly object[]): IDataObject[] => list.map((row) => ({ ...row }));
