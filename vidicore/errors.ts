import type { Method } from './transport';

/**
 * What kind of trouble: the nine fault kinds of VidiCore's ExceptionDocument, and what can go wrong around it.
 * - unreachable: no answer came; `notVidiCore`: an answer came, but from something else (a gateway's page, a wrong
 *   path)
 * - badAnswer: VidiCore's answer is cut off or not what the API describes
 * - unknownStart: a job may or may not have been started (see startJob.ts)
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
	| 'cancelled';

export interface Fault {
	kind: FaultKind;
	/** What it is about, as VidiCore names it: `Item`, `Job`, `metadata-field` … and its id. */
	subject?: string;
	id?: string;
	/** VidiCore's own words, redacted. */
	explanation?: string;
}

/** A request that VidiCore did not fulfil. The message holds no key, no header and no body. */
export class VidiCoreError extends Error {
	constructor(
		message: string,
		readonly fault: Fault,
		readonly request: { method: Method; path: string },
		readonly status?: number,
		/** A system code such as ECONNREFUSED, where no answer came. */
		readonly code?: string,
	) {
		super(message);
		this.name = 'VidiCoreError';
	}

	get kind(): FaultKind {
		return this.fault.kind;
	}
}
