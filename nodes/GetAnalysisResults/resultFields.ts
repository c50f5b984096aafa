import { resultFormats } from '../../faces/results/resultFormats';
import { fileFieldsFor } from '../appearances/fileFields';
import { leastFilters } from '../appearances/leastFilters';
import { textsOrLines } from '../appearances/textsOrLines';
import { UserError } from '../kit/errors';
import { showWhen } from '../kit/field';
import { filters } from '../kit/fields/grouped';
import { choice, choices, text } from '../kit/fields/plain';

const onlyThese = { show: ['types'] };

/** Which file, and where it goes. */
export const fileFields = fileFieldsFor(resultFormats, 'webVtt');

/** Which kinds of analysis. */
export const typeFields = {
	show: choice({
		displayName: 'Results',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'These Types', value: 'types' },
		],
		default: 'all',
	}),
	types: showWhen(
		choices({
			displayName: 'Types',
			options: [
				{ name: 'Celebrity', value: 'celebrity' },
				{ name: 'Face', value: 'face' },
				{ name: 'Label', value: 'label' },
				{ name: 'Moderation', value: 'moderation' },
				{ name: 'Transcript', value: 'transcript' },
			],
			default: [],
			description: 'What kinds of analysis, as usual words for them. An analyzer may use another one, see below.',
		}),
		onlyThese,
	),
	otherTypes: showWhen(
		text({
			displayName: 'Other Types',
			placeholder: 'e.g. logo, speech',
			description:
				'Further kinds, separated by commas: the word behind "adu_" in the names of their metadata groups. Where ' +
				'nothing is found, the node says which ones the item holds.',
		}),
		onlyThese,
	),
};

/** The wanted types; none are all. Throws a UserError when only some are wanted and none is named. */
export function wantedTypes(chosen: { show: 'all' | 'types'; types: string[]; otherTypes: string }): string[] {
	if (chosen.show === 'all') return [];
	const others = chosen.otherTypes.split(/[,\r\n]/).map((type) => type.trim());
	const types = [...chosen.types, ...others].filter((type) => type !== '');
	if (types.length > 0) return types;
	throw new UserError('No type is chosen', 'Choose one of "Types", type one into "Other Types", or take all results.');
}

/** Which results are wanted. */
export const resultFilters = filters({
	analyzers: textsOrLines({
		displayName: 'Analyzers',
		placeholder: 'e.g. AWSVideoRekognitionAnalyzer',
		description: 'Only results of these: one per line, or in one line separated by commas',
	}),
	contains: text({
		displayName: 'Contains',
		placeholder: 'e.g. council',
		description: 'Only results with these letters in their value or description, whatever their case',
	}),
	...leastFilters('Results'),
	values: textsOrLines({
		displayName: 'Values',
		placeholder: 'e.g. Car, Crowd',
		description:
			'Only these, by value or ID: one per line, or in one line separated by commas. A value that has a comma itself ' +
			'stands on a line of its own, or in a list that an expression gives.',
	}),
});
