import { VidiCoreError } from '../../../vidicore/errors';
import { runJobAgain } from '../../../vidicore/jobs/changeJob';
import type { JobDocument } from '../../../vidicore/jobs/documents';
import { readJob } from '../../../vidicore/jobs/readJob';
import { jobData, jobOutcome, jobState } from '../../../vidicore/jobs/state';
import { attemptOf } from '../../kit/attempt';
import { digest } from '../../kit/digest';
import { UserError } from '../../kit/errors';
import { reworded } from '../../kit/field';
import { options } from '../../kit/fields/grouped';
import { operation } from '../../kit/operation';
import { jobOutput, jobOutputs } from '../../paidJobs/jobOutput';
import { LastStarts } from '../../paidJobs/lastStarts';
import { startFields } from '../../paidJobs/startOptions';
import { Turns } from '../../paidJobs/turns';
import { anyJobPicker } from '../../pickers/job';

/** The same job at the same moment: one after the other, so that the second finds what the first has started. */
const turns = new Turns();
const lastStarts = new LastStarts();

/** Starts a job of VidiCore's own a second time; what VidiNet bills is left to the nodes that ask for its cost. */
export const runAgain = operation({
	value: 'runAgain',
	label: 'Run Again',
	action: 'Run a job again',
	description: 'Start a job that has ended a second time, with all its parameters; not one that VidiNet bills',
	fields: {
		jobId: reworded(anyJobPicker, { description: 'The job that is to be started again' }),
		options: options({ priority: startFields.priority }),
	},
	outputs: {
		...jobOutputs,
		ofJobId: 'The job that was run again',
		started: 'Whether this node started the job; false when the same runs already',
		reason: 'Why it was not started',
	},
	async run({ jobId, options: { priority } }, { context, item, vidiCore, signal }) {
		const http = await vidiCore();
		const cancelled = () =>
			new VidiCoreError('The execution was cancelled; nothing was started', { kind: 'cancelled' }, at(jobId));
		const attempt = digest(http.root, jobId, ...attemptOf(context, item));
		const work = async () => {
			const last = lastStarts.get(attempt);
			if (last && 'jobId' in last) {
				const job = await readJob(http, last.jobId, { signal });
				return { ...jobOutput(job), ofJobId: jobId, started: false, reason: 'An attempt before this one started it' };
			}
			const job = await readJob(http, jobId, { signal });
			refuseRunning(job);
			refusePaid(job);
			const again = await runJobAgain(http, job, priority, signal);
			lastStarts.remember(attempt, again.job);
			const reason = again.started ? {} : { reason: 'The same is running already' };
			return { ...jobOutput(again.job), ofJobId: jobId, started: again.started, ...reason };
		};
		return await turns.take(digest(http.root, jobId), work, { signal, cancelled });
	},
});

const at = (jobId: string) => ({ method: 'POST', path: `/API/job/${jobId}/re-run` }) as const;

function refuseRunning({ jobId, status }: JobDocument): void {
	if (jobOutcome(status) === 'running')
		throw new UserError(
			`${jobId} is still ${jobState(status)} (${status})`,
			'Nothing was started. Wait for it with "Wait For Job", or end it with "Job: Abort" first.',
		);
}

/** VidiCore's own work (the vendor's list of types); whatever else there is may be billed. */
const ownTypes = new Set(
	(
		'IMPORT PLACEHOLDER_IMPORT RAW_IMPORT AUTO_IMPORT SHAPE_IMPORT SIDECAR_IMPORT ESSENCE_VERSION TRANSCODE ' +
		'TRANSCODE_RANGE CONFORM TIMELINE THUMBNAIL EXPORT COPY_FILE SHAPE_UPDATE LIST_ITEMS UPDATE_LIBRARY_ITEM_METADATA'
	).split(' '),
);

/** What of its parameters says that somebody else does the work: a service, or a resource of VidiNet. */
const foreign = /^cognitive_service_|vidinet|^resourceId$/i;

function refusePaid(job: JobDocument): void {
	const { jobId, type = '', data = [] } = job;
	if (ownTypes.has(type) && !data.some(({ key }) => foreign.test(key))) return;
	const itemId = jobData(job, 'itemId') ?? jobData(job, 'item');
	const instead =
		type === 'ANALYZE'
			? `Use "Analyze Item"${itemId ? ` with ${itemId}` : ''} and "If It Was Analyzed Already: Analyze Again"`
			: 'For a training use "Train Collection", and for other services the node or page that started it';
	throw new UserError(
		`${jobId} is of the type ${type || 'unknown'}, which VidiNet may bill again`,
		`Nothing was started. ${instead}: there the cost is asked for first and "Cost Ceiling" holds.`,
	);
}
