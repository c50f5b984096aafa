import { askedPersons } from '../../faces/askedPersons';
import { filterAppearances } from '../../faces/filter';
import { mergeAppearances } from '../../faces/merge';
import { summarizePeople } from '../../faces/people';
import { togetherSpans } from '../../faces/together';
import { defaultFaceGroup } from '../../vidicore/items/faceMetadata';
import { appearanceOutputs } from '../appearances/appearanceOutputs';
import { facesInVideo } from '../appearances/facesInVideo';
import { chosenGap, chosenRows, mergeGapSeconds, rowOptions, timeOptions } from '../appearances/timeOptions';
import { options } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { itemPicker } from '../pickers/item';
import { appearancesFile } from './appearancesFile';
import { faceFilters } from './faceFilters';
import { fileFields, fileOptions } from './fileFields';

/** Who is seen when in one item's video, in the form the user chose. */
export const getFaceTimespans = operation({
	value: 'get',
	label: 'Get',
	action: 'Get who is seen when in a video',
	description: 'Who is seen in a video, from when to when, as the face service found it',
	pace: 'together',
	fields: {
		itemId: itemPicker,
		output: choice({
			displayName: 'Output',
			options: [
				{
					name: 'One File per Video',
					value: 'file',
					description: 'Captions, a table, or markers for an editing system, as binary data',
				},
				{
					name: 'One Item per Appearance',
					value: 'appearances',
					description: 'Person, start, end, time codes and confidence',
				},
				{
					name: 'One Item per Person',
					value: 'people',
					description: 'With the total of seconds and the number of appearances',
				},
				{
					name: 'One Item per Time Together',
					value: 'together',
					description: 'When several people are seen at once: those of the filter "Persons", or anybody with anybody',
				},
				{
					name: 'One Item per Video',
					value: 'videos',
					description: 'With the list of people and the list of appearances',
				},
			],
			default: 'appearances',
		}),
		...fileFields,
		filters: faceFilters,
		options: options({
			...fileOptions,
			...timeOptions,
			...rowOptions,
			group: text({
				displayName: 'Metadata Group',
				default: defaultFaceGroup,
				description: 'Where the service writes what it finds. Only other face services need another group.',
			}),
			mergeGapSeconds: mergeGapSeconds(
				'Join appearances of the same person that are at most this far apart. Without this option they come out as ' +
					'the service found them.',
			),
		}),
	},
	outputs: {
		...appearanceOutputs,
		appearances: 'Per person and in a file: how many; per video: all of them',
		totalSeconds: 'Per person: for how long in total; overlapping appearances count once',
		firstSeconds: 'Per person: when first seen, in seconds',
		lastSeconds: 'Per person: when last seen, in seconds',
		firstTimecode: 'Per person: when first seen',
		lastTimecode: 'Per person: when last seen',
		bestConfidence: 'Per person: the surest of their appearances',
		people: 'Per time together: the names; per video: a row for each person',
		personIds: 'Per time together: what the face service calls them',
		fileName: 'The name of the file',
	},
	async run(fields, { context, vidiCore, signal, hint }) {
		const { itemId, options: chosen, filters: who } = fields;
		const { appearances: all, video } = await facesInVideo(await vidiCore(), itemId, {
			typed: { frameRate: chosen.frameRate ?? '', startTimecode: chosen.startTimecode ?? '' },
			group: chosen.group || defaultFaceGroup,
			...{ signal, hint },
		});
		const persons = askedPersons(who.persons, all);
		const { minConfidence, minDuration, show } = who;
		// Joined before they are measured: many short looks at one face are one long one.
		const single = filterAppearances(all, { minConfidence, show, persons });
		const gap = chosenGap(chosen, single, video.frameRate);
		const appearances = filterAppearances(gap ? mergeAppearances(single, gap) : single, { minDuration });
		const rows = (list: readonly object[]): object[] => chosenRows(list, chosen, simpleFields);
		switch (fields.output) {
			case 'people':
				return rows(summarizePeople(appearances));
			case 'together':
				return rows(togetherSpans(appearances, persons));
			case 'videos':
				return {
					itemId,
					people: rows(summarizePeople(appearances)),
					appearances: rows(appearances).map((row) => ({ ...row })),
				};
			case 'file': {
				const { fileFormat: format, binaryField } = fields;
				return await appearancesFile(context, { itemId, appearances, video, format, binaryField, options: chosen });
			}
			case 'appearances':
				return rows(appearances);
		}
	},
});

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
