import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Appearance } from '../../faces/appearance';
import { askedPersons } from '../../faces/askedPersons';
import { filterAppearances, type FaceFilter } from '../../faces/filter';
import { frameRateOf } from '../../faces/formats/closedSpans';
import { gapOfFrames, gapOfSeconds, mergeAppearances } from '../../faces/merge';
import { summarizePeople } from '../../faces/people';
import { togetherSpans } from '../../faces/together';
import type { TimeBase } from '../../faces/timecode';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup } from '../../vidicore/items/faceMetadata';
import { facesInVideo } from '../appearances/facesInVideo';
import { UserError } from '../kit/errors';
import { cancelSignal, showHint } from '../kit/n8nFunctions';
import { locatedId } from '../kit/parameters';
import { number, textFrom } from '../kit/fields/plain';
import type { Made } from '../kit/runItems';
import { appearancesFile } from './appearancesFile';

/** As n8n hands them over: an expression may give anything for those that are unknown here. */
interface Options {
	frameRate?: unknown;
	mergeGapSeconds?: unknown;
	group?: unknown;
	startTimecode?: unknown;
	theme?: string;
	title?: string;
	csvSeparator?: string;
	csvDecimalMark?: string;
	csvByteOrderMark?: boolean;
	mergeGapFrames?: unknown;
	limit?: number;
	simplify?: boolean;
}

/** Who is seen when in one item's video, in the form the user chose. */
export async function getFaceTimespans(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<Made[]> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const options = context.getNodeParameter('options', item, {}) as Options;
	const typed = {
		frameRate: textFrom(options.frameRate, 'Frame Rate'),
		startTimecode: textFrom(options.startTimecode, 'Start Time Code of the Video'),
	};
	const group = textFrom(options.group, 'Metadata Group') || defaultFaceGroup;
	const { appearances: all, video } = await facesInVideo(http, itemId, {
		...{ typed, group, signal: cancelSignal(context) },
		hint: (message) => showHint(context, message),
	});
	const { minDuration, persons: asked, ...filter } = faceFilter(context, item);
	const persons = askedPersons(asked, all);
	// Joined before they are measured: many short looks at one face are one long one.
	const found = joined(filterAppearances(all, { ...filter, persons }), options, video.frameRate);
	const appearances = filterAppearances(found, { minDuration });
	const output = context.getNodeParameter('output', item, 'appearances');
	const { limit = Infinity, simplify } = options;
	const rows = (list: readonly object[]): Made[] =>
		list.slice(0, limit).map((row) => ({ json: simplify ? simplified(row) : { ...row } }));
	if (output === 'people') return rows(summarizePeople(appearances));
	if (output === 'together') return rows(togetherSpans(appearances, persons));
	if (output === 'videos')
		return [
			{
				json: {
					itemId,
					people: rows(summarizePeople(appearances)).map(({ json }) => json),
					appearances: rows(appearances).map(({ json }) => json),
				},
			},
		];
	if (output === 'file') return [await appearancesFile(context, item, { ...options, itemId, appearances, video })];
	return rows(appearances);
}

interface AskedFilter extends Omit<FaceFilter, 'persons'> {
	persons: string | string[];
}

function faceFilter(context: IExecuteFunctions, item: number): AskedFilter {
	const filter = context.getNodeParameter('filters', item, {}) as Omit<AskedFilter, 'persons'> & { persons?: unknown };
	return { ...filter, persons: namesIn(filter.persons ?? '') };
}

/** An expression may give anything: a text, a number, a list of them. */
function namesIn(asked: unknown): string | string[] {
	const list = Array.isArray(asked) ? (asked as unknown[]) : [asked];
	const names = list.filter((name) => typeof name === 'string' || typeof name === 'number').map(String);
	if (names.length < list.length)
		throw new UserError(
			'"Persons" takes names or ids, and its expression gives something else',
			'Let it give a text, or a list of texts such as ["Davis, Sammy", "Ada Nordin"].',
		);
	return Array.isArray(asked) ? names : (names[0] ?? '');
}

/** What most users put into a sheet or a message. */
const simpleFields = new Set([
	'itemId',
	'person',
	'people',
	'known',
	'startSeconds',
	'endSeconds',
	'startTimecode',
	'endTimecode',
	'firstTimecode',
	'lastTimecode',
	'totalSeconds',
	'durationSeconds',
	'appearances',
	'confidence',
	'bestConfidence',
]);

const simplified = (row: object): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([name]) => simpleFields.has(name))) as IDataObject;

function joined(
	appearances: Appearance[],
	{ mergeGapSeconds, mergeGapFrames }: Options,
	frameRate?: TimeBase,
): Appearance[] {
	if (mergeGapFrames === undefined)
		return mergeGapSeconds === undefined
			? appearances
			: mergeAppearances(appearances, gapOfSeconds(gap(mergeGapSeconds, 'Merge Neighbours (Seconds)')));
	const rate = frameRate ?? frameRateOf(appearances);
	const frames = gap(mergeGapFrames, 'Merge Neighbours (Frames)');
	if (rate) return mergeAppearances(appearances, gapOfFrames(frames, rate));
	if (appearances.length === 0) return appearances;
	throw new UserError(
		'The time spans do not say how many frames make a second',
		'Add the option "Frame Rate", for example 25 or 30000:1001, or give the gap in seconds.',
	);
}

const gap = (raw: unknown, displayName: string): number =>
	number({ displayName, default: 1, minValue: 0 }).parse(raw, displayName);
