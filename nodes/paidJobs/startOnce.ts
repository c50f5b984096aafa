import type { IDataObject } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { requestKey, type EarlierJob, type SoughtJob } from '../../vidicore/jobs/earlierJob';
import { giveWay } from '../../vidicore/jobs/giveWay';
import { UnknownStart, type StartOptions } from '../../vidicore/jobs/startJob';
import { affordable, type CostValues } from './cost';
import { attemptOf } from '../kit/attempt';
import type { Call } from '../kit/operation';
import { digest, fingerprint } from './fingerprint';
import { jobOutput } from './jobOutput';
import { lookedUp } from './lookedUp';
import { earlierJob, remember, started } from './rememberedStarts';
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
	/**
	 * Whether it is aborted at once when the same was started elsewhere at the same moment; not where half a thing would
	 * stay behind.
	 */
	givesWay: boolean;
	/** Throws where the job could only fail; asked when none is there yet, before anything is sent. */
	refuse?: () => void;
	/** Whether a job that has done the same already is used instead. */
	useDone: boolean;
	/** What is to be said, beside the job, when such a one is used: at least the reason. */
	whenDone: (job: JobDocument) => IDataObject | Promise<IDataObject>;
}

/** Starts of the same request in this process happen one after the other: VidiCore itself has no lock. */
const turns = new Turns();

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
	const work = async () => {
		const sought = { ...start.of, request, correlation, done: start.useDone };
		const look = () => lookedUp('Earlier jobs', earlierJob(http, key, sought, marked, signal));
		const earlier = await look();
		if (earlier) return await used(earlier, start);
		start.refuse?.();
		if (options.resourceId) await refuseSleepingService(http, options.resourceId);
		const cost = await lookedUp('The cost', affordable(start.cost, http, path, marked, call));
		if (cost.tooMuch !== undefined) return { started: false, reason: cost.tooMuch, ...cost.output };
		// VidiNet takes its time for an estimate.
		const meanwhile = cost.wasAsked ? await look() : undefined;
		if (meanwhile) return await used(meanwhile, start);
		if (signal?.aborted) throw cancelled(path);
		const takeBack = cost.spend();
		const job = await started(http, key, path, marked, signal).catch(async (error: unknown) => {
			if (!(error instanceof UnknownStart)) takeBack();
			return await Promise.reject(error);
		});
		const { before, unclear } = start.givesWay ? await giveWay(http, job, sought, marked, signal) : {};
		const hint = unclear === undefined ? {} : { hint: unclear };
		if (!before) return { ...jobOutput(job), started: true, ...cost.output, ...hint };
		if (unclear === undefined) takeBack();
		remember(key, before);
		return { ...jobOutput(before), started: false, reason: gaveWay, abortedJobId: job.jobId, ...hint };
	};
	return await turns.take(key, work, { signal, cancelled: () => cancelled(path) });
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

const gaveWay =
	'The same was started elsewhere at the same moment, a little earlier; that job is used, and the one that this node ' +
	'had started was aborted at once';

const cancelled = (path: string): VidiCoreError =>
	new VidiCoreError(
		'The execution was cancelled; nothing was started',
		{ kind: 'cancelled' },
		{ method: 'POST', path },
	);
