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
	/** The answer is a file that may be too large for memory: it is handed on as it comes. */
	receive?: Receiver;
}

/** The bytes of a file as they come; n8n's own stream, or that of a test. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): unknown;
}

export interface Receiver {
	/** Stores the file. It is called only for an answer that is one. */
	save(stream: ByteStream, headers: Readonly<Record<string, string>>): Promise<void>;
	/** So long, in ms, may nothing come. */
	stallMs: number;
}

/** The file came, but could not be stored; asking for it again would not help. */
export class NotStored extends Error {}

export interface VidiCoreResponse {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	body: string;
	/** Of a file, when one was asked for. */
	bytes?: Uint8Array;
	/** How many bytes were handed on to a receiver; undefined when the answer was no file. */
	received?: number;
}

/**
 * Sends one request, with the user's credentials added, and answers whatever came back, errors of HTTP included.
 * Throws a `ConnectionError` when no (whole) answer came, and a `NotStored` of the receiver's; nothing else.
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
	/** True when the request cannot have reached VidiCore, so sending it again cannot do anything twice. */
	readonly neverSent: boolean;

	/** `whileConnecting`: there was no connection yet, which makes every code one of nothing sent. */
	constructor(
		readonly code: string,
		message: string,
		whileConnecting = false,
	) {
		super(message);
		this.name = 'ConnectionError';
		this.neverSent = whileConnecting || neverSentCodes.has(code);
	}

	get cancelled(): boolean {
		return this.code === 'ERR_CANCELED' || this.code === 'ABORT_ERR';
	}
}

/**
 * The only list of this kind: codes of failures that come before the first byte of a request is sent, because there
 * is no address, no way, no connection, or no certificate to trust (Node's documentation, "TLS/SSL": X509 certificate
 * error codes). What can also come later (ECONNRESET, ETIMEDOUT, EPROTO …) is not in it.
 */
const neverSentCodes: ReadonlySet<string> = new Set([
	'ERR_INVALID_URL',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'EHOSTDOWN',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_TLS_HANDSHAKE_TIMEOUT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'HOSTNAME_MISMATCH',
]);
