import { ask } from '../answers';
import { segment, type SendOptions, type VidiCoreHttp } from '../http';
import { isLastPage } from '../pages';
import { readIds } from '../plainLists';
import { jobOf, type JobDocument } from './documents';

export type Bounds = Pick<SendOptions, 'signal' | 'deadline'>;

/**
 * One job with its metadata and log. Throws a VidiCoreError (`notFound` for an unknown id, `badAnswer` for no job
 * document).
 */
export async function readJob(http: VidiCoreHttp, jobId: string, bounds: Bounds = {}): Promise<JobDocument> {
	const options = { query: [['metadata', true]] as const, ...bounds };
	return jobOf(await ask(http, 'GET', `/API/job/${segment(jobId)}`, `the job ${jobId}`, options));
}

export interface JobFilter {
	states?: readonly string[];
	types?: readonly string[];
	/** Only jobs whose metadata hold all of these. */
	metadata?: ReadonlyArray<readonly [string, string]>;
	/** 1-based, as VidiCore counts. */
	first?: number;
	number?: number;
	sort?: string;
	/** Only jobs that ended at that time or later, ISO 8601. */
	finishedFrom?: string;
	withMetadata?: boolean;
	/** Only the jobs of our own user; needs no right to see everybody's. */
	own?: boolean;
}

/**
 * The first `number` jobs of a list (100 when absent), of all users unless `own`; with their metadata when wanted or
 * filtered by them. Goes on behind a page that is shorter than was asked for: how many entries VidiCore gives at once
 * at most is not known, and a job that is not seen may be started a second time. Throws a VidiCoreError.
 */
export async function listJobs(http: VidiCoreHttp, filter: JobFilter, bounds: Bounds = {}): Promise<JobDocument[]> {
	const { number = 100 } = filter;
	const found = new Map<string, JobDocument>();
	for (let { first = 1 } = filter; ;) {
		const page = await pageOfJobs(http, { ...filter, first, number }, bounds);
		for (const job of page.entries) found.set(job.jobId, job);
		if (found.size >= number || isLastPage(page, first, number)) return [...found.values()].slice(0, number);
		first += page.entries.length;
	}
}

/** One page of them, with how many jobs there are, where VidiCore says so. Throws a VidiCoreError. */
export async function pageOfJobs(
	http: VidiCoreHttp,
	filter: JobFilter,
	bounds: Bounds = {},
): Promise<{ hits?: number; entries: JobDocument[] }> {
	// VidiCore's default is "only my jobs".
	const query: Array<readonly [string, string | number | boolean]> = [['user', filter.own === true]];
	if (filter.states) query.push(['state', filter.states.join(',')]);
	if (filter.types?.length) query.push(['type', filter.types.join(',')]);
	for (const [key, value] of filter.metadata ?? []) query.push(['jobmetadata', `${key}=${value}`]);
	if (filter.withMetadata || filter.metadata?.length) query.push(['metadata', true]);
	if (filter.finishedFrom) query.push(['finishtime-from', filter.finishedFrom]);
	if (filter.sort) query.push(['sort', filter.sort]);
	const { first = 1, number = 100 } = filter;
	query.push(['first', first], ['number', number]);
	const list = await ask(http, 'GET', '/API/job', 'the list of jobs', { query, ...bounds });
	const { hits, entries } = list.page('job', first);
	return { hits, entries: entries.map(jobOf) };
}

/** The types of jobs that this VidiCore knows. Throws a VidiCoreError. */
export const listJobTypes = (http: VidiCoreHttp): Promise<string[]> =>
	readIds(http, '/API/jobtype', 'the list of job types');
