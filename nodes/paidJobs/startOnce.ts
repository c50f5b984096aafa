import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { JobDocument } from '../../vidicore/jobs/documents';
import {
	findEarlierJob,
	notListedYet,
	requestKey,
	type EarlierJob,
	type SoughtJob,
} from '../../vidicore/jobs/earlierJob';
import { lookAfterMs, startJob, startQuery, UnknownStart, type StartOptions } from '../../vidicore/jobs/startJob';
import { affordable, type CostValues } from './cost';
import { attemptOf } from '../kit/attempt';
import type { Call } from '../kit/operation';
import { jobOutput } from './jobOutput';
import { LastStarts } from './lastStarts';
import { lookedUp } from './lookedUp';
import { Turns } from './turns';
import { refuseSleepingService } from './workingService';

export interface Start {
	path: string;
	options: Omit<StartOptions, 'correlation'>;
	/** The item of an analysis, or the collection of a training: where an earlier job is looked for. */
	of: Pick<SoughtJob, 'itemId' | 'training'>;
	/** Beside the request itself, what makes it another one: the version of the media, the portraits of a collection. */
	about: string;
	/** What may be spent. */
	cost: CostValues;
	/** What a training says of itself in its job, for those who look for it. */
	marks: ReadonlyArray<readonly [string, string]>;
	/** Throws where the job could only fail; asked when none is there yet, before anything is sent. */
	refuse?: () => void;
	/** Whether a job that has done the same already is used instead. */
	useDone: boolean;
	/** What is to be said, beside the job, when such a one is used: at least the reason. */
	whenDone: (job: JobDocument) => IDataObject | Promise<IDataObject>;
}

/** Starts of the same request in this process happen one after the other: VidiCore itself has no lock. */
const turns = new Turns();
const lastStarts = new LastStarts();
/** For so long a start that stayed unclear may still become visible: as long as a gateway may hold a request back. */
const unclearForMs = 120_000;

/**
 * Starts a job unless the same is running already (or done, if wanted), and unless it costs too much. What is output
 * says whether it was started, and if not why. Throws VidiCoreErrors, and a UserError above the ceiling.
 */
export async function startOnce(
	call: Pick<Call, 'context' | 'item' | 'signal'>,
	http: VidiCoreHttp,
	start: Start,
): Promise<IDataObject> {
	const { context, item, signal } = call;
	const { path, options, about } = start;
	const request = fingerprint(path, options, about);
	const correlation = digest(...attemptOf(context, item), request);
	const metadata = [...(options.metadata ?? []), ...start.marks, [requestKey, request] as const];
	const marked = { ...options, correlation, metadata };
	// Not by login: whoever starts it, the same work is billed once, and each looks with his own login what is there.
	const key = digest(http.root, request);
	return await turns.take(
		key,
		async () => {
			const sought = { ...start.of, request, correlation, done: start.useDone };
			const earlier = await lookedUp('Earlier jobs', earlierJob(http, key, sought, marked, signal));
			if (earlier) return await used(earlier, start);
			start.refuse?.();
			if (options.resourceId) await refuseSleepingService(http, options.resourceId);
			const cost = await lookedUp('The cost', affordable(start.cost, http, path, marked, call));
			if (cost.tooMuch !== undefined) return { started: false, reason: cost.tooMuch, ...cost.output };
			if (signal?.aborted) throw cancelled(path);
			const takeBack = cost.spend();
			const job = await started(http, key, path, marked, signal).catch(async (error: unknown) => {
				if (!(error instanceof UnknownStart)) takeBack();
				return await Promise.reject(error);
			});
			return { ...jobOutput(job), started: true, ...cost.output };
		},
		{ signal, cancelled: () => cancelled(path) },
	);
}

/** The job that does or did it, as VidiCore lists it, or as this process knows it before VidiCore lists it. */
async function earlierJob(
	http: VidiCoreHttp,
	key: string,
	sought: SoughtJob,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const last = lastStarts.get(key);
	if (last === undefined) return await findEarlierJob(http, sought, options, signal);
	if ('jobId' in last)
		return (
			(await findEarlierJob(http, sought, options, signal)) ??
			(await notListedYet(http, last.jobId, sought.done, signal))
		);
	const patience = http.clock.now() - last.at < unclearForMs ? lookAfterMs : [];
	const found = await findEarlierJob(http, { ...sought, lost: last.unclear }, options, signal, patience);
	if (found) lastStarts.remember(key, found.job);
	return found;
}

/** Starts it, and remembers how that went. */
async function started(
	http: VidiCoreHttp,
	key: string,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<JobDocument> {
	try {
		const job = await startJob(http, path, options, signal);
		lastStarts.remember(key, job);
		return job;
	} catch (error) {
		if (error instanceof UnknownStart) lastStarts.remember(key, { unclear: options.correlation, at: http.clock.now() });
		return await Promise.reject(error);
	}
}

const used = async ({ job, why }: EarlierJob, { whenDone }: Start): Promise<IDataObject> => ({
	...jobOutput(job),
	started: false,
	...(why === 'done' ? await whenDone(job) : { reason: reasons[why] }),
});

const reasons: Record<Exclude<EarlierJob['why'], 'done'>, string> = {
	retry: 'An attempt before this one started it already; its answer got lost',
	running: 'The same is running already',
};

const cancelled = (path: string): VidiCoreError =>
	new VidiCoreError(
		'The execution was cancelled; nothing was started',
		{ kind: 'cancelled' },
		{ method: 'POST', path },
	);

/**
 * Says the same for the same request, in whatever order its parameters stand; the priority does not make it another.
 */
const fingerprint = (path: string, options: Start['options'], about: string): string =>
	digest(
		path,
		JSON.stringify(
			startQuery({ ...options, priority: undefined, correlation: '' })
				.map(String)
				.sort(),
		),
		about,
	);

const digest = (...parts: string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** What is output of a start, beside the job. */
export const startOutputs = {
	started: 'Whether this node started the job; false when one that is there is used, or when there is nothing to do',
	reason: 'Why it was not started',
	hint: 'What speaks for starting it all the same',
	estimatedCosts: 'What VidiNet says it will cost, when asked',
	estimatedCost: 'The amount, when there is one currency',
	currency: 'The currency of that amount',
};
