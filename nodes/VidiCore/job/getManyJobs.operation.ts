import type { JobDocument } from '../../../vidicore/jobs/documents';
import { pageOfJobs, type JobFilter } from '../../../vidicore/jobs/readJob';
import { endedStates, isoTime, jobData, runningStates } from '../../../vidicore/jobs/state';
import { isLastPage } from '../../../vidicore/pages';
import { UserError } from '../../kit/errors';
import { filters, optional } from '../../kit/fields/grouped';
import { limitFields, limitOf } from '../../kit/fields/limit';
import { unmarked } from '../../kit/fields/picker';
import { choice, choices, listFrom, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { shownState } from '../../kit/stateWords';
import { jobOutput, jobOutputs } from '../../paidJobs/jobOutput';
import { itemPicker } from '../../pickers/item';

const pageSize = 100;

const stateChoices = [...runningStates, ...endedStates]
	.filter((value) => value !== 'ABORT_PENDING')
	.map((value) => ({ value, name: shownState(value) }));

/** Jobs, the newest first. */
export const getManyJobs = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many jobs',
	description: 'Jobs by their state, type, item or user, the newest first',
	pace: 'together',
	fields: {
		user: choice({
			displayName: 'Started By',
			options: [
				{ name: 'Anybody', value: 'all', description: 'Needs the right to see the jobs of all users' },
				{ name: 'The User of the Credential', value: 'own' },
			],
			default: 'own',
		}),
		...limitFields,
		filters: filters({
			itemId: optional(unmarked(itemPicker)),
			startedSince: text({
				displayName: 'Started Since',
				placeholder: 'e.g. 2026-04-01T08:00:00Z',
				description: 'Only jobs that were started then or later',
			}),
			states: choices({ displayName: 'States', options: stateChoices, default: [], description: 'All when empty' }),
			types: text({
				displayName: 'Types',
				placeholder: 'e.g. ANALYZE, TRANSCODE',
				description: 'VidiCore’s words for kinds of jobs, with commas between them',
			}),
		}),
	},
	outputs: jobOutputs,
	async run(fields, { vidiCore, signal }) {
		const { itemId, startedSince, states, types } = fields.filters;
		const since = startedSince === '' ? undefined : timeOf(startedSince);
		const limit = limitOf(fields);
		const http = await vidiCore();
		const filter: JobFilter = {
			own: fields.user === 'own',
			states: states.length > 0 ? asked(states) : undefined,
			types: listFrom(types, 'Types'),
			metadata: itemId === undefined ? [] : [['itemId', itemId]],
			withMetadata: true,
			sort: 'startTime desc',
		};
		const found = new Map<string, JobDocument>();
		for (let first = 1; found.size < limit;) {
			const page = await pageOfJobs(http, { ...filter, first, number: pageSize }, { signal });
			const inTime = page.entries.filter(({ started }) => since === undefined || isSince(started, since));
			// A server that ignores the filter would list strangers' jobs.
			for (const job of inTime)
				if (itemId === undefined || jobData(job, 'itemId') === itemId) found.set(job.jobId, job);
			if (isLastPage(page, first, pageSize) || inTime.length < page.entries.length) break;
			first += page.entries.length;
		}
		return [...found.values()].slice(0, limit).map(jobOutput);
	},
});

/** Both spellings of the state that has two. */
const asked = (states: readonly string[]): string[] =>
	states.flatMap((state) => (state === 'ABORTED_PENDING' ? [state, 'ABORT_PENDING'] : [state]));

/** A job that does not say when it was started is not left out. */
const isSince = (started: string | undefined, since: number): boolean =>
	started === undefined || !(Date.parse(isoTime(started)) < since);

function timeOf(text: string): number {
	const time = Date.parse(text);
	if (!Number.isNaN(time)) return time;
	throw new UserError(
		`"Started Since" is no time: ${text.slice(0, 100)}`,
		'Enter it as 2026-04-01T08:00:00Z, or let an expression give one, such as {{ $now.minus({ days: 1 }) }}.',
	);
}
