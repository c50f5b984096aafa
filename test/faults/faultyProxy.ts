import { createServer, request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that came to the proxy, as a fault gets it. */
export interface Exchange {
	message: IncomingMessage;
	body: Buffer;
	response: ServerResponse;
	/** Hands the request on to the server, which does it; resolves to what it answered. */
	pass(): Promise<Passed>;
}

export interface Passed {
	method: string;
	/** With the query. */
	url: string;
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
}

/** What is done to a request in place of handing it on. */
export type Meddling = (exchange: Exchange) => unknown;

export interface FaultyProxy {
	/** To be asked instead of the server. */
	url: string;
	/** What the server has done, in the order of its answers. */
	passed: Passed[];
	/** Takes no connections until it is up again, at the same address. */
	down(): Promise<void>;
	up(): Promise<void>;
	close(): Promise<void>;
}

/** Nodes remember a VidiCore by its address, so none is used twice. */
const usedPorts = new Set<number>();

/**
 * Stands before a server, on a TCP port of its own, and hands every request on, but for those that `meddling` has a
 * fault for. Requests keep their Host, which S3 signs. `certificate` makes it one that is spoken to by TLS.
 */
export async function faultyProxy(
	server: string,
	meddling: (method: string, path: string) => Meddling | undefined,
	certificate?: { key: string; cert: string },
): Promise<FaultyProxy> {
	const passed: Passed[] = [];
	const serve = async (message: IncomingMessage, response: ServerResponse) => {
		const body = await whole(message);
		const pass = async () => {
			const answer = await handOn(server, message, body);
			passed.push(answer);
			return answer;
		};
		const [path = ''] = (message.url ?? '').split('?');
		const meddle = meddling(message.method ?? '', path);
		if (meddle) return void (await meddle({ message, body, response, pass }));
		const { status, headers, body: answer } = await pass();
		response.writeHead(status, withoutLength(headers)).end(answer);
	};
	const listener: RequestListener = (message, response) => {
		serve(message, response).catch(() => response.destroy());
	};
	const front = certificate ? createTlsServer(certificate, listener) : createServer(listener);
	front.keepAliveTimeout = 0; // closes no connection by itself
	const listen = (port: number) => new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve));
	const stop = async () => {
		const closed = new Promise((resolve) => front.close(resolve));
		front.closeAllConnections();
		await closed;
	};
	await listen(0);
	for (; usedPorts.has((front.address() as AddressInfo).port); await listen(0)) await stop();
	const { port } = front.address() as AddressInfo;
	usedPorts.add(port);
	return {
		url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
		passed,
		down: stop,
		up: async () => void (front.listening || (await listen(port))),
		close: async () => void (front.listening && (await stop())),
	};
}

async function whole(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message as AsyncIterable<Buffer>) parts.push(part);
	return Buffer.concat(parts);
}

const handOn = (server: string, { method = '', url = '', headers }: IncomingMessage, body: Buffer): Promise<Passed> =>
	new Promise((resolve, reject) => {
		const onward = request(server + url, { method, headers, agent: false }, (answer) => {
			whole(answer).then(
				(bytes) => resolve({ method, url, status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
				reject,
			);
		});
		onward.on('error', reject).end(body);
	});

const ofTheWay = new Set(['content-length', 'transfer-encoding', 'connection']);

/** The answer goes on as a whole, however it came. */
const withoutLength = (headers: Passed['headers']): Passed['headers'] =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheWay.has(name)));
