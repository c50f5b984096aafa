import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { serverRoot } from '../../vidicore/baseUrl';
import { connectionWords, systemError } from '../../vidicore/connectionWords';
import { VidiCoreHttp } from '../../vidicore/http';
import type { Limits } from '../../vidicore/retries';
import { ConnectionError, NotStored, type Clock, type Transport } from '../../vidicore/transport';
import { lowerCase, type FullResponse } from './fullResponse';
import { received, type ByteSource } from './received';
import { patience } from './patience';
import { keepSecret, secretsOf } from './secrets';

/** Where nodes of a trigger run: when the workflow is published, when VidiCore calls, and by the clock. */
export type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

type Context = IExecuteFunctions | ILoadOptionsFunctions | TriggerContext;

export const credentialName = 'vidiCoreApi';

/**
 * The VidiCore of this node's credential, spoken to through n8n's own HTTP helper (its proxy, TLS and cancel settings
 * apply).
 */
export async function vidiCore(context: Context, limits: Partial<Limits> = {}): Promise<VidiCoreHttp> {
	const credential = await context.getCredentials<{ baseUrl: string } & IDataObject>(credentialName);
	const root = serverRoot(credential.baseUrl ?? '');
	const secrets = secretsOf(credential);
	keepSecret(context, secrets);
	return new VidiCoreHttp(transport(context, root), clock, root, {
		secrets,
		limits: { ...limitsOf(context), ...limits },
	});
}

/** In the editor somebody sits and waits, and VidiCore waits for the answer to its call. */
function limitsOf(context: Context): Partial<Limits> {
	if ('getCurrentNodeParameter' in context) return { answerMs: 30_000, callMs: 45_000, operationMs: 60_000 };
	if ('getResponseObject' in context) return { operationMs: 120_000 };
	return {};
}

/** n8n's clock: its sleep cannot be woken, so it is taken in short slices that end soon after a cancel. */
export const clock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		for (let left = ms; left > 0 && !signal?.aborted; left -= 500) await sleep(Math.min(left, 500));
	},
};

function transport(context: Context, root: string): Transport {
	return async ({ method, path, headers, body, timeoutMs, file, receive }) => {
		const options: IHttpRequestOptions = {
			method,
			url: root + path,
			headers,
			body: typeof body === 'object' ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body,
			encoding: receive ? 'stream' : file ? 'arraybuffer' : 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		const limit = patience(context, timeoutMs);
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(limit.context, credentialName, {
				...options,
				abortSignal: limit.signal,
			})) as FullResponse;
			const answer = { status: response.statusCode, headers: lowerCase(response.headers ?? {}) };
			if (receive)
				return { ...answer, ...(await received(response.body as ByteSource, answer, receive, limit.giveUp)) };
			if (file) return { ...answer, body: '', bytes: Buffer.from(response.body as ArrayBuffer) };
			return { ...answer, body: typeof response.body === 'string' ? response.body : '' };
		} catch (error) {
			if (error instanceof NotStored) return await Promise.reject(error);
			const late = limit.isOver() ? tooLate(root) : undefined;
			return await Promise.reject(late ?? connectionError(error, root));
		} finally {
			limit.end();
		}
	};
}

const tooLate = (root: string): ConnectionError =>
	new ConnectionError('ETIMEDOUT', `${root} ${connectionWords('ETIMEDOUT')}`);

/** Only the system's code leaves this function: n8n's own error holds the request with its headers. */
function connectionError(error: unknown, root: string): ConnectionError {
	const { code, whileConnecting } = systemError(error);
	return new ConnectionError(code, `${root} ${connectionWords(code)}`, whileConnecting);
}
