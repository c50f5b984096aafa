import type { ConnectionError, Method, VidiCoreResponse } from './transport';

/**
 * What is asked again, how often, and how long: all of it (docs/retries.md says it for users). Times in milliseconds.
 */
export interface Limits {
	/** How often something that may be repeated is sent at most. */
	attempts: number;
	/** Until an answer must be there as a whole; however it drips in. */
	answerMs: number;
	/** All attempts of one call with the pauses between them. */
	callMs: number;
	/** The same for a call that sends a file. */
	uploadMs: number;
	/** Until a part of a file must be taken; each has a call's time for itself, however many there are. */
	partMs: number;
	/** How often a part of a file is sent at most: a VidiCore that starts anew is away for a minute. */
	partAttempts: number;
	/** The same for a file that is fetched, with all attempts: as long as a large one takes on a slow line. */
	downloadMs: number;
	/** How long nothing may come of a file on its way. */
	stallMs: number;
	/** All calls of one operation: of one input item, one look of a trigger, one list in the editor. */
	operationMs: number;
	/** The pause after the first attempt; each further one is twice as long. */
	firstPauseMs: number;
	/** Shorter than this no answer is waited for; a call that has less time left is not tried again. */
	leastMs: number;
}

export const limits: Limits = {
	attempts: 4,
	answerMs: 90_000,
	callMs: 120_000,
	uploadMs: 600_000,
	partMs: 150_000,
	partAttempts: 8,
	downloadMs: 21_600_000,
	stallMs: 60_000,
	operationMs: 1_800_000,
	firstPauseMs: 500,
	leastMs: 5_000,
};

/**
 * Whether a method may be sent twice. GET, PUT and DELETE are idempotent in VidiCore (documented); a POST makes
 * something new each time (startJob.ts deals with what is left unclear).
 */
export const mayBeRepeated = (method: Method): boolean => method !== 'POST';

/** Answers after which the same may go well a moment later. */
export const passes = (status: number): boolean => [429, 500, 502, 503, 504].includes(status);

/**
 * Whether a connection may come about a moment later. A name that does not resolve or a refused certificate will not
 * change within seconds; a cut or refused connection may, and so may a name service that did not answer.
 */
export const passesSoon = ({ cancelled, neverSent, code }: ConnectionError): boolean =>
	!cancelled && (!neverSent || code === 'ECONNREFUSED' || code === 'EAI_AGAIN');

/** The pause after that many attempts. */
export const pauseAfter = (attempt: number, { firstPauseMs }: Limits): number => firstPauseMs * 2 ** (attempt - 1);

/**
 * How long the server asks to wait, in ms: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). VidiCore is not
 * known to send it; proxies do. A date is measured by the server's own clock where it tells it, since clocks differ.
 * Undefined when it asks for nothing, or for a time that is over.
 */
export function retryAfterMs({ headers }: VidiCoreResponse, now: number): number | undefined {
	const asked = headers['retry-after']?.trim() ?? '';
	if (/^\d{1,10}$/.test(asked)) return Number(asked) * 1000 || undefined;
	const until = httpDate(asked);
	const wait = until === undefined ? 0 : until - (httpDate(headers.date) ?? now);
	return wait > 0 ? wait : undefined;
}

/** `Wed, 25 Nov 2026 08:00:00 GMT` in ms; other texts, of which Date.parse would make something, are no dates. */
function httpDate(text = ''): number | undefined {
	const time = /^[A-Z][a-z]{2,8}, /.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** How often and how long something was tried, for the end of a message; '' for one quick attempt. */
export function triedWords(attempts: number, ms: number): string {
	if (attempts === 1 && ms < 10_000) return '';
	const seconds = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
	const time = `${seconds} second${seconds === 1 ? '' : 's'}`;
	return attempts === 1 ? ` (tried once, for ${time})` : ` (tried ${attempts} times in ${time})`;
}
