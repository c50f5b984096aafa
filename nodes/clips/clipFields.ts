import type { Field } from '../kit/field';
import { choice, number, text } from '../kit/fields/plain';
import { startFields } from '../paidJobs/startOptions';

const howTimes = 'Seconds from the beginning, a time code, or a time as VidiCore writes it.';

/** A time that the rows of Get Face Timespans have under that name. */
const timeField = (displayName: string, member: string, placeholder: string, description: string): Field<string> => {
	const field = text({ displayName, required: true, placeholder, description: `${description} ${howTimes}` });
	return { ...field, property: { ...field.property, default: `={{ $json.${member} }}` } };
};

/** Which piece of a video. */
export const clipFields = {
	from: timeField('From', 'start', 'e.g. 9.04, 10:00:09:01 or 226@PAL', 'Where the clip begins.'),
	to: timeField(
		'To',
		'end',
		'e.g. 19.04, 10:00:19:01 or 476@PAL',
		'Where the clip is over: the frame of this time is not in it any more.',
	),
};

/** What a time code means, for every operation that takes one. */
export const timeCodeFrom = choice({
	displayName: 'Time Code Counts From',
	options: [
		{ name: 'First Time Code of the File', value: 'file' },
		{ name: 'Zero', value: 'zero' },
	],
	default: 'file',
});

const handle = (displayName: string, where: string) =>
	number({
		displayName,
		default: 0,
		minValue: 0,
		maxValue: 3600,
		description: `How much of the video ${where} the clip is taken as well, as far as there is any`,
	});

/** Options of every operation that cuts. */
export const cuttingOptions = {
	handleBefore: handle('Seconds Before', 'before'),
	handleAfter: handle('Seconds After', 'after'),
	priority: startFields.priority,
	timeCodeFrom,
};
