import { Readable } from 'node:stream';
import type { Clock, Transport } from '../../vidicore/transport';
import { ConnectionError } from '../../vidicore/transport';
import { VidiCoreHttp } from '../../vidicore/http';

/** The client outside n8n. */
export const vidiCoreOver = (baseUrl: string, login = 'admin:admin', clock: Clock = realClock): VidiCoreHttp =>
	new VidiCoreHttp(fetchTransport(baseUrl, login), clock, baseUrl, { limits: { operationMs: Infinity } });

/** fetch with Basic login, `user:password`. */
export const fetchTransport = (baseUrl: string, login = 'admin:admin'): Transport =>
	authorized(baseUrl, `Basic ${Buffer.from(login).toString('base64')}`);

/** fetch with a token of VidiCore's. */
export const tokenTransport = (baseUrl: string, token: string): Transport => authorized(baseUrl, `token ${token}`);

function authorized(baseUrl: string, authorization: string): Transport {
	return async ({ method, path, headers, body, file, receive }) => {
		const response = await fetch(baseUrl + path, {
			method,
			redirect: 'manual', // as with n8n's helper in nodes/kit/vidiCore.ts
			headers: { ...headers, authorization },
			body: typeof body === 'object' ? Buffer.from(body) : body,
		}).catch((error: unknown) => Promise.reject(connectionError(error)));
		const got = { status: response.status, headers: Object.fromEntries(response.headers) };
		if (receive && response.ok && response.body) {
			let received = 0;
			const body = response.body as AsyncIterable<Uint8Array>;
			const counted = async function* () {
				for await (const chunk of body) {
					received += chunk.length;
					yield chunk;
				}
			};
			const saved = receive.save(Readable.from(counted()), got.headers);
			await saved.catch((error: unknown) => Promise.reject(connectionError(error)));
			return { ...got, body: '', received };
		}
		if (file)
			return { status: response.status, headers: {}, body: '', bytes: new Uint8Array(await response.arrayBuffer()) };
		const text = await response.text().catch((error: unknown) => Promise.reject(connectionError(error)));
		return { ...got, body: text };
	};
}

/**
 * Real time, in steps of at most 30 ms, so that a contract test with an emulator at high speed takes no longer than
 * that.
 */
export const realClock: Clock = {
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 30))),
};

function connectionError(error: unknown): ConnectionError {
	const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string };
	return new ConnectionError(
		code === 'UND_ERR_SOCKET' ? 'ECONNRESET' : (code ?? ''),
		`no answer (${code ?? 'unknown'})`,
	);
}
