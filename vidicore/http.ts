import { redactor, type Redactor } from '../secrets/redactor';
import { isMissing, VidiCoreError } from './errors';
import { notAnId } from './ids';
import { percentEncode } from './percentEncode';
import { redact } from './redact';
import {
	broken,
	FailedAttempt,
	readDone,
	readFile,
	readJson,
	readWhole,
	refuseFailures,
	unanswered,
	type Asked,
} from './response';
import { limits, mayBeRepeated, pauseAfter, triedWords, type Limits } from './retries';
import {
	ConnectionError,
	NotStored,
	type ByteStream,
	type Clock,
	type Method,
	type Transport,
	type VidiCoreResponse,
} from './transport';

export interface SendOptions {
	/** Query parameters in order; names and values are percent-encoded here. Repeat a name to send it twice. */
	query?: ReadonlyArray<readonly [string, string | number | boolean]>;
	body?: string | Uint8Array;
	contentType?: 'application/json' | 'application/xml' | 'application/octet-stream';
	/** Further headers. */
	headers?: Readonly<Record<string, string>>;
	/** A part of a file at its own place: sending it again does nothing twice, although it is a POST. */
	part?: boolean;
	/** The keys in the body: a server that repeats it in an error must not make them public. */
	secrets?: readonly string[];
	/** The answer is a file. */
	file?: boolean;
	/** The answer is a file that is stored as it comes. */
	save?: (stream: ByteStream, headers: Readonly<Record<string, string>>) => Promise<void>;
	accept?: 'application/json' | 'application/xml' | 'text/plain' | '*/*';
	signal?: AbortSignal;
	/** What is asked for, in words for errors: `the list of jobs`. */
	what?: string;
	/**
	 * In ms of the clock: after it nothing is sent again, and an answer is waited for until then, but at least some
	 * seconds.
	 */
	deadline?: number;
}

/** How one VidiCore is spoken to. */
export interface HttpSettings {
	/** What the credential holds: it never leaves in an error. */
	secrets?: Iterable<string | undefined>;
	/** Where they differ from `limits` of retries.ts. */
	limits?: Partial<Limits>;
}

/**
 * One VidiCore server, for one operation: sends requests, repeats those that may be repeated (retries.ts), and turns
 * every other outcome into a VidiCoreError. All its calls together have the time of one operation, except for
 * those with a deadline of their own, as a wait has.
 */
export class VidiCoreHttp {
	private readonly limits: Limits;
	private readonly known: Redactor;
	/**
	 * Calls of this operation, and the ms that they have taken; those that wait by a deadline of their own are not in
	 * it.
	 */
	private spent = { calls: 0, ms: 0 };

	constructor(
		private readonly transport: Transport,
		readonly clock: Clock,
		/** The server as `serverRoot` gives it; by it addresses out of answers are judged (answerAddress.ts). */
		readonly root = '',
		settings: HttpSettings = {},
	) {
		this.limits = { ...limits, ...settings.limits };
		this.known = redactor(settings.secrets ?? []);
	}

	/** Takes keys out of what VidiCore says: those of the credential by value, others by how they look. */
	readonly hide: Redactor = (text) => redact(this.known(text));

	/**
	 * The answer's JSON document. Throws a VidiCoreError; also when the answer is empty or cut off, is no JSON, or is no
	 * object. What is in the document is not looked at: nodes and client read it with `ask` of answers.ts.
	 */
	async json<T extends object>(method: Method, path: string, options: SendOptions = {}): Promise<T> {
		return (await this.exchange(method, path, options, readJson)) as T;
	}

	/** The answer as text. Throws a VidiCoreError. */
	async text(method: Method, path: string, options: SendOptions = {}): Promise<string> {
		return await this.exchange(method, path, options, ({ body }) => body);
	}

	/**
	 * Sends and needs no answer but "done". A DELETE whose first answer got lost and that finds nothing the second time
	 * has done its work. Resolves to false for an answer with a document, which may be anybody's. Throws a VidiCoreError.
	 */
	async send(method: Method, path: string, options: SendOptions = {}): Promise<boolean> {
		return await this.exchange(method, path, options, readDone);
	}

	/** A file, as it is. Throws a VidiCoreError. */
	async bytes(path: string, options: SendOptions = {}): Promise<Uint8Array> {
		return await this.exchange('GET', path, { ...options, file: true }, readFile);
	}

	/**
	 * Hands a file on as it comes, however large it is; `save` stores it, and is called anew when the connection breaks in
	 * the middle, since VidiCore is not known to send parts. `size` is what it must have, in bytes, where that is known.
	 * Resolves to its size. Throws a VidiCoreError, or the NotStored of `save`.
	 */
	async download(path: string, size: number | undefined, options: SendOptions & Pick<Required<SendOptions>, 'save'>) {
		const deadline = this.clock.now() + this.limits.downloadMs;
		const read = (response: VidiCoreResponse, asked: Asked) => readWhole(response, asked, size);
		return await this.exchange('GET', path, { deadline, ...options, accept: '*/*' }, read);
	}

	private async exchange<R>(
		method: Method,
		path: string,
		options: SendOptions,
		read: (response: VidiCoreResponse, asked: Asked) => R,
	): Promise<R> {
		const asked: Asked = { method, path, what: options.what, hide: this.hideAlso(options.secrets) };
		const began = this.clock.now();
		const mostMs = Math.min(this.callMs(options), this.leftMs(options));
		if (mostMs <= 0) throw this.operationOver(asked);
		try {
			return await this.repeated(asked, options, began, began + mostMs, read);
		} finally {
			if (options.deadline === undefined) {
				this.spent.calls += 1;
				this.spent.ms += this.clock.now() - began;
			}
		}
	}

	private async repeated<R>(
		asked: Asked,
		options: SendOptions,
		began: number,
		end: number,
		read: (response: VidiCoreResponse, asked: Asked) => R,
	): Promise<R> {
		let mayBeDone = false;
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.attempt(asked, options, end, read);
			if (!(outcome instanceof FailedAttempt)) return outcome.value;
			if (mayBeDone && isGone(outcome, asked)) return read({ status: 204, headers: {}, body: '' }, asked);
			mayBeDone ||= !outcome.error.neverSent && outcome.error.kind !== 'tooManyRequests';
			const pause = outcome.retryAfterMs ?? pauseAfter(attempt, this.limits);
			const next = this.clock.now() + pause;
			const again = mayBeRepeated(asked.method) || options.part === true;
			const mayGoOn = outcome.repeatable && again && options.signal?.aborted !== true;
			const inTime = next + this.limits.leastMs <= end && next <= (options.deadline ?? Infinity);
			const most = options.part ? this.limits.partAttempts : this.limits.attempts;
			if (!mayGoOn || attempt >= most || !inTime)
				throw this.finalError(outcome, { attempts: attempt, ms: this.clock.now() - began });
			await this.clock.sleep(pause, options.signal);
		}
	}

	private async attempt<R>(
		asked: Asked,
		options: SendOptions,
		end: number,
		read: (response: VidiCoreResponse, asked: Asked) => R,
	): Promise<{ value: R } | FailedAttempt> {
		const { method, path } = asked;
		const { query = [], body, file, save, contentType = 'application/json' } = options;
		const accept = options.accept ?? (file ? '*/*' : 'application/json');
		const headers: Record<string, string> = { ...options.headers, accept };
		if (body !== undefined) headers['content-type'] = contentType;
		try {
			const response = await this.transport({
				method,
				path: path + queryString(query),
				headers,
				body,
				timeoutMs: this.answerMs(method, options, end),
				...(file ? { file: true } : {}),
				...(save ? { receive: { save, stallMs: this.limits.stallMs } } : {}),
			});
			refuseFailures(response, asked, this.clock.now());
			return { value: read(response, asked) };
		} catch (error) {
			if (error instanceof FailedAttempt) return error;
			if (error instanceof NotStored) return await Promise.reject(error);
			return error instanceof ConnectionError ? unanswered(error, asked) : broken(error, asked);
		}
	}

	/** What is left of the operation's time. */
	private leftMs({ deadline }: SendOptions): number {
		return deadline === undefined ? this.limits.operationMs - this.spent.ms : Infinity;
	}

	private callMs({ body, save }: SendOptions): number {
		if (save) return this.limits.downloadMs;
		return typeof body === 'object' ? this.limits.uploadMs : this.limits.callMs;
	}

	/** What cannot be tried again gets all the time there is. */
	private answerMs(method: Method, { body, part, save, deadline = Infinity }: SendOptions, end: number): number {
		const now = this.clock.now();
		const { answerMs, partMs } = this.limits;
		const isShort = mayBeRepeated(method) && typeof body !== 'object' && save === undefined;
		const most = part ? partMs : isShort ? answerMs : Infinity;
		// A busy machine comes back late from a pause.
		return Math.max(0, Math.min(most, end - now, Math.max(this.limits.leastMs, deadline - now)));
	}

	private hideAlso(secrets: readonly string[] = []): Redactor {
		const sent = redactor(secrets);
		return (text) => this.hide(sent(text));
	}

	/** The error with how often and how long it was tried, and until when the server asks to wait. */
	private finalError({ error, retryAfterMs }: FailedAttempt, tried: { attempts: number; ms: number }): VidiCoreError {
		const { message, fault, request, status, code, neverSent } = error;
		const retryAt = retryAfterMs === undefined ? undefined : this.clock.now() + retryAfterMs;
		const until = retryAt === undefined ? '' : ` and asks to wait until ${utc(retryAt)}`;
		const words = `${message}${until}${triedWords(tried.attempts, tried.ms)}`;
		return new VidiCoreError(words, fault, request, status, code, { neverSent, tried, retryAt });
	}

	private operationOver({ method, path }: Asked): VidiCoreError {
		const minutes = Math.round(this.limits.operationMs / 6000) / 10;
		const { calls } = this.spent;
		const words = `VidiCore has taken ${minutes} minutes for ${calls} requests, all there is for one operation`;
		const never = { neverSent: true };
		return new VidiCoreError(words, { kind: 'tookTooLong' }, { method, path }, undefined, undefined, never);
	}
}

/** VidiCore itself says that there is no such thing (any more). */
const isGone = ({ error }: FailedAttempt, { method }: Asked): boolean => method === 'DELETE' && isMissing(error);

/** `2026-11-25 08:00:00 UTC`. */
const utc = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/**
 * `?a=b&c=d` with everything percent-encoded (also `+`, which VidiCore reads as a blank otherwise); '' for no
 * parameters.
 */
export function queryString(query: NonNullable<SendOptions['query']>): string {
	const pairs = query.map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/**
 * An id as a segment of a path, percent-encoded. Throws a VidiCoreError before anything is sent when it cannot be one;
 * of kind `notFound`, because VidiCore can have nothing of that id.
 */
export function segment(id: string, what = 'id'): string {
	const why = notAnId(id);
	if (why === undefined) return percentEncode(id.trim());
	throw new VidiCoreError(
		`The ${what} is ${why}, so VidiCore was not asked`,
		{ kind: 'notFound' },
		{ method: 'GET', path: '/API' },
		undefined,
		undefined,
		{ neverSent: true },
	);
}
