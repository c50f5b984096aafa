import { cancelSignal } from './n8nFunctions';

export interface Patience<C> {
	/** Aborted when the time is over or the execution is cancelled, whatever comes first. */
	signal: AbortSignal;
	/**
	 * The context with this signal as its cancel signal: n8n's helper for requests with a credential puts the execution's
	 * own in the place of any that is given.
	 */
	context: C;
	/** Ends it as if the time were over. */
	giveUp(): void;
	/** Whether it was the time. */
	isOver(): boolean;
	/** To be called when the request has ended, however it did. */
	end(): void;
}

/** The time that a request has as a whole, in ms; n8n's own `timeout` begins anew with each byte that drips in. */
export function patience<C extends object>(context: C, ms: number): Patience<C> {
	const controller = new AbortController();
	const time = AbortSignal.timeout(ms);
	const cancel = cancelSignal(context);
	const abort = () => controller.abort();
	let givenUp = false;
	for (const signal of [time, cancel]) signal?.addEventListener('abort', abort);
	if (cancel?.aborted) abort();
	const { signal } = controller;
	return {
		signal,
		context: Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as C,
		giveUp: () => {
			givenUp = true;
			abort();
		},
		isOver: () => (time.aborted || givenUp) && cancel?.aborted !== true,
		end: () => {
			for (const one of [time, cancel]) one?.removeEventListener('abort', abort);
		},
	};
}
