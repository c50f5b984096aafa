import type { Appearance } from '../../faces/appearance';
import { askedPersons } from '../../faces/askedPersons';
import { filterAppearances } from '../../faces/filter';
import { mergeAppearances } from '../../faces/merge';
import { summarizePeople } from '../../faces/people';
import { togetherSpans } from '../../faces/together';
import type { VideoTime } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup } from '../../vidicore/items/faceMetadata';
import type { Values } from '../kit/field';
import type { Call } from '../kit/operation';
import type { faceFilterFields } from './faceFilters';
import { facesInVideo } from './facesInVideo';
import { missingInWords, missingPersons, whyNoFaces } from './noFaces';
import { nothingHint, nothingRow, type Nothing } from './nothingFound';
import { chosenGap, chosenRows } from './timeOptions';

/** In which rows faces come out. */
export type FaceOutput = 'appearances' | 'people' | 'together' | 'videos';

/** Which faces are wanted, and how they are to come out. */
export interface WantedFaces {
	readonly filters: Values<typeof faceFilterFields>;
	readonly options: {
		readonly frameRate?: string;
		readonly startTimecode?: string;
		readonly group?: string;
		readonly mergeGapSeconds?: number;
		readonly mergeGapFrames?: number;
		readonly limit?: number;
		readonly simplify?: boolean;
		readonly sayNothingFound?: boolean;
	};
}

/** The wanted faces of a video. */
export interface FacesFound {
	itemId: string;
	title: string;
	/** Before the filters. */
	all: Appearance[];
	appearances: Appearance[];
	video: VideoTime;
	/** Whom the filter names. */
	persons: string[];
}

/** What rows say of their video besides its id: its title, and where people look at it. */
export interface AboutVideo {
	link: string | undefined;
}

const linked = (link: string | undefined) => (link === undefined ? {} : { link });

type Saying = Pick<Call, 'signal' | 'hint'>;

/**
 * Reads who is seen in a video, and keeps who is wanted. Names that do not occur are told as a hint. Throws as
 * `facesInVideo` does.
 */
export async function wantedFaces(
	http: VidiCoreHttp,
	itemId: string,
	{ filters, options }: WantedFaces,
	{ signal, hint }: Saying,
): Promise<FacesFound> {
	const {
		appearances: all,
		title,
		video,
	} = await facesInVideo(http, itemId, {
		typed: { frameRate: options.frameRate ?? '', startTimecode: options.startTimecode ?? '' },
		group: options.group || defaultFaceGroup,
		...{ signal, hint },
	});
	const persons = askedPersons(filters.persons, all);
	const { minConfidence, minDuration, show } = filters;
	// Joined before they are measured: many short looks at one face are one long one.
	const single = filterAppearances(all, { minConfidence, show, persons });
	const gap = chosenGap(options, single, video.frameRate);
	const appearances = filterAppearances(gap ? mergeAppearances(single, gap) : single, { minDuration });
	const missing = missingPersons({ all, persons });
	if (all.length > 0 && missing.length > 0 && missing.length < persons.length)
		hint(missingInWords(itemId, missing), 'info');
	return { itemId, title, all, appearances, video, persons };
}

/**
 * The same as rows. Where there are none a hint says why, or a row where that is wanted; `always`: whether it is wanted
 * in any case; with `about` rows begin with the title of the video. Throws a VidiCoreError.
 */
export async function faceRows(
	http: VidiCoreHttp,
	found: FacesFound,
	output: FaceOutput,
	{ options }: Pick<WantedFaces, 'options'>,
	{ signal, hint, always = false, about }: Saying & { always?: boolean; about?: AboutVideo },
): Promise<object[]> {
	const { itemId, title, appearances } = found;
	const rows = rowsOf(found, output, options).map((row) => (about ? { title, ...row, ...linked(about.link) } : row));
	if (output === 'videos' ? appearances.length > 0 : rows.length > 0) return rows;
	const nothing = await sayNoFaces(http, found, { signal, hint });
	if (!always && !options.sayNothingFound) return rows;
	return [{ ...(about ? { title } : {}), ...nothingRow(itemId, nothing), ...rows[0], ...linked(about?.link) }];
}

/** Says as a hint why no face comes out. Throws a VidiCoreError. */
export async function sayNoFaces(http: VidiCoreHttp, found: FacesFound, { signal, hint }: Saying): Promise<Nothing> {
	const nothing = await whyNoFaces(http, { ...found, signal });
	hint(nothingHint(nothing), 'info');
	return nothing;
}

function rowsOf(
	{ itemId, appearances, persons }: FacesFound,
	output: FaceOutput,
	options: WantedFaces['options'],
): object[] {
	const rows = (list: readonly object[]): object[] => chosenRows(list, options, simpleFields);
	switch (output) {
		case 'appearances':
			return rows(appearances);
		case 'people':
			return rows(summarizePeople(appearances));
		case 'together':
			return rows(togetherSpans(appearances, persons));
		case 'videos':
			return [
				{
					itemId,
					people: rows(summarizePeople(appearances)),
					appearances: rows(appearances).map((row) => ({ ...row })),
				},
			];
	}
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
