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
import { VidiCoreHttp } from '../../vidicore/http';
import type { Limits } from '../../vidicore/retries';
import { ConnectionError, NotStored, type Clock, type Transport } from '../../vidicore/transport';
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
			const late = limit.isOver() ? new ConnectionError('ETIMEDOUT', `${root} ${words.ETIMEDOUT}`) : undefined;
			return await Promise.reject(late ?? connectionError(error, root));
		} finally {
			limit.end();
		}
	};
}

interface FullResponse {
	statusCode: number;
	headers?: IDataObject;
	body: unknown;
}

function lowerCase(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Only the system's code leaves this function: n8n's own error holds the request with its headers. */
function connectionError(error: unknown, root: string): ConnectionError {
	const { code, whileConnecting } = systemError(error);
	const what = words[code] ?? `could not be asked (${code || 'no answer'})`;
	return new ConnectionError(code, `${root} ${what}`, whileConnecting);
}

/** The system's code, and whether there was a connection yet, out of the errors that n8n wraps around each other. */
function systemError(error: unknown): { code: string; whileConnecting: boolean } {
	let found = '';
	for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
		const { code, cause, name, syscall, message } = at as Record<string, unknown>;
		// n8n's own guard against private addresses looks before anything is sent; its errors have a name and no code.
		if (typeof name === 'string' && name.startsWith('SsrfBlocked')) return { code: blocked, whileConnecting: true };
		if (code === 'EPROTO' && String(message).includes('wrong version number')) found = 'ERR_SSL_WRONG_VERSION_NUMBER';
		if (found === '' && typeof code === 'string' && /^[A-Z_0-9]+$/.test(code)) found = code;
		if (found === '' && (name === 'AbortError' || name === 'CanceledError')) found = 'ERR_CANCELED';
		if (syscall === 'connect' || syscall === 'getaddrinfo') return { code: found, whileConnecting: true };
		at = cause;
	}
	return { code: found, whileConnecting: false };
}

const blocked = 'BLOCKED_BY_N8N';

const words: Record<string, string> = {
	[blocked]:
		'may not be asked: n8n guards against requests to that address (N8N_SSRF_PROTECTION_ENABLED); ' +
		'whoever runs n8n can allow it',
	ECONNREFUSED: 'refuses connections: nothing is listening there',
	ENOTFOUND: 'is not known: there is no server of that name',
	EAI_AGAIN: 'cannot be looked up: the name service did not answer',
	ECONNRESET: 'cut the connection before its answer was complete',
	ECONNABORTED: 'did not answer in time',
	ETIMEDOUT: 'did not answer in time',
	EHOSTUNREACH: 'cannot be reached from here',
	EHOSTDOWN: 'cannot be reached from here',
	ENETDOWN: 'cannot be reached from here',
	EADDRNOTAVAIL: 'cannot be reached from here',
	ENETUNREACH: 'cannot be reached from here',
	CERT_HAS_EXPIRED: 'has a certificate that has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate from an authority that is not trusted here',
	CERT_NOT_YET_VALID: 'has a certificate that is not valid yet; look at the clock of both machines',
	CERT_REVOKED: 'has a certificate that was revoked',
	ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak https there; http may be meant, or another port',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate from an authority that is not known here',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
	ERR_CANCELED: 'was not waited for: the execution was cancelled',
};
