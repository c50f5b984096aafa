import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import { abortJob } from './changeJob';
import type { JobDocument } from './documents';
import { doesTheSame, jobsAbout, type SoughtJob } from './earlierJob';
import { readJob } from './readJob';
import { lookAfterMs, type StartOptions } from './startJob';
import { firstStarted, startedBefore } from './startedBefore';
import { isAborted, jobOutcome, runningStates } from './state';

/** What came of a start, when it was compared with what others have started at the same moment. */
export interface Compared {
	/** The same that was started before it, and in whose favour it was aborted. */
	before?: JobDocument;
	/** What is not certain, as a sentence; undefined when nothing is. */
	unclear?: string;
}

/** A look goes on for so long at most, in ms: it stands between a start that is done and its output. */
const lookLimitMs = 20_000;

/**
 * Compares a job with those of others that do the same, and aborts it when one of them was started before it: of all
 * that were started at the same moment only the one with the lowest number sees none before it, so exactly one stays,
 * in whatever order they look. `own` must be a job that the caller has started a moment ago; no other job is ever
 * touched. That VidiCore lists a job only a moment after its start is inferred, so it is looked again until `own` is
 * listed, within 7.5 s of pauses. An aborted signal shortens these pauses and nothing else. Never throws: the job is
 * there already, and what could not be done is told.
 */
export async function giveWay(
	http: VidiCoreHttp,
	own: JobDocument,
	sought: SoughtJob,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<Compared> {
	const { before, problem } = await lookBefore(http, own, sought, options, lookAfterMs, signal);
	if (problem !== undefined)
		return {
			unclear:
				`Whether the same was started elsewhere at the same moment is not known: ${problem}. Look at VidiCore’s jobs ` +
				'for another one like it before both are billed.',
		};
	if (!before) return {};
	const going = await abortOwn(http, own.jobId, before.jobId);
	// The one before it may have given way, too, to one that was not listed yet.
	const now = await lookBefore(http, own, sought, options, [], signal);
	return {
		before: now.before ?? before,
		...(going === undefined
			? {}
			: {
					unclear:
						`This node has started ${own.jobId} at the same moment, and aborting it is not certain: ${going}. Look at ` +
						'that job in VidiCore, and abort it there if it runs: it would be billed as well.',
				}),
	};
}

/** The first of those that do the same and were started before; `problem` when that cannot be told. */
async function lookBefore(
	http: VidiCoreHttp,
	own: JobDocument,
	sought: SoughtJob,
	options: StartOptions,
	pauses: readonly number[],
	signal?: AbortSignal,
): Promise<{ before?: JobDocument; problem?: string }> {
	let problem: string | undefined;
	for (const pause of [0, ...pauses]) {
		if (pause > 0) await http.clock.sleep(pause, signal);
		try {
			const bounds = { deadline: http.clock.now() + lookLimitMs };
			const jobs = await jobsAbout(http, sought, bounds, { states: runningStates, sort: 'jobId asc' });
			const before = firstStarted(jobs.filter((job) => doesTheSame(job, sought, options) && startedBefore(job, own)));
			if (before) return { before };
			if (jobs.some(({ jobId }) => jobId === own.jobId)) return {};
			// It is not in the list when it has ended, and when VidiCore does not list it yet.
			if (jobOutcome((await readJob(http, own.jobId, bounds)).status) !== 'running') return {};
			problem = `VidiCore does not list ${own.jobId} yet`;
		} catch (error) {
			if (!(error instanceof VidiCoreError)) return await Promise.reject(error);
			problem = error.message;
		}
	}
	return { problem };
}

/** Resolves to what speaks against its having ended, in VidiCore's words; undefined when it has. */
async function abortOwn(http: VidiCoreHttp, jobId: string, inFavourOf: string): Promise<string | undefined> {
	let problem: string | undefined;
	try {
		await abortJob(http, jobId, { reason: `The same was started before it: ${inFavourOf}` });
	} catch (error) {
		if (!(error instanceof VidiCoreError)) return await Promise.reject(error);
		problem = error.message;
	}
	try {
		// What answered may have been a gateway.
		const { status } = await readJob(http, jobId, { deadline: http.clock.now() + lookLimitMs });
		if (isAborted(status)) return undefined;
		return [problem, `it is ${status}`].filter(Boolean).join('; ');
	} catch (error) {
		if (!(error instanceof VidiCoreError)) return await Promise.reject(error);
		return problem ?? error.message;
	}
}
