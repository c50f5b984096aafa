import { nothingOutputs } from '../appearances/nothingFound';

/** What comes out of Get Analysis Results. */
export const resultOutputs = {
	itemId: 'The item',
	type: 'The kind of analysis in its own word, such as label, transcript or face',
	analyzer: 'Which analyzer found it',
	value: 'What was found: a label, spoken words, a name',
	valueId: 'What the analyzer calls it',
	description: 'What the analyzer says of it',
	confidence: 'How sure the analyzer is, from 0 to 1',
	start: 'Begin in VidiCore’s notation: samples @ time base',
	end: 'End in the same notation; at this instant it is over',
	startSeconds: 'Begin in seconds from the beginning of the video',
	endSeconds: 'End in seconds, exclusive',
	durationSeconds: 'How long, in seconds',
	startTimecode: 'Begin as a time code, counted from the start time code of the video',
	endTimecode: 'End as a time code, exclusive',
	thumbnailUrl: 'A picture of it, where the analyzer made one',
	detectedAt: 'When it was found',
	mergedFrom: 'How many neighboring results were joined into this one',
	fields: 'Further fields of the result, as VidiCore holds them',
	extra: 'Further groups of the result, as VidiCore holds them',
	analyses: 'Per video: which types and analyzers the item holds results of, wanted or not',
	results: 'In a file: how many; per video: all of them',
	fileName: 'The name of the file',
	...nothingOutputs,
};
