import type { Method } from './transport';

/**
 * What kind of trouble: the nine fault kinds of VidiCore's ExceptionDocument, and what can go wrong around it.
 * - unreachable: no answer came; `notVidiCore`: an answer came, but from something else (a gateway's page, a wrong
 *   path)
 * - badAnswer: VidiCore's answer is cut off or not what the API describes
 * - unknownStart: a job may or may not have been started (see startJob.ts)
 * - tooManyRequests: VidiCore or a gateway asks to be left alone for a while (429)
 * - tookTooLong: the calls of one operation have taken all the time that there is for it
 */
export type FaultKind =
	| 'notFound'
	| 'invalidInput'
	| 'forbidden'
	| 'notAuthorized'
	| 'conflict'
	| 'fileAlreadyExists'
	| 'licenseFault'
	| 'internalServer'
	| 'notYetImplemented'
	| 'unreachable'
	| 'notVidiCore'
	| 'badAnswer'
	| 'unknownStart'
	| 'tooManyRequests'
	| 'tookTooLong'
	| 'cancelled';

export interface Fault {
	kind: FaultKind;
	/** What it is about, as VidiCore names it: `Item`, `Job`, `metadata-field` … and its id. */
	subject?: string;
	id?: string;
	/** VidiCore's own words, redacted. */
	explanation?: string;
	/** Where a redirect pointed, host and path; nothing was sent there. */
	pointsTo?: string;
	/** What the id is instead, where that was looked up (otherKind.ts). */
	otherKind?: string;
}

/** What is known besides of a request that failed. */
export interface Circumstances {
	/** It cannot have reached VidiCore, so that nothing can have been done. */
	neverSent?: boolean;
	/** How often it was tried, and how long with all pauses, in ms. */
	tried?: { attempts: number; ms: number };
	/** When the server wants to be asked again at the earliest, in ms of the clock. */
	retryAt?: number;
}

/** A request that VidiCore did not fulfil. The message holds no key, no header and no body. */
export class VidiCoreError extends Error {
	/** True when the request cannot have reached VidiCore; false when it has, or may have. */
	readonly neverSent: boolean;
	readonly tried?: { attempts: number; ms: number };
	readonly retryAt?: number;

	constructor(
		message: string,
		readonly fault: Fault,
		readonly request: { method: Method; path: string },
		readonly status?: number,
		/** A system code such as ECONNREFUSED, where no answer came. */
		readonly code?: string,
		{ neverSent = false, tried, retryAt }: Circumstances = {},
	) {
		super(message);
		this.name = 'VidiCoreError';
		this.neverSent = neverSent;
		this.tried = tried;
		this.retryAt = retryAt;
	}

	get kind(): FaultKind {
		return this.fault.kind;
	}

	/** The same failure, told with what it means for the work it is part of. */
	reworded(message: string, fault = this.fault): VidiCoreError {
		return new VidiCoreError(message, fault, this.request, this.status, this.code, this);
	}
}

/**
 * Whether VidiCore itself says that it does not have what was asked for, or can have nothing of such an id. A 404 that
 * names nothing may come from anything that stands in between.
 */
export const isMissing = (error: unknown): error is VidiCoreError =>
	error instanceof VidiCoreError &&
	error.kind === 'notFound' &&
	(error.fault.subject !== undefined || error.fault.id !== undefined || error.neverSent);

/**
 * Whether asking for the same again would be answered the same: VidiCore has no such thing, does not take it for an
 * id, or does not let this user see it. A login that is refused is not meant: that gets mended.
 */
export const isFinal = (error: unknown): error is VidiCoreError =>
	isMissing(error) ||
	(error instanceof VidiCoreError &&
		(error.kind === 'forbidden' || (error.kind === 'invalidInput' && error.status === 400)));
