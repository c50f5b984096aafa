import { VidiCoreError } from '../errors';
import { segment, type SendOptions, type VidiCoreHttp } from '../http';
import type { JobDocument, JobListDocument } from './documents';

export type Bounds = Pick<SendOptions, 'signal' | 'deadline'>;

/**
 * One job with its metadata and log. Throws a VidiCoreError (`notFound` for an unknown id, `badAnswer` for no job
 * document).
 */
export async function readJob(http: VidiCoreHttp, jobId: string, bounds: Bounds = {}): Promise<JobDocument> {
	const path = `/API/job/${segment(jobId)}`;
	const job = await http.json<Partial<JobDocument>>('GET', path, { query: [['metadata', true]], ...bounds });
	return asJob(job, path, 'GET');
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
 * One page of jobs, of all users unless `own`; with their metadata when wanted or filtered by them. Throws a
 * VidiCoreError.
 */
export async function listJobs(http: VidiCoreHttp, filter: JobFilter, bounds: Bounds = {}): Promise<JobDocument[]> {
	const query: Array<readonly [string, string | number | boolean]> = [['user', filter.own === true]]; // VidiCore's default is "only my jobs"
	if (filter.states) query.push(['state', filter.states.join(',')]);
	if (filter.types?.length) query.push(['type', filter.types.join(',')]);
	for (const [key, value] of filter.metadata ?? []) query.push(['jobmetadata', `${key}=${value}`]);
	if (filter.withMetadata || filter.metadata?.length) query.push(['metadata', true]);
	if (filter.finishedFrom) query.push(['finishtime-from', filter.finishedFrom]);
	if (filter.sort) query.push(['sort', filter.sort]);
	query.push(['first', filter.first ?? 1], ['number', filter.number ?? 100]);
	const list = await http.json<JobListDocument>('GET', '/API/job', { query, ...bounds });
	return (list.job ?? []).map((job) => asJob(job, '/API/job', 'GET'));
}

/**
 * Checks that a document is a job; what is read later is only what was checked here. Throws a VidiCoreError
 * `badAnswer`.
 */
export function asJob(job: Partial<JobDocument>, path: string, method: 'GET' | 'POST'): JobDocument {
	if (typeof job.jobId === 'string' && typeof job.status === 'string') return job as JobDocument;
	throw new VidiCoreError(
		"VidiCore's answer is not a job: it has no id or no status",
		{ kind: 'badAnswer' },
		{ method, path },
	);
}
