import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readAddress } from './address';
import { answer } from './answer';
import type { FaultRule } from './faultRules';
import { whatIsMissing } from './missing';
import type { Rendered } from './render';
import { routes } from './routes/all';
import type { Backend, RecordedRequest } from './routes/route';
import { sendFile } from './sendFile';

/** Answers requests: finds the route, and lets go wrong on the way what is to go wrong. */
export function requestHandler(backend: Backend): RequestListener {
	return (message, response) => {
		serve(backend, message, response).catch(() => response.destroy());
	};
}

async function serve(backend: Backend, message: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(message.url ?? '/', 'http://emulator');
	const address = readAddress(message.url ?? '/');
	const method = message.method ?? 'GET';
	const record: RecordedRequest = { at: Date.now(), method, path: url.pathname, query: url.search.slice(1), status: 0 };
	backend.requests.push(record);
	const found = routes.find(([wanted, path]) => wanted === method && path.test(address.path));
	const streamed = found?.[3] === 'streamed';
	const body = streamed ? Buffer.alloc(0) : await whole(message);
	const fault = backend.faults.take(method, url.pathname);
	if (fault === 'drop') return void response.destroy();
	if (typeof fault === 'object' && 'delayMs' in fault)
		await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
	if (typeof fault === 'object' && 'until' in fault) await fault.until();
	const missing = whatIsMissing(backend, { method, ...address }, found);
	const reply = prepared(fault) ?? (await answer(backend, message, address, found, body, record, missing));
	record.status = reply.status;
	if (streamed) await rest(message);
	if (typeof fault === 'object' && 'answerLaterMs' in fault)
		await new Promise((resolve) => setTimeout(resolve, fault.answerLaterMs));
	if (typeof fault === 'object' && 'answerAfter' in fault) await fault.answerAfter();
	if (fault === 'dropAfter') return void response.destroy();
	if (reply.file) return await sendFile(response, reply, reply.file, fault === 'truncate');
	const cut = fault === 'truncate' ? reply.body.slice(0, reply.body.length / 2) : reply.body;
	response.writeHead(reply.status, { 'content-type': reply.contentType, ...reply.headers });
	response.end(cut);
}

function prepared(fault: FaultRule['effect'] | undefined): Rendered | undefined {
	if (typeof fault !== 'object') return undefined;
	if ('html' in fault)
		return {
			status: fault.html,
			contentType: 'text/html',
			body: '<html><head><title>Gateway Time-out</title></head><body>nginx</body></html>',
		};
	return 'status' in fault
		? { status: fault.status, contentType: fault.contentType ?? 'text/plain', body: fault.body ?? '' }
		: undefined;
}

async function whole(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** Lets the rest of a body run out that nobody wants: a client that still sends would not hear the answer. */
async function rest(message: IncomingMessage): Promise<void> {
	if (message.readableEnded || message.destroyed) return;
	message.resume();
	await once(message, 'close').catch(() => undefined);
}
