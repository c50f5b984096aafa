import { resultFormats } from '../../faces/results/resultFormats';
import { alphabetically } from '../kit/alphabet';
import { UserError } from '../kit/errors';
import { showWhen } from '../kit/field';
import { filters, optional } from '../kit/fields/grouped';
import { choice, choices, number, text } from '../kit/fields/plain';
import { textsOrLines } from '../appearances/textsOrLines';

export type ResultFormatName = keyof typeof resultFormats;

const onlyFiles = { output: ['file'] };
const onlyThese = { show: ['types'] };

/** Which file, and where it goes. */
export const fileFields = {
	fileFormat: showWhen(
		choice({
			displayName: 'File Format',
			options: (Object.keys(resultFormats) as ResultFormatName[])
				.map((value) => {
					const { label, extension, ...more } = resultFormats[value];
					return {
						name: `${label} (.${extension})`,
						value,
						...('description' in more ? { description: more.description } : {}),
					};
				})
				.sort((a, b) => alphabetically(a.name, b.name)),
			default: 'webVtt',
		}),
		onlyFiles,
	),
	binaryField: showWhen(
		text({
			displayName: 'Put Output File in Field',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		}),
		onlyFiles,
	),
};

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
	minConfidence: optional(
		number({
			displayName: 'Smallest Confidence',
			default: 0.75,
			minValue: 0,
			maxValue: 1,
			precision: 3,
			description: 'From 0 to 1. Results without a confidence are kept.',
		}),
	),
	minDuration: optional(
		number({
			displayName: 'Smallest Duration (Seconds)',
			default: 1,
			minValue: 0,
			precision: 3,
			description: 'Leaves out what is shorter, after neighbours are joined',
		}),
	),
	values: textsOrLines({
		displayName: 'Values',
		placeholder: 'e.g. Car, Crowd',
		description:
			'Only these, by value or ID: one per line, or in one line separated by commas. A value that has a comma itself ' +
			'stands on a line of its own, or in a list that an expression gives.',
	}),
});
