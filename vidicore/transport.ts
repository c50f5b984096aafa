/**
 * What the client needs of the world around it: a way to send a request, and time. Nodes bring n8n's, tests bring
 * fetch.
 */

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface VidiCoreRequest {
	method: Method;
	/** Path from the server's root, already percent-encoded, with its query: `/API/item/VX-1?content=metadata`. */
	path: string;
	headers: Record<string, string>;
	/** Text, or the bytes of a file. */
	body?: string | Uint8Array;
	timeoutMs: number;
	/** The answer is a file: its bytes are wanted instead of text. */
	file?: boolean;
}

export interface VidiCoreResponse {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	body: string;
	/** Of a file, when one was asked for. */
	bytes?: Uint8Array;
}

/**
 * Sends one request, with the user's credentials added, and answers whatever came back, errors of HTTP included.
 * Throws a `ConnectionError` when no (whole) answer came; nothing else.
 */
export type Transport = (request: VidiCoreRequest) => Promise<VidiCoreResponse>;

/** Time, in milliseconds. `sleep` ends early, without throwing, when the signal is aborted. */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * No answer came: refused, unknown host, cut off, timed out, cancelled. `code` is the system's word (ECONNREFUSED …).
 */
export class ConnectionError extends Error {
	constructor(
		readonly code: string,
		message: string,
	) {
		super(message);
		this.name = 'ConnectionError';
	}

	/** True when the request cannot have reached VidiCore, so sending it again cannot do anything twice. */
	get neverSent(): boolean {
		return neverSentCodes.has(this.code);
	}

	get cancelled(): boolean {
		return this.code === 'ERR_CANCELED' || this.code === 'ABORT_ERR';
	}
}

const neverSentCodes = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);
