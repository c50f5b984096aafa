import { askedTexts } from '../../faces/askedPersons';
import type { PlanSettings, ReelOrder } from '../../faces/reel/plan';
import { mostClips } from '../../vidicore/clips/limits';
import { notAnId } from '../../vidicore/ids';
import { leastFilters } from '../appearances/leastFilters';
import { textsOrLines } from '../appearances/textsOrLines';
import { UserError } from '../kit/errors';
import { reworded, showWhen, type Values } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, number, text, toggle } from '../kit/fields/plain';
import { rangeEnds } from '../metadata/rangeEnds';
import { zonedDate } from '../metadata/zonedDate';
import { collectionPicker } from '../pickers/collection';
import { fieldPicker } from '../pickers/field';
import type { ReelSource } from './plannedReels';
import type { Wanted } from './plannedVideo';

/** Where videos are looked for. */
export const where = {
	from: choice({
		displayName: 'Videos From',
		options: [
			{ name: 'Archive', value: 'archive', description: 'All videos that the user of the credential may see' },
			{ name: 'Collection', value: 'collection' },
			{ name: 'List of Items', value: 'items' },
		],
		default: 'archive',
	}),
	collectionId: showWhen(
		reworded(collectionPicker, { description: 'Only videos in this collection', displayName: 'Collection' }),
		{ from: ['collection'] },
	),
	itemIds: showWhen(
		textsOrLines(
			{
				displayName: 'Items',
				placeholder: 'e.g. VX-108, VX-109',
				description: 'Their IDs with commas between them, or a list from an expression',
			},
			{ what: 'ids of items', example: '["VX-108", "VX-109"]' },
		),
		{ from: ['items'] },
	),
};

/** Who, and where. */
export const whoAndWhere = {
	persons: textsOrLines(
		{
			displayName: 'Persons',
			placeholder: 'e.g. Ada Nordin',
			description:
				'Names, or IDs of faces: one per line, or in one line separated by commas. A list from an expression is taken ' +
				'as well.',
		},
		{ what: 'names or ids', example: '["Davis, Sammy", "Ada Nordin"]' },
	),
	seen: choice({
		displayName: 'Seen',
		options: [
			{ name: 'All of Them at Once', value: 'together', description: 'Only while all of them are in the picture' },
			{ name: 'Any of Them', value: 'any', description: 'Whenever one of them is in the picture' },
		],
		default: 'any',
		description: 'With several persons: which moments are wanted',
	}),
	...where,
};

const seconds = (displayName: string, value: number, description: string) =>
	number({ displayName, default: value, minValue: 0, description });

const date = (displayName: string, description: string) =>
	optional(text({ displayName, placeholder: 'e.g. 2026-03-01', description }));

/** Which videos, by their date. */
export const dates = {
	dateField: optional(
		reworded(fieldPicker, {
			displayName: 'Date Field',
			description:
				'The field that says when a video was recorded, for order and dates. Without it "created" counts: when it came ' +
				'into VidiCore.',
		}),
	),
	dateFrom: date('Recorded From', 'Only videos of this day or later, by "Date Field"'),
	dateTo: date('Recorded To', 'Only videos of this day or earlier, by "Date Field"'),
};

/** Which moments, and their order. */
export const whichMoments = {
	...leastFilters('Faces'),
	mergeGapSeconds: seconds(
		'Merge Neighbors (Seconds)',
		1,
		'Appearances with no more than this between them are shown as one clip',
	),
	order: choice<ReelOrder>({
		displayName: 'Order',
		options: [
			{ name: 'By Confidence', value: 'confidence', description: 'The most certain first' },
			{ name: 'By Time', value: 'time', description: 'The oldest video first; see "Date Field"' },
			{ name: 'By Video', value: 'video', description: 'By the titles of the videos' },
		],
		default: 'time',
	}),
	conformedToo: toggle({
		displayName: 'Include Earlier Reels',
		default: false,
		description:
			'Whether to take clips out of items that were themselves made of clips. They show what other videos show too; in ' +
			'a list of items each one counts that is named.',
	}),
	...dates,
};

/** What is set of a reel alone. */
export const reelOptions = {
	...whichMoments,
	handleBefore: seconds('Seconds Before', 0, 'How much more of the video is shown before each clip'),
	handleAfter: seconds('Seconds After', 0, 'How much more of the video is shown after each clip'),
	longestSeconds: optional(
		number({
			displayName: 'Longest Total (Seconds)',
			default: 600,
			minValue: 1,
			description: 'Clips are taken in their order while they fit; the others are listed as left out',
		}),
	),
};

type Where = Values<typeof where> & { options: Values<typeof dates> };
type Fields = Values<typeof whoAndWhere> & { options: Values<typeof whichMoments> };
type Lengths = Partial<Pick<Values<typeof reelOptions>, 'handleBefore' | 'handleAfter' | 'longestSeconds'>>;

/** Where is looked, as the user says it. Throws a UserError. */
export function sourceOf(fields: Where, zone: string): ReelSource {
	const { dateField = 'created', dateFrom = '', dateTo = '' } = fields.options;
	const [from, to] = [dateFrom, dateTo].map((one) => zonedDate(one, zone)) as [string, string];
	if (fields.from === 'items') {
		if (from + to !== '')
			throw new UserError(
				'"Recorded From" and "Recorded To" do not go with a list of items',
				'Remove them, or look in the archive or in a collection.',
			);
		return { dateField, itemIds: idsOf(fields.itemIds) };
	}
	return {
		dateField,
		...(from + to === '' ? {} : rangeEnds(dateField, from, to)),
		...(fields.from === 'collection' ? { collectionId: fields.collectionId } : {}),
	};
}

function idsOf(asked: string | string[]): string[] {
	const ids = askedTexts(asked, () => []);
	if (ids.length === 0) throw new UserError('"Items" is empty', 'Name at least one, for example VX-108.');
	for (const id of ids) {
		const why = notAnId(id);
		if (why !== undefined)
			throw new UserError(`"Items" holds something that is no id: it is ${why}`, 'An id looks like VX-108.');
	}
	return ids;
}

/** Which moments are wanted; without handles where there are none. */
export const wantedOf = (
	{ seen, from, options }: Fields & { options: Lengths },
	persons: Wanted['persons'],
): Wanted => ({
	persons,
	who: seen,
	conformedToo: options.conformedToo || from === 'items',
	minConfidence: options.minConfidence ?? 0,
	minSeconds: options.minDuration ?? 0,
	gapSeconds: options.mergeGapSeconds,
	handleBefore: options.handleBefore ?? 0,
	handleAfter: options.handleAfter ?? 0,
});

/** In which order, how long and in how many reels. */
export const planOf = ({ options: { order, longestSeconds } }: Fields & { options: Lengths }): PlanSettings => ({
	order,
	longestSeconds,
	mostClips,
});
