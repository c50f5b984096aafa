import { options } from '../kit/fields/grouped';
import { text } from '../kit/fields/plain';
import { operation, RowWithFiles } from '../kit/operation';
import { editListFields, editListFile, editListOptions } from '../reels/editListFile';
import { plannedReels } from '../reels/plannedReels';
import { reelJobFields, reelJobOptions, startedReel } from '../reels/reelJob';
import { planOf, reelOptions, sourceOf, wantedOf, whoAndWhere } from '../reels/reelFields';
import { reelOutputs, reelRows } from '../reels/reelOutput';
import { wantedPersons } from '../reels/wantedPersons';

/** Every second in which somebody is seen: as a plan, as a new item that VidiCore makes, and as an edit list. */
export const makeReel = operation({
	value: 'makeReel',
	label: 'Make a Reel',
	action: 'Make a reel of a person',
	description: 'Every moment in which a person is seen, as a new video in VidiCore, or as a plan and an edit list',
	fields: {
		...whoAndWhere,
		title: text({
			displayName: 'Title',
			placeholder: 'e.g. Ada Nordin, all appearances',
			description: 'What the reel is called; the names unless given',
		}),
		...reelJobFields,
		...editListFields,
		options: options({ ...reelOptions, ...reelJobOptions, ...editListOptions }),
	},
	outputs: reelOutputs,
	async run(fields, call) {
		const { context, signal } = call;
		const source = sourceOf(fields, context.getTimezone());
		const http = await call.vidiCore();
		const persons = await wantedPersons(http, fields.persons, signal);
		const planned = await plannedReels(http, source, wantedOf(fields, persons), planOf(fields), signal);
		const names = persons.map(({ name }) => name);
		const rows = reelRows(planned, fields.title || names.join(', '), names);
		const made: RowWithFiles[] = [];
		for (const [n, row] of rows.entries()) {
			const segments = planned.reels[n] ?? [];
			const { editList, binaryField, options: chosen } = fields;
			// Before the job: clips that the list has no words for must not cost one.
			const asked = { editList, binaryField, title: row.title, mediaFolder: chosen.mediaFolder };
			const { fileName, binary } = await editListFile(context, segments, asked);
			const job = fields.make === 'reel' ? await startedReel(call, http, { ...row, segments }, fields) : {};
			made.push(new RowWithFiles({ ...job, ...row, ...(fileName === undefined ? {} : { fileName }) }, binary));
		}
		return made;
	},
});
