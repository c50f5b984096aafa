import { compareTimes, frameOfTimecode, parseTime, toSeconds } from '../../faces/timecode';
import { frameNumbers, videoTimeOf } from '../../faces/videoTime';
import type { SameTime, TimedNote } from '../../vidicore/fields/changes';
import type { FieldDefinition } from '../../vidicore/fields/definitions';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readMediaFacts } from '../../vidicore/items/mediaFacts';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import { rows } from '../kit/fields/grouped';
import { text } from '../kit/fields/plain';
import { givenValues, writableField, type Given } from './givenValues';

// n8n wants the fields of a row in the order of their names.
const rowFields = {
	begin: text({ displayName: 'Begin', required: true, placeholder: 'e.g. 9.5 or 10:00:09:12' }),
	end: text({ displayName: 'End', required: true, placeholder: 'e.g. 12 or 10:00:12:00' }),
	field: text({
		displayName: 'Field',
		required: true,
		placeholder: 'e.g. station_note',
		description: 'The name of the metadata field into which the text is written',
	}),
	group: text({
		displayName: 'Group',
		description: 'The name of the field group in which the field stands; none when empty',
	}),
	text: text({ displayName: 'Text', required: true, rows: 2 }),
};

/** Texts for parts of the video. */
export const timedNotes = rows({
	displayName: 'Timed Notes',
	placeholder: 'Add Note',
	description:
		'Texts for a part of the video. Begin and end are seconds from the beginning, or time codes of the video ' +
		'(10:00:09:12). A note that is there already is not written again.',
	row: { name: 'note', displayName: 'Note' },
	fields: rowFields,
});

/** Whether two times are one, in whatever base. */
export const sameTime: SameTime = (one, other) => compareTimes(parseTime(one), parseTime(other)) === 0;

/**
 * The notes with their times as VidiCore counts them. What is known of the video is read only where a time code was
 * entered. Throws a UserError for what cannot be meant, and a VidiCoreError.
 */
export async function notesOf(
	http: VidiCoreHttp,
	{ itemId, zone }: Given,
	given: ReadonlyArray<Values<typeof rowFields>>,
	defined: ReadonlyMap<string, FieldDefinition>,
	signal?: AbortSignal,
): Promise<TimedNote[]> {
	const isTimecode = ({ begin, end }: { begin: string; end: string }) => begin.includes(':') || end.includes(':');
	const facts = given.some(isTimecode) ? await readMediaFacts(http, itemId, signal) : undefined;
	const numbers = facts && frameNumbers(videoTimeOf(facts));
	const timeOf = (text: string, label: string): string => {
		if (/^\d+(\.\d+)?$/.test(text)) return `${Math.round(Number(text) * 1000)}@1000`;
		const frame = numbers && frameOfTimecode(text, numbers.frameRate);
		if (numbers && frame !== undefined && frame >= numbers.startFrame) {
			const { rate, per } = numbers.frameRate;
			return `${frame - numbers.startFrame}@${rate}${per === 1n ? '' : `:${per}`}`;
		}
		throw new UserError(
			`"${label}" of a note for ${itemId} is "${text.slice(0, 40)}", which is no time of this video`,
			'Enter seconds from the beginning, such as 9.5, or a time code of the video, such as 10:00:09:12. ' +
				(facts && !numbers
					? 'VidiCore knows no frame rate of it, so only seconds can be used.'
					: 'Nothing was written.'),
		);
	};
	return given.map((row) => {
		const [start, end] = [timeOf(row.begin, 'Begin'), timeOf(row.end, 'End')];
		if (seconds(end) <= seconds(start))
			throw new UserError(
				`A note for ${itemId} ends at ${row.end}, which is not after ${row.begin}`,
				'Nothing was written. Enter the time at which the note ends.',
			);
		const field = writableField(defined, row.field);
		const [value = ''] = givenValues(field, row.text, { itemId, zone });
		return { start, end, field: field.name, text: value, ...(row.group === '' ? {} : { group: row.group }) };
	});
}

function seconds(text: string): number {
	const time = parseTime(text);
	return typeof time === 'string' ? NaN : toSeconds(time);
}
