import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { lookForStarted, startJob, UnknownStart, type StartOptions } from '../jobs/startJob';
import { limits, pauseAfter } from '../retries';

/** What an import's job is to do, and how it is known. */
export type Wishes = Pick<StartOptions, 'correlation' | 'metadata' | 'priority' | 'secrets'> &
	Required<Pick<StartOptions, 'query'>>;

/**
 * Starts the job that fills a placeholder. Unlike other starts it may be sent again when nobody can tell whether it was
 * taken: a placeholder takes one file (recorded refusal), and so does a file on a storage (documented refusal), so that
 * a second one is refused; then the first one's job is looked for. Throws a VidiCoreError.
 */
export async function startPlaceholder(
	http: VidiCoreHttp,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<JobDocument> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await startJob(http, path, options, signal);
		} catch (error) {
			if (!(error instanceof VidiCoreError)) return await Promise.reject(error);
			if (attempt > 1 && isTaken(error)) {
				const { job } = await lookForStarted(http, options.correlation, signal);
				if (job) return job;
			}
			if (!mayPass(error) || attempt >= limits.attempts || signal?.aborted)
				return await Promise.reject(error instanceof UnknownStart ? error.cause : error);
			await http.clock.sleep(pauseAfter(attempt, limits), signal);
		}
	}
}

const isTaken = ({ kind, status }: VidiCoreError) =>
	kind === 'conflict' || kind === 'fileAlreadyExists' || (kind === 'invalidInput' && status === 400);

/** Whether the same may go well a moment later. */
const mayPass = (error: VidiCoreError): boolean =>
	error.kind === 'tooManyRequests' ||
	(error.kind === 'unreachable' && error.code === 'ECONNREFUSED') ||
	(error instanceof UnknownStart && error.cause.kind !== 'cancelled');
