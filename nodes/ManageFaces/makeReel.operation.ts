import { options } from '../kit/fields/grouped';
import { text } from '../kit/fields/plain';
import { operation, RowWithFiles } from '../kit/operation';
import { editListFields, editListFile, editListOptions } from '../reels/editListFile';
import { plannedReels } from '../reels/plannedReels';
import { planOf, reelFields, reelOptions, sourceOf, wantedOf } from '../reels/reelFields';
import { reelOutputs, reelRows } from '../reels/reelOutput';
import { wantedPersons } from '../reels/wantedPersons';

/** Every second in which somebody is seen, as the plan of a reel and as an edit list. */
export const makeReel = operation({
	value: 'makeReel',
	label: 'Make a Reel',
	action: 'Make a reel of a person',
	description: 'Every moment in which a person is seen, as a list of clips and as an edit list; nothing is started',
	fields: {
		...reelFields,
		title: text({
			displayName: 'Title',
			placeholder: 'e.g. Ada Nordin, all appearances',
			description: 'What the reel is called; the names unless given',
		}),
		...editListFields,
		options: options({ ...reelOptions, ...editListOptions }),
	},
	outputs: reelOutputs,
	async run(fields, { context, vidiCore, signal }) {
		const source = sourceOf(fields, context.getTimezone());
		const http = await vidiCore();
		const persons = await wantedPersons(http, fields.persons, signal);
		const planned = await plannedReels(http, source, wantedOf(fields, persons), planOf(fields), signal);
		const names = persons.map(({ name }) => name);
		const rows = reelRows(planned, fields.title || names.join(', '), names);
		const made: RowWithFiles[] = [];
		for (const [n, row] of rows.entries()) {
			const { editList, options: chosen } = fields;
			const asked = { editList, binaryField: fields.binaryField, title: row.title, mediaFolder: chosen.mediaFolder };
			const { fileName, binary } = await editListFile(context, planned.reels[n] ?? [], asked);
			made.push(new RowWithFiles({ ...row, ...(fileName === undefined ? {} : { fileName }) }, binary));
		}
		return made;
	},
});
