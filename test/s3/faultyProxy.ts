import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a client and an S3 server, passes everything on, and meddles where it is told to. */
export interface Meddler {
	endpoint: string;
	/** Runs before the nth request (from 1) that fits; a status ends it here with AccessDenied. */
	before(fits: (method: string, url: string) => boolean, nth: number, act: () => Promise<number | void>): void;
	/** Runs when the answer to the first request that fits is complete, before it is passed on. */
	after(fits: (method: string, url: string) => boolean, act: () => Promise<void>): void;
	close(): Promise<void>;
}

type Rule = { fits: (method: string, url: string) => boolean; left: number; act: () => Promise<number | void> };

export async function meddleWith(endpoint: string): Promise<Meddler> {
	const rules: { before: Rule[]; after: Rule[] } = { before: [], after: [] };
	const due = async (list: Rule[], { method = '', url = '' }: IncomingMessage) => {
		for (const rule of list) if (rule.fits(method, url) && (rule.left -= 1) === 0) return await rule.act();
		return undefined;
	};
	const server = createServer((message, response) => {
		void (async () => {
			const body: Buffer[] = [];
			for await (const part of message as AsyncIterable<Buffer>) body.push(part);
			const status = await due(rules.before, message);
			if (status)
				return response
					.writeHead(status, { 'content-type': 'application/xml' })
					.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
			// The host is signed: it is passed on as it came.
			const onward = request(
				endpoint + (message.url ?? ''),
				{ method: message.method, headers: message.headers },
				(answer) => {
					void (async () => {
						const parts: Buffer[] = [];
						for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
						await due(rules.after, message);
						response.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(parts));
					})();
				},
			);
			onward.on('error', () => response.destroy()).end(Buffer.concat(body));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		before: (fits, nth, act) => void rules.before.push({ fits, left: nth, act }),
		after: (fits, act) => void rules.after.push({ fits, left: 1, act }),
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
