import { fieldTypes } from '../../../vidicore/fields/types';
import type { VidiCoreHttp } from '../../../vidicore/http';
import {
	fieldsOfLongTexts,
	searchDocument,
	type Intervals,
	type Search,
	type Sort,
} from '../../../vidicore/search/document';
import { reworded, type Values } from '../../kit/field';
import { optional } from '../../kit/fields/grouped';
import { choice, text } from '../../kit/fields/plain';
import { collectionPicker } from '../../pickers/collection';
import { conditionOf, conditions } from './conditionFields';

/** What is looked for, as the user says it. */
export const searchFields = {
	conditions,
	combine: choice({
		displayName: 'Must Match',
		options: [
			{ name: 'All Conditions', value: 'AND' },
			{ name: 'Any Condition', value: 'OR' },
		],
		default: 'AND',
	}),
};

/** The rarer part of it. */
export const searchOptions = {
	fullText: text({
		displayName: 'Full Text',
		placeholder: 'e.g. council meeting',
		description: 'Words that stand anywhere in the metadata, in any order; * stands for any letters',
	}),
	inCollection: optional(
		reworded(collectionPicker, { displayName: 'In Collection', description: 'Only items in this collection' }),
	),
	searchIn: choice({
		displayName: 'Search In',
		options: [
			{ name: 'All Values', value: 'all' },
			{
				name: 'Values in Time Spans',
				value: 'timed',
				description: 'What belongs to a moment of the video, such as the faces of an analysis',
			},
			{
				name: 'Values Without a Time',
				value: 'generic',
				description: 'What belongs to the item as a whole. Faster, and the way to get more than 10,000 results.',
			},
		],
		default: 'all',
		description: 'Which values the conditions and the full text look at',
	}),
};

type SearchValues = Values<typeof searchFields> & {
	options: Pick<Values<typeof searchOptions>, 'fullText' | 'searchIn'>;
};

/** What was said, for VidiCore. Throws a UserError. */
export const searchOf = (values: SearchValues, sort: readonly Sort[] = []): Search & { intervals: Intervals } => {
	const search = { conditions: values.conditions.map(conditionOf), text: values.options.fullText };
	const { searchIn } = values.options;
	const intervals = searchIn === 'all' && isGeneric(search) ? 'generic' : searchIn;
	return { ...search, combine: values.combine, intervals, sort };
};

/** Fields of VidiCore's own that never stand in a time span (recorded). */
const generic = new Set(
	(
		'itemId title created user mediaType mimeType originalFilename originalFormat originalVideoCodec ' +
		'originalAudioCodec originalWidth originalHeight durationSeconds'
	).split(' '),
);

/** Whether it makes no difference that only values without a time are looked at. */
const isGeneric = ({ conditions: all, text: words }: Pick<Search, 'conditions' | 'text'>): boolean =>
	words === '' && all.every(({ field }) => generic.has(field));

/**
 * The search document. The types of fields are asked for only where they matter: for texts of more than one word.
 * Throws a VidiCoreError, `notFound` of a `metadata-field` for a field that VidiCore does not have.
 */
export async function documentOf(http: VidiCoreHttp, search: Search): Promise<object> {
	return searchDocument(search, await fieldTypes(http, fieldsOfLongTexts(search.conditions)));
}
