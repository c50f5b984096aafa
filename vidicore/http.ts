import { VidiCoreError, type Fault } from './errors';
import { readFault } from './exceptionDocument';
import { notAnId } from './ids';
import { percentEncode } from './percentEncode';
import { redact } from './redact';
import { ConnectionError, type Clock, type Method, type Transport, type VidiCoreResponse } from './transport';

export interface SendOptions {
	/** Query parameters in order; names and values are percent-encoded here. Repeat a name to send it twice. */
	query?: ReadonlyArray<readonly [string, string | number | boolean]>;
	body?: string | Uint8Array;
	contentType?: 'application/json' | 'application/xml' | 'application/octet-stream';
	/** The answer is a file. */
	file?: boolean;
	accept?: 'application/json' | 'application/xml' | 'text/plain';
	signal?: AbortSignal;
	/** What is asked for, in words for errors: `the list of jobs`. */
	what?: string;
	/**
	 * In ms of the clock: after it nothing is sent again, and an answer is waited for until then, but at least some
	 * seconds.
	 */
	deadline?: number;
}

const timeoutMs = 120_000;
const shortestTimeoutMs = 5_000;
const attempts = 4;
const worthRepeating = new Set([429, 502, 503, 504]);

/**
 * One VidiCore server: sends requests, repeats those that may be repeated, and turns every other outcome into a
 * VidiCoreError. GET, PUT and DELETE are idempotent in VidiCore (documented) and are repeated after 429, 502, 503,
 * 504 and lost connections; a POST makes something new each time and is sent once, whatever happens (startJob.ts
 * deals with what is left unclear).
 */
export class VidiCoreHttp {
	constructor(
		private readonly transport: Transport,
		readonly clock: Clock,
		/** The server as `serverRoot` gives it; by it addresses out of answers are judged (answerAddress.ts). */
		readonly root = '',
	) {}

	/**
	 * The answer's JSON document. Throws a VidiCoreError; also when the answer is empty or cut off, is no JSON, or is no
	 * object. What is in the document is not looked at: nodes and client read it with `ask` of answers.ts.
	 */
	async json<T extends object>(method: Method, path: string, options: SendOptions = {}): Promise<T> {
		const { document } = await this.exchange(method, path, options, (response) =>
			parseJson(response, method, path, options.what),
		);
		return document as T;
	}

	/** The answer as text. Throws a VidiCoreError. */
	async text(method: Method, path: string, options: SendOptions = {}): Promise<string> {
		return (await this.exchange(method, path, options, ({ body }) => body)).document;
	}

	/** Sends and needs no answer. Throws a VidiCoreError. */
	async send(method: Method, path: string, options: SendOptions = {}): Promise<void> {
		await this.exchange(method, path, options, () => undefined);
	}

	/** A file, as it is. Throws a VidiCoreError. */
	async bytes(path: string, options: SendOptions = {}): Promise<Uint8Array> {
		const { document } = await this.exchange(
			'GET',
			path,
			{ ...options, file: true },
			({ bytes }) => bytes ?? new Uint8Array(),
		);
		return document;
	}

	private async exchange<R>(
		method: Method,
		path: string,
		options: SendOptions,
		read: (response: VidiCoreResponse) => R,
	) {
		const full = path + queryString(options.query ?? []);
		const headers: Record<string, string> = { accept: options.accept ?? (options.file ? '*/*' : 'application/json') };
		if (options.body !== undefined) headers['content-type'] = options.contentType ?? 'application/json';
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.attempt(
				() =>
					this.transport({
						method,
						path: full,
						headers,
						body: options.body,
						timeoutMs: this.timeout(options),
						...(options.file ? { file: true } : {}),
					}),
				method,
				path,
				read,
			);
			if (!(outcome instanceof FailedAttempt)) return { document: outcome.value };
			const again = outcome.repeatable && method !== 'POST' && attempt < attempts && options.signal?.aborted !== true;
			const pause = outcome.retryAfterMs ?? 500 * 2 ** (attempt - 1);
			if (!again || this.clock.now() + pause > (options.deadline ?? Infinity)) throw outcome.error;
			await this.clock.sleep(pause, options.signal);
		}
	}

	private timeout({ deadline = Infinity }: SendOptions): number {
		return Math.min(timeoutMs, Math.max(shortestTimeoutMs, deadline - this.clock.now()));
	}

	private async attempt<R>(
		send: () => Promise<VidiCoreResponse>,
		method: Method,
		path: string,
		read: (response: VidiCoreResponse) => R,
	): Promise<{ value: R } | FailedAttempt> {
		try {
			const response = await send();
			if (response.status < 200 || response.status > 299) return refused(response, method, path);
			return { value: read(response) };
		} catch (error) {
			if (error instanceof FailedAttempt) return error;
			if (error instanceof ConnectionError) return unanswered(error, method, path);
			return new FailedAttempt(
				new VidiCoreError(
					redact(String(error instanceof Error ? error.message : error)),
					{ kind: 'unreachable' },
					{ method, path },
				),
				false,
			);
		}
	}
}

class FailedAttempt extends Error {
	constructor(
		readonly error: VidiCoreError,
		readonly repeatable: boolean,
		readonly retryAfterMs?: number,
	) {
		super(error.message);
	}
}

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

function parseJson(response: VidiCoreResponse, method: Method, path: string, what = 'the document'): object {
	const text = response.body.trim();
	// A 200 without body is VidiCore's plain "done" (recorded for DELETE), and never a document.
	if (text === '') throw unreadable(`VidiCore answered ${response.status} without ${what} that was asked for`);
	if (text.startsWith('<') && !text.includes('xml.vidispine.com')) {
		throw new FailedAttempt(wrongServer(response, method, path), false);
	}
	try {
		const document: unknown = JSON.parse(text);
		if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
	} catch {
		// told below, together with JSON that is no document
	}
	const cutOff = text.startsWith('{') ? 'is cut off or damaged' : 'is not the JSON that was asked for';
	throw unreadable(`VidiCore's answer ${cutOff} (${text.length} characters; ${what} was asked for)`);

	function unreadable(message: string): FailedAttempt {
		const error = new VidiCoreError(message, { kind: 'badAnswer' }, { method, path }, response.status);
		return new FailedAttempt(error, true);
	}
}

function wrongServer(response: VidiCoreResponse, method: Method, path: string): VidiCoreError {
	const fault: Fault = { ...readFault(404, response.body), kind: 'notVidiCore' };
	return new VidiCoreError(
		`The address answered with a web page${fault.explanation ? ` ("${fault.explanation}")` : ''}, not as VidiCore`,
		fault,
		{ method, path },
		response.status,
	);
}

function refused(response: VidiCoreResponse, method: Method, path: string): FailedAttempt {
	const fault = readFault(response.status, response.body);
	const about = [fault.subject, fault.id].filter(Boolean).join(' ');
	const words = [about, fault.explanation].filter(Boolean).join(': ');
	const message = `VidiCore answered ${response.status}${words ? `: ${words}` : ''}`;
	const error = new VidiCoreError(message, fault, { method, path }, response.status);
	return new FailedAttempt(error, worthRepeating.has(response.status), retryAfter(response));
}

function unanswered(cause: ConnectionError, method: Method, path: string): FailedAttempt {
	const kind = cause.cancelled ? 'cancelled' : 'unreachable';
	const { code, neverSent } = cause;
	const error = new VidiCoreError(redact(cause.message), { kind }, { method, path }, undefined, code, { neverSent });
	// A name that does not resolve or a refused certificate will not change within seconds; a cut or refused connection
	// may.
	return new FailedAttempt(error, !cause.cancelled && (!neverSent || code === 'ECONNREFUSED' || code === 'EAI_AGAIN'));
}

/** Retry-After in seconds, as far as it is bearable (30 s); VidiCore is not known to send it, proxies do. */
function retryAfter(response: VidiCoreResponse): number | undefined {
	const seconds = Number(response.headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : undefined;
}
