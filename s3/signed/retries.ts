import type { S3Refusal } from '../refusals';

// What the AWS SDK repeats and how long it waits, in its retry mode "standard" (@smithy/core 3, submodule retry).

const transientStatus = [500, 502, 503, 504];
const throttlingNames = [
	'BandwidthLimitExceeded',
	'RequestLimitExceeded',
	'SlowDown',
	'Throttling',
	'RequestThrottled',
];
const networkCodes = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** So far, in ms, may clocks differ before a signature is made anew by the server's. */
const allowedSkewMs = 240_000;

const slowDown = (error: S3Refusal): boolean =>
	error.$metadata?.httpStatusCode === 429 || throttlingNames.includes(String(error.name));

/** Whether the same request may go better a moment later. A time-out is final: its time was a minute already. */
export function mayBeRepeated(error: unknown): boolean {
	const failed = (error ?? {}) as S3Refusal;
	const status = failed.$metadata?.httpStatusCode;
	if (status === undefined) return networkCodes.includes(String(failed.code));
	return transientStatus.includes(status) || failed.name === 'RequestTimeout' || slowDown(failed);
}

/** How long to wait before that, in ms; `chance` is from 0 to 1. Retry-After is heeded up to five seconds. */
export function pauseMs(error: unknown, chance: number): number {
	const failed = (error ?? {}) as S3Refusal;
	const own = Math.floor(chance * (slowDown(failed) ? 500 : 100));
	const asked = Number(failed.$response?.headers?.['retry-after']) * 1000;
	return Number.isFinite(asked) ? Math.max(own, Math.min(asked, own + 5000)) : own;
}

/** How far the clock of the server that refused is from ours, in ms, where that is too far; undefined otherwise. */
export function skewOf(error: unknown, now: number): number | undefined {
	const { date, age } = ((error ?? {}) as S3Refusal).$response?.headers ?? {};
	const skew = age === undefined ? Date.parse(date ?? '') - now : NaN;
	return Math.abs(skew) >= allowedSkewMs ? skew : undefined;
}
