import type { IExecuteFunctions, ICredentialTestFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { HttpAnswer, SendHttp } from '../../s3/calls';
import { systemError } from '../../vidicore/connectionWords';
import { lowerCase, type FullResponse } from '../kit/fullResponse';
import { patience } from '../kit/patience';

/** Requests to S3 through n8n's own HTTP helper: its proxy, TLS and cancel settings apply. */
export const sendThrough =
	(context: IExecuteFunctions): SendHttp =>
	async ({ timeoutMs, ...request }) => {
		const options: IHttpRequestOptions = {
			...request,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		const limit = patience(context, timeoutMs);
		const helpers = context.helpers;
		const given = async () => await helpers.httpRequest({ ...options, abortSignal: limit.signal });
		return await answered(given, limit.isOver).finally(limit.end);
	};

/**
 * The same in the test of a credential, where n8n offers its older HTTP helper only. That one cannot be ended, so its
 * answer is not waited for when it is late.
 */
export const sendInTest =
	(context: ICredentialTestFunctions): SendHttp =>
	async ({ url, timeoutMs, ...request }) => {
		const late = AbortSignal.timeout(timeoutMs);
		const tooLate = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Unanswered())));
		const { helpers } = context;
		const options = { ...request, uri: url, simple: false, resolveWithFullResponse: true, followRedirect: false };
		const given = async () => await Promise.race([helpers.request({ ...options, timeout: timeoutMs }), tooLate]);
		return await answered(given, () => late.aborted);
	};

/** Only the system's code gets out: n8n's own error holds the request with its headers. */
class Unanswered extends Error {
	constructor(readonly code = 'ETIMEDOUT') {
		super(code);
	}
}

async function answered(ask: () => Promise<unknown>, isLate: () => boolean): Promise<HttpAnswer> {
	try {
		const { statusCode, headers = {}, body } = (await ask()) as FullResponse;
		return { status: statusCode, headers: lowerCase(headers), body: typeof body === 'string' ? body : '' };
	} catch (error) {
		return await Promise.reject(new Unanswered(isLate() ? undefined : systemError(error).code));
	}
}
