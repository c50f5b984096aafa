import { VidiCoreHttp } from '../../vidicore/http';
import { ConnectionError, type Clock, type VidiCoreRequest, type VidiCoreResponse } from '../../vidicore/transport';

/** An answer of VidiCore, or that none came. */
export type Answer = VidiCoreResponse | ConnectionError;

/** 200 with this text, or with this document as JSON. */
export const ok = (body: unknown): Answer => ({
	status: 200,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const status = (code: number, body = ''): Answer => ({ status: code, headers: {}, body });

/**
 * A VidiCore that answers by request and time; the clock moves only by sleeping, which an abort ends at once.
 * `root` is its address.
 */
export function answeringVidiCore(answer: (request: VidiCoreRequest, now: number) => Answer, root = '') {
	const requests: VidiCoreRequest[] = [];
	let now = 0;
	const clock: Clock = {
		now: () => now,
		sleep: async (ms, signal) => {
			if (!signal?.aborted) now += ms;
		},
	};
	const http = new VidiCoreHttp(
		async (request) => {
			requests.push(request);
			const given = answer(request, now);
			return given instanceof ConnectionError ? await Promise.reject(given) : given;
		},
		clock,
		root,
	);
	return { http, requests, clock };
}
