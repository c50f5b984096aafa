import type { Redactor } from '../secrets/redactor';
import { VidiCoreError, type Circumstances, type Fault } from './errors';
import { disguisedFault, pageTitle, readFault } from './exceptionDocument';
import { pointsTo } from './redirect';
import { passes, passesSoon, retryAfterMs } from './retries';
import type { ConnectionError, Method, VidiCoreResponse } from './transport';

/** What was asked, for errors, and what takes the keys out of whatever the server says about it. */
export interface Asked {
	method: Method;
	path: string;
	/** In words: `the list of jobs`. */
	what?: string;
	hide: Redactor;
}

/** An attempt that gave no answer, or not the one that was asked for. */
export class FailedAttempt extends Error {
	constructor(
		readonly error: VidiCoreError,
		readonly repeatable: boolean,
		/** How long the server asks to wait, in ms. */
		readonly retryAfterMs?: number,
	) {
		super(error.message);
	}
}

/**
 * Throws a FailedAttempt for every answer that is not VidiCore's "done": another status than 2xx, a redirect, which is
 * never followed (it would carry login and body to a host that nobody chose), a web page such as a gateway's sign-in
 * with status 200, and an error that a gateway has given the status 200.
 */
export function refuseFailures(response: VidiCoreResponse, asked: Asked, now: number): void {
	const { status, body } = response;
	if (status >= 300 && status < 400) throw redirected(response, asked);
	if (status < 200 || status > 299) throw refused(response, readFault(status, body, asked.hide), asked, now);
	if (isWebPage(response)) throw webPage(response, asked);
	const fault = disguisedFault(body, asked.hide);
	if (fault) throw refused(response, fault, asked, now);
}

/** The answer's JSON object. Throws a FailedAttempt when it is empty, cut off, no JSON, or no object. */
export function readJson(response: VidiCoreResponse, asked: Asked): object {
	const text = response.body.trim();
	const { what = 'the document' } = asked;
	// A 200 without body is VidiCore's plain "done" (recorded for DELETE), and never a document.
	if (text === '') throw unreadable(`VidiCore answered ${response.status} without ${what} that was asked for`);
	if (text.startsWith('<') && !isVidiCoreXml(text)) throw webPage(response, asked);
	const document = parsed(text);
	if (document) return document;
	const cutOff = text.startsWith('{') ? 'is cut off or damaged' : 'is not the JSON that was asked for';
	throw unreadable(`VidiCore's answer ${cutOff} (${text.length} characters; ${what} was asked for)`);

	function unreadable(message: string): FailedAttempt {
		return failed(message, { kind: 'badAnswer' }, asked, { status: response.status, repeatable: true });
	}
}

/**
 * The answer to a request that only does something: nothing (200 or 204 without a body, recorded for DELETE, for
 * shapes, and for what is put into a collection), or a document of VidiCore (recorded for metadata). Throws a
 * FailedAttempt for everything else, because then something else than VidiCore has answered and nothing is done.
 * Whether it was nothing, is what it gives: any server may write a document.
 */
export function readDone(response: VidiCoreResponse, asked: Asked): boolean {
	const { status } = response;
	const text = response.body.trim();
	if (text === '' || isVidiCoreXml(text)) return true;
	if (parsed(text)) return false;
	if (text.startsWith('<')) throw webPage(response, asked);
	if (text.startsWith('{')) {
		const message = `VidiCore's answer is cut off or damaged (${text.length} characters)`;
		throw failed(message, { kind: 'badAnswer' }, asked, { status, repeatable: true });
	}
	const message = `The address answered with a text of ${text.length} characters, not as VidiCore`;
	throw failed(message, { kind: 'notVidiCore' }, asked, { status });
}

/** Whether what begins to come is a file, and no error or web page, which are texts. */
export const isFile = ({ status, headers }: Pick<VidiCoreResponse, 'status' | 'headers'>): boolean =>
	status >= 200 && status < 300 && !/\bx?html\b/i.test(headers['content-type'] ?? '');

/** The size of a file that was stored as it came. Throws a FailedAttempt when it is not the size that it must have. */
export function readWhole({ status, received }: VidiCoreResponse, asked: Asked, size: number | undefined): number {
	const { what = 'the file' } = asked;
	if (received !== undefined && (size === undefined || received === size)) return received;
	const message =
		received === undefined
			? `VidiCore answered ${status} without ${what}`
			: `Of ${what} ${received} bytes came, and VidiCore says that it has ${String(size)}`;
	throw failed(message, { kind: 'badAnswer' }, asked, { status, repeatable: true });
}

/** The bytes of a file. */
export const readFile = ({ bytes }: VidiCoreResponse): Uint8Array => bytes ?? new Uint8Array();

/** No answer came. */
export function unanswered(cause: ConnectionError, asked: Asked): FailedAttempt {
	const { code, neverSent } = cause;
	const kind = cause.cancelled ? 'cancelled' : 'unreachable';
	return failed(asked.hide(cause.message), { kind }, asked, { code, neverSent, repeatable: passesSoon(cause) });
}

/** Something went wrong that is no failed connection. */
export const broken = (error: unknown, asked: Asked): FailedAttempt =>
	failed(asked.hide(String(error instanceof Error ? error.message : error)), { kind: 'unreachable' }, asked, {});

interface More extends Circumstances {
	status?: number;
	code?: string;
	repeatable?: boolean;
	retryAfterMs?: number;
}

function failed(message: string, fault: Fault, { method, path }: Asked, more: More): FailedAttempt {
	const error = new VidiCoreError(message, fault, { method, path }, more.status, more.code, more);
	return new FailedAttempt(error, more.repeatable ?? false, more.retryAfterMs);
}

function parsed(text: string): object | undefined {
	try {
		const document: unknown = JSON.parse(text);
		return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : undefined;
	} catch {
		return undefined;
	}
}

const isVidiCoreXml = (text: string): boolean => text.startsWith('<') && text.includes('xml.vidispine.com');

function isWebPage({ headers, body, bytes }: VidiCoreResponse): boolean {
	const begin = bytes ? Buffer.from(bytes.subarray(0, 200)).toString('latin1') : body.slice(0, 200);
	return /\bx?html\b/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype\s+html|html)\b/i.test(begin);
}

function webPage({ status, body, bytes }: VidiCoreResponse, asked: Asked): FailedAttempt {
	const title = pageTitle(bytes ? Buffer.from(bytes.subarray(0, 5000)).toString('utf8') : body, asked.hide);
	const message = `The address answered with a web page${title ? ` ("${title}")` : ''}, not as VidiCore`;
	return failed(message, { kind: 'notVidiCore', explanation: title }, asked, { status });
}

function redirected({ status, headers }: VidiCoreResponse, asked: Asked): FailedAttempt {
	const place = asked.hide(pointsTo(headers.location, `http://vidicore.invalid${asked.path}`));
	const where = place === '' ? '' : ` to ${place}`;
	const message = `The address answered with a redirect (${status})${where}, which was not followed`;
	return failed(message, { kind: 'notVidiCore', pointsTo: place }, asked, { status });
}

function refused(response: VidiCoreResponse, fault: Fault, asked: Asked, now: number): FailedAttempt {
	const { status } = response;
	const message = headline(status, fault);
	return failed(message, fault, asked, {
		status,
		repeatable: passes(status),
		retryAfterMs: passes(status) ? retryAfterMs(response, now) : undefined,
	});
}

/** A sentence first, the status after it: what users read is a headline, and not HTTP. */
function headline(status: number, fault: Fault): string {
	const { kind, subject, id, explanation } = fault;
	const thing = [subject && thingNamed(subject), id].filter(Boolean).join(' ');
	if (kind === 'notFound' && thing !== '') return `VidiCore has no ${thing} (${status})${because(explanation)}`;
	const said = sentences[kind];
	const words = because([thing, explanation].filter(Boolean).join(': '));
	return said === undefined ? `VidiCore answered ${status}${words}` : `VidiCore ${said} (${status})${words}`;
}

const because = (words: string | undefined): string => (words ? `: ${words}` : '');

/** `Item` and `metadata-field` as they stand in a sentence. */
const thingNamed = (subject: string): string =>
	/^[A-Z][a-z]+$|^metadata-?field$/i.test(subject)
		? subject
				.toLowerCase()
				.replace(/-?field$/, ' field')
				.trim()
		: subject;

const sentences: Partial<Record<Fault['kind'], string>> = {
	notAuthorized: 'refuses the login',
	forbidden: 'does not allow this to the user of the credential',
	invalidInput: 'does not take this',
	conflict: 'says that something stands against it',
	fileAlreadyExists: 'has such a file already',
	licenseFault: 'has no licence for this',
	internalServer: 'had trouble',
	tooManyRequests: 'takes no more requests for now',
};
