import { askedTexts } from '../../faces/askedPersons';
import { mergeRows } from '../../faces/merge';
import { filterResults } from '../../faces/results/filterResults';
import { ResultReader } from '../../faces/results/readResults';
import { resultKey } from '../../faces/results/result';
import { resultFormats } from '../../faces/results/resultFormats';
import { readTimedMetadata } from '../../vidicore/items/timedMetadata';
import { csvOptions, csvSettings } from '../appearances/csvOptions';
import { readInVideo } from '../appearances/readInVideo';
import { isSimple, laterRowOptions, simplifyRows } from '../appearances/laterVersion';
import { chosenGap, chosenRows, mergeGapSeconds, timeOptions } from '../appearances/timeOptions';
import { writtenFile } from '../appearances/writtenFile';
import { nothingHint, nothingRow } from '../appearances/nothingFound';
import { options } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { isTool } from '../kit/n8nFunctions';
import { operation, RowWithFiles } from '../kit/operation';
import { fromInput } from '../pickers/fromInput';
import { itemPicker } from '../pickers/item';
import { whyNoResults } from './noResults';
import { fileFields, resultFilters, typeFields, wantedTypes } from './resultFields';
import { resultOutputs } from './resultOutputs';

/** What any analysis found in one item, in the form the user chose. */
export const getAnalysisResults = operation({
	value: 'get',
	label: 'Get',
	action: 'Get what analyses found in a video',
	description: 'Labels, spoken words, faces and whatever else an analysis found in an item, from when to when',
	pace: 'together',
	fields: {
		itemId: fromInput(itemPicker, 'itemId'),
		output: choice({
			displayName: 'Output',
			options: [
				{
					name: 'One File per Video',
					value: 'file',
					description: 'Captions or a table, as binary data',
				},
				{
					name: 'One Item per Result',
					value: 'results',
					description: 'What was found, start, end, time codes and confidence',
				},
				{
					name: 'One Item per Video',
					value: 'videos',
					description: 'With the list of analyses and the list of results',
				},
			],
			default: 'results',
		}),
		simplify: simplifyRows(['results', 'videos']),
		...fileFields,
		...typeFields,
		filters: resultFilters,
		options: options({
			...csvOptions,
			...timeOptions,
			...laterRowOptions,
			groups: text({
				displayName: 'Metadata Groups',
				placeholder: 'e.g. adu_label_AWSVideoRekognitionAnalyzer',
				description:
					'Only these groups are asked of VidiCore, separated by commas, which is faster where an item holds much ' +
					'else. Empty: all that it holds.',
			}),
			mergeGapSeconds: mergeGapSeconds(
				'Join results of the same analysis with the same value that are at most this far apart. Without this option ' +
					'they come out as they were found.',
			),
		}),
	},
	outputs: resultOutputs,
	async run(fields, { context, vidiCore, signal, hint }) {
		const { itemId, options: chosen, filters: which } = fields;
		const types = wantedTypes(fields);
		const groups = chosen.groups
			.split(/[,\r\n]/)
			.map((group) => group.trim())
			.filter(Boolean);
		const http = await vidiCore();
		const { reader, video } = await readInVideo(http, itemId, {
			typed: { frameRate: chosen.frameRate ?? '', startTimecode: chosen.startTimecode ?? '' },
			readerFor: (time) => new ResultReader(itemId, types, time),
			windows: (durationSeconds) => readTimedMetadata(http, itemId, { groups, untimed: true, durationSeconds, signal }),
			words: { loss: 'result', node: 'Get Analysis Results' },
			...{ signal, hint },
		});
		const all = reader.rows();
		const values = askedTexts(which.values, () => all.flatMap(({ value, valueId }) => [value, valueId]));
		const analyzers = askedTexts(which.analyzers, () => all.map(({ analyzer }) => analyzer));
		const { contains, minConfidence, minDuration } = which;
		const single = filterResults(all, { analyzers, values, contains, minConfidence });
		const gap = chosenGap(chosen, single, video.frameRate);
		// Joined before they are measured: many short looks at one thing are one long one.
		const results = filterResults(gap ? mergeRows(single, gap, resultKey) : single, { minDuration });
		const nothing =
			results.length > 0 ? undefined : await whyNoResults(http, { itemId, types, groups, values, all, reader, signal });
		if (nothing) hint(nothingHint(nothing), 'info');
		const said = nothing && (chosen.sayNothingFound || isTool(context)) ? nothingRow(itemId, nothing) : undefined;
		const rows = (): object[] => chosenRows(results, { ...chosen, simplify: isSimple(context, fields) }, simpleFields);
		switch (fields.output) {
			case 'results':
				return said ?? rows();
			case 'videos':
				return { ...said, itemId, analyses: reader.analyses, results: rows().map((row) => ({ ...row })) };
			case 'file': {
				const settings = { itemId, ...csvSettings(chosen) };
				const format = resultFormats[fields.fileFormat];
				const wanted = { name: `${itemId}-results`, format, rows: results, settings };
				const { fileName, binary } = await writtenFile(context, wanted);
				return new RowWithFiles({ itemId, fileName, results: results.length }, { [fields.binaryField]: binary });
			}
		}
	},
});

/** What most users put into a sheet or a message. */
const simpleFields = new Set([
	'itemId',
	'type',
	'value',
	'description',
	'confidence',
	'startSeconds',
	'endSeconds',
	'durationSeconds',
	'startTimecode',
	'endTimecode',
]);
