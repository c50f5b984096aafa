import { options } from '../kit/fields/grouped';
import { operation } from '../kit/operation';
import { plannedReels } from '../reels/plannedReels';
import { sourceOf, wantedOf, whoAndWhere, whichMoments } from '../reels/reelFields';
import { momentOutputs, momentRows } from '../reels/reelOutput';
import { wantedPersons } from '../reels/wantedPersons';

/** When one of several persons, or all of them at once, are seen, over all videos. */
export const findPersons = operation({
	value: 'findAppearances',
	label: 'Find Appearances',
	action: 'Find the appearances of persons',
	description: 'When any of several persons is seen, or all of them at once: one item a moment, over all videos',
	pace: 'together',
	fields: { ...whoAndWhere, options: options(whichMoments) },
	outputs: momentOutputs,
	async run(fields, { context, vidiCore, signal, hint }) {
		const source = sourceOf(fields, context.getTimezone());
		const http = await vidiCore();
		const persons = await wantedPersons(http, fields.persons, signal);
		const wanted = wantedOf(fields, persons);
		const plan = { order: fields.options.order, mostClips: Infinity };
		const { reels, leftOut } = await plannedReels(http, source, wanted, plan, signal);
		if (leftOut.length > 0) hint(notShown(leftOut.map(({ reason }) => reason)));
		return momentRows(reels.flat());
	},
});

/** How many were left out for which reason. */
function notShown(reasons: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	const each = [...counts].map(([reason, count]) => `${count} (${reason.charAt(0).toLowerCase()}${reason.slice(1)})`);
	return `Not shown: ${each.join(', ')}.`;
}
