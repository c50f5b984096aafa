import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import { jobOf, type JobDocument } from './documents';
import { listJobs } from './readJob';
import { jobData } from './state';

export type JobPriority = 'LOWEST' | 'LOW' | 'MEDIUM' | 'HIGH' | 'HIGHEST' | 'IMMEDIATE';

export interface StartOptions {
	/** The VidiNet service that does the work; none for jobs of VidiCore's own. */
	resourceId?: string;
	/** The job's type, where the address does not say it. */
	type?: string;
	callbackId?: string;
	/** Parameters of the service without their prefix: `ConfidenceThreshold` → `0.75`. */
	service?: ReadonlyArray<readonly [string, string]>;
	/** More job metadata, as it is. */
	metadata?: ReadonlyArray<readonly [string, string]>;
	priority?: JobPriority;
	/** A word that marks this start and no other: by it the job is found again when the answer got lost. */
	correlation: string;
	tag?: string;
	/** Further parameters of the address, such as those that an import takes. */
	query?: ReadonlyArray<readonly [string, string | boolean]>;
	/** A file, or its last part with the headers that say so. */
	upload?: { bytes: Uint8Array; headers?: Readonly<Record<string, string>> };
	/** A document, in place of an empty one. */
	document?: object;
	/** The keys in what is sent: they must not come back in an error. */
	secrets?: readonly string[];
}

/** The key under which the correlation word is kept in the job's metadata. */
export const correlationKey = 'n8nCorrelation';

const prefix = 'cognitive_service_';

/** Nobody can tell whether a job was started. */
export class UnknownStart extends VidiCoreError {
	constructor(
		message: string,
		override readonly cause: VidiCoreError,
	) {
		const { request, status, code } = cause;
		super(message, { kind: 'unknownStart' }, request, status, code);
	}
}

/**
 * Starts a job, which may be billed: one POST, never repeated. VidiCore has no idempotency key, so after an answer
 * that leaves open whether the job was started (time-out, cut connection, 502, 503, 504, unreadable answer) the job is
 * looked up by its correlation word; an aborted signal shortens the pauses between these looks and nothing else.
 * Resolves to the job. Throws the VidiCoreError of a plain refusal, or an UnknownStart when nobody can tell.
 */
export async function startJob(
	http: VidiCoreHttp,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<JobDocument> {
	const { upload, correlation, document = {}, secrets } = options;
	const query = [
		...(options.query ?? []),
		...startQuery(options),
		['jobmetadata', `${correlationKey}=${correlation}`],
	] as const;
	const body = upload
		? ({ body: upload.bytes, headers: upload.headers, contentType: 'application/octet-stream' } as const)
		: ({ body: JSON.stringify(document) } as const);
	try {
		return jobOf(await ask(http, 'POST', path, 'the job', { query, ...body, secrets, signal }));
	} catch (error) {
		if (!(error instanceof VidiCoreError) || !leavesOpen(error)) return await Promise.reject(error);
		return await findStarted(http, correlation, error, signal);
	}
}

/** What is asked of the service, as parameters of the request; without the correlation word. */
export function startQuery(options: StartOptions): Array<readonly [string, string]> {
	const query: Array<readonly [string, string]> = [];
	if (options.type) query.push(['type', options.type]);
	if (options.resourceId) query.push(['resourceId', options.resourceId]);
	if (options.callbackId) query.push(['callbackId', options.callbackId]);
	if (options.tag) query.push(['tag', options.tag]);
	if (options.priority) query.push(['priority', options.priority]);
	for (const [key, value] of [...serviceParameters(options), ...(options.metadata ?? [])])
		query.push(['jobmetadata', `${key}=${value}`]);
	return query;
}

/** The parameters of the service as the job's metadata hold them, with their prefix. */
export const serviceParameters = ({ service = [] }: Pick<StartOptions, 'service'>): Array<readonly [string, string]> =>
	service.map(([name, value]) => [name.startsWith(prefix) ? name : `${prefix}${name}`, value] as const);

/** Whether what was asked for may have been done in spite of the error. */
export function leavesOpen(error: VidiCoreError): boolean {
	if (error.kind === 'badAnswer' || error.status === 408) return true;
	if (error.kind === 'notVidiCore') return error.status === undefined || error.status < 400 || error.status >= 500;
	if (error.kind === 'unreachable' || error.kind === 'cancelled') return !error.neverSent;
	return error.status !== undefined && error.status >= 500 && error.kind !== 'notYetImplemented';
}

/** What a POST made can be listed a moment after it was taken, so it is looked for a few times before giving up. */
export const lookAfterMs = [500, 2000, 5000];

/** A look goes on for so long at most, in ms: the start itself may have been waited for in vain before. */
const lookLimitMs = 20_000;

/**
 * Looks a few times for the job of this word. `seen`: whether VidiCore could be asked at all. Never throws, since the
 * look-up may meet the same trouble as the start.
 */
export async function lookForStarted(
	http: VidiCoreHttp,
	correlation: string,
	signal?: AbortSignal,
): Promise<{ job?: JobDocument; seen: boolean }> {
	let seen = false;
	for (const wait of lookAfterMs) {
		await http.clock.sleep(wait, signal);
		try {
			const filter = { metadata: [[correlationKey, correlation]] as const, number: 20, own: true };
			const jobs = await listJobs(http, filter, { deadline: http.clock.now() + lookLimitMs });
			seen = true;
			// A server that ignores the filter would list strangers' jobs.
			const job = jobs.find(
				(candidate) => candidate.data === undefined || jobData(candidate, correlationKey) === correlation,
			);
			if (job) return { job, seen };
		} catch {
			// told below: the look-up itself may meet the same trouble
		}
	}
	return { seen };
}

async function findStarted(
	http: VidiCoreHttp,
	correlation: string,
	cause: VidiCoreError,
	signal?: AbortSignal,
): Promise<JobDocument> {
	const { job, seen } = await lookForStarted(http, correlation, signal);
	if (job) return job;
	const looked = seen
		? 'VidiCore lists no job for this start, so most likely none was started'
		: 'and VidiCore could not be asked afterwards, so it is not known whether a job was started';
	throw new UnknownStart(
		`${cause.message}; ${looked}. Look for a job with ${correlationKey}=${correlation} before starting it again.`,
		cause,
	);
}
