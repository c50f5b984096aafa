import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { WaitResult } from '../../vidicore/jobs/waitForJobs';
import { createNotification, deleteNotification, scopes, whenStopped } from '../../vidicore/notifications/notification';
import { UserError } from '../kit/errors';
import { isLocal } from '../kit/localAddress';
import { cancelSignal, isN8n1, showHint } from '../kit/n8nFunctions';
import { lookAt } from './checkOnce';
import { forget, recall, remember, type Parking } from './parking';
import { sortedJobs } from './sortedJobs';
import { jobIds, namedJobs } from './namedJobs';
import type { JobValues, WaitSettings } from './waitSettings';

const minuteMs = 60_000;

/**
 * Lets VidiCore call when the jobs have ended, and parks the execution until then: it holds no worker and survives
 * restarts. Looks first and once more after the notifications are made, so that a job which ended meanwhile is not
 * missed. When n8n wakes the execution by time, its input goes to "Still Running"; led back to this node, the next
 * round looks again. Throws when a job is not known, when the time for all rounds is over, where n8n would lose the
 * jobs, and where no call can come.
 */
export async function parkUntilCalledBack(
	items: readonly JobValues[],
	settings: WaitSettings,
	context: IExecuteFunctions,
	http: VidiCoreHttp,
): Promise<INodeExecutionData[][]> {
	refuseLoss(context, settings);
	const jobs = namedJobs(items, context.getInputData()).map((jobId, item) => {
		if (jobId instanceof UserError) throw jobId;
		return { item, jobId, input: context.getInputData()[item]?.json ?? {} };
	});
	const outputs = await parkJobs(jobs, settings, context, http);
	return outputs ?? [context.getInputData()];
}

/** Refuses to park where n8n would lose the jobs, or no call can come: before a job is started, where one is to be. */
export function refuseHopeless(context: IExecuteFunctions, http: VidiCoreHttp, settings: WaitSettings): void {
	refuseLoss(context, settings);
	refuseUnreachable(resumeUrl(context), http, settings);
}

/** The same for jobs that are known already. Resolves to what comes out; undefined: the execution is parked. */
export async function parkJobs(
	jobs: Parking['jobs'],
	settings: WaitSettings,
	context: IExecuteFunctions,
	http: VidiCoreHttp,
): Promise<INodeExecutionData[][] | undefined> {
	const memory = context.getContext('node');
	const parking: Parking = recall(memory, jobs) ?? { jobs, since: Date.now(), notifications: {} };
	remember(memory, parking);
	const look = async () => await lookAt(http, jobIds(jobs.map(({ jobId }) => jobId)), cancelSignal(context));
	let results = await look();
	refuseUnknown(results);
	if (running(results).length > 0) {
		const left = settings.limitMinutes * minuteMs - (Date.now() - parking.since);
		if (left <= 0) return await giveUp(context, http, parking, results, settings);
		const url = resumeUrl(context);
		refuseUnreachable(url, http, settings);
		await register(url, http, parking, running(results));
		warnOfLocal(context, url);
		results = await look();
		if (running(results).length > 0) {
			await context.putExecutionToWait(new Date(Date.now() + Math.min(left, againMs(settings))));
			return undefined;
		}
	}
	await takeBack(http, parking);
	forget(memory);
	return sortedJobs(jobs.map((job) => ({ ...job, result: results.get(job.jobId) })));
}

/** In an n8n 1 all jobs come out of "Still Running" after a call: right only where that is led back. */
function refuseLoss(context: IExecuteFunctions, settings: WaitSettings): void {
	if (isN8n1(context) && againMs(settings) === Infinity)
		throw new UserError(
			'This n8n hands on only the first output of a node that was called back, so the jobs would get lost',
			'Connect "Still Running" back to the input of this node and add the option "Check Again After", choose "Wait ' +
				'Here" instead, or update n8n to 2.39 or newer.',
		);
}

const running = (results: ReadonlyMap<string, WaitResult>): string[] =>
	[...results].flatMap(([id, { kind }]) => (kind === 'ended' || kind === 'unreadable' ? [] : [id]));

function refuseUnknown(results: ReadonlyMap<string, WaitResult>): void {
	for (const result of results.values()) if (result.kind === 'unreadable') throw result.error;
}

/**
 * Only where "Still Running" is led back can it look again, and a node cannot see that; so the user says so with this
 * option. Without it the whole time is waited for the call.
 */
const againMs = ({ options: { checkAgainMinutes } }: WaitSettings): number =>
	checkAgainMinutes === undefined ? Infinity : checkAgainMinutes * minuteMs;

/**
 * A notification for each job that has none. When one cannot be made, those made before are taken back, and the error
 * says so.
 */
async function register(url: string, http: VidiCoreHttp, parking: Parking, ids: readonly string[]): Promise<void> {
	try {
		for (const jobId of ids)
			parking.notifications[jobId] ??= await createNotification(http, scopes.job(jobId), whenStopped, url);
	} catch (error) {
		await takeBack(http, parking);
		await Promise.reject(error);
	}
}

/**
 * VidiCore on another machine cannot call "localhost", which n8n takes for its address where WEBHOOK_URL is not set:
 * the whole time would be waited for a call that cannot come. Only where the node looks again by itself that does no
 * harm.
 */
function refuseUnreachable(url: string, http: VidiCoreHttp, settings: WaitSettings): void {
	if (isLocal(url) && !isLocal(http.root) && againMs(settings) === Infinity)
		throw new UserError(
			`VidiCore cannot reach n8n at ${new URL(url).origin}, so its call would never come`,
			'This is the address n8n believes to have. Set WEBHOOK_URL of n8n to an address that VidiCore can reach, or ' +
				'connect "Still Running" back to this node and add the option "Check Again After", or choose "Wait Here".',
		);
}

function warnOfLocal(context: IExecuteFunctions, url: string): void {
	if (isLocal(url))
		showHint(
			context,
			`VidiCore is to call ${new URL(url).origin}, which it reaches only if it runs on the same machine as n8n. ` +
				'Otherwise set WEBHOOK_URL of n8n to an address that VidiCore can reach.',
		);
}

/** This execution's own address. It holds a token, so it goes to VidiCore and nowhere else. */
function resumeUrl(context: IExecuteFunctions): string {
	const { $execution } = context.getWorkflowDataProxy(0);
	return String(($execution as { resumeUrl: string }).resumeUrl);
}

/** Deletes our notifications. One that cannot be deleted is left: a call for an ended execution does no harm. */
export async function takeBack(http: VidiCoreHttp, { notifications }: Parking): Promise<void> {
	for (const [jobId, id] of Object.entries(notifications))
		await deleteNotification(http, scopes.job(jobId), id).catch(() => undefined);
}

async function giveUp(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	parking: Parking,
	results: ReadonlyMap<string, WaitResult>,
	{ limitMinutes: limit }: WaitSettings,
): Promise<never> {
	await takeBack(http, parking);
	forget(context.getContext('node'));
	const names = running(results);
	const some = `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`;
	const which = names.length === 1 ? `Job ${some} is` : `${names.length} jobs (${some}) are`;
	throw new UserError(
		`${which} still running after ${limit} minutes`,
		'They go on in VidiCore and nothing is lost: raise "Wait at Most", or let a later execution wait for the same ' +
			'job ids. Do not start them again, that would be billed.',
	);
}
