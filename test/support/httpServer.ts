import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of a server. */
export interface Seen {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface HttpServer {
	/** `http://127.0.0.1:PORT`. */
	root: string;
	seen: Seen[];
	close(): Promise<void>;
}

/** A server that answers so, whatever it is asked. */
export async function httpServer(
	answer: (seen: Seen, response: ServerResponse, request: IncomingMessage) => void,
): Promise<HttpServer> {
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
			seen.push(one);
			answer(one, response, request);
		});
	});
	return { seen, ...(await listening(server)) };
}

/** Lets a server listen on a free port of this machine. */
export async function listening(server: Server): Promise<{ root: string; close(): Promise<void> }> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers with a byte every 20 ms, for as long as somebody listens. */
export function drip(response: ServerResponse, contentType: string): void {
	response.writeHead(200, { 'content-type': contentType });
	const dripping = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(dripping));
}
