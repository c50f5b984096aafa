import type { HttpAnswer, S3Access } from '../calls';
import { addressOf } from './address';
import { failedUnderWay, Refused } from './refusal';
import { mayBeRepeated, pauseMs, skewOf } from './retries';
import { signedHeaders, type Unsigned } from './signature';

export interface S3Request {
	method: Unsigned['method'];
	/** None for a request about all of them. */
	bucket?: string;
	/** An undefined value leaves its parameter out. */
	query?: Record<string, string | undefined>;
	body?: string;
	/** Besides the signature. */
	headers?: Record<string, string>;
}

/**
 * Sends signed requests to S3 through an HTTP client of somebody else's. What can be repeated is sent once more, as the
 * AWS SDK does with two attempts.
 */
export class SignedRequests {
	/** How far the server's clock is from ours, in ms: S3 takes no signature of another time. */
	private skew = 0;

	constructor(
		private readonly access: S3Access,
		private readonly limitMs: number,
	) {}

	/** The answer. Rejects with a Refused, or with what the HTTP client was rejected with. */
	async send(request: S3Request): Promise<HttpAnswer> {
		try {
			return await this.once(request);
		} catch (error) {
			const corrected = this.corrected(error);
			if (!corrected && !mayBeRepeated(error)) return await Promise.reject(error);
			await pause(pauseMs(error, Math.random()));
			return await this.once(request);
		}
	}

	private async once({ method, bucket, query = {}, body, headers: own = {} }: S3Request): Promise<HttpAnswer> {
		const url = addressOf(this.access, bucket);
		for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
		url.search = url.search.replaceAll('+', '%20'); // a blank, which URL writes as forms do
		const moment = new Date(Date.now() + this.skew);
		const headers = await signedHeaders({ method, url, headers: own, body }, this.access, moment);
		const answer = await this.access.send({ method, url: url.href, headers, body, timeoutMs: this.limitMs });
		if (answer.status < 200 || answer.status >= 300) throw new Refused(answer);
		if (failedUnderWay(answer)) throw new Refused(answer, 503);
		return answer;
	}

	/** Whether our clock was wrong, and the next signature will be of the server's time. */
	private corrected(error: unknown): boolean {
		const skew = skewOf(error, Date.now());
		if (skew === undefined) return false;
		const isNew = skew !== this.skew;
		this.skew = skew;
		return isNew;
	}
}

const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => AbortSignal.timeout(ms).addEventListener('abort', () => resolve()));
