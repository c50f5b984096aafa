import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { authenticate } from './auth';
import { readDocument, toXml } from './documents';
import { ApiFault, exceptionJson, exceptionXml, unknownPath } from './faults';
import type { FaultRule } from './faultRules';
import { collectionRoutes } from './routes/collections';
import { costRoutes } from './routes/costs';
import { fileRoutes } from './routes/files';
import { importRoutes } from './routes/imports';
import { fieldRoutes } from './routes/fields';
import { itemRoutes } from './routes/items';
import { jobRoutes } from './routes/jobs';
import { notificationRoutes } from './routes/notifications';
import { resourceRoutes } from './routes/resources';
import { shapeRoutes } from './routes/shapes';
import { storageRoutes } from './routes/storages';
import { searchRoutes } from './routes/search';
import { systemRoutes } from './routes/system';
import { thumbnailRoutes } from './routes/thumbnails';
import type { Backend, RecordedRequest, Reply, Route } from './routes/route';

const routes: Route[] = [
	...systemRoutes,
	...storageRoutes,
	...fieldRoutes,
	...resourceRoutes,
	...notificationRoutes,
	...jobRoutes,
	...costRoutes,
	...importRoutes,
	...shapeRoutes,
	...fileRoutes,
	...itemRoutes,
	...searchRoutes,
	...thumbnailRoutes,
	...collectionRoutes,
];

/** Answers requests: authenticates, finds the route, renders what it answers as the Accept header wants. */
export function requestHandler(backend: Backend): RequestListener {
	return (message, response) => {
		serve(backend, message, response).catch(() => response.destroy());
	};
}

async function serve(backend: Backend, message: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(message.url ?? '/', 'http://emulator');
	const method = message.method ?? 'GET';
	const record: RecordedRequest = { at: Date.now(), method, path: url.pathname, query: url.search.slice(1), status: 0 };
	backend.requests.push(record);
	const found = routes.find(([wanted, path]) => wanted === method && path.test(url.pathname));
	const streamed = found?.[3] === 'streamed';
	const body = streamed ? Buffer.alloc(0) : await whole(message);
	const fault = backend.faults.take(method, url.pathname);
	if (fault === 'drop') return void response.destroy();
	if (typeof fault === 'object' && 'delayMs' in fault)
		await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
	if (typeof fault === 'object' && 'until' in fault) await fault.until();
	const reply = prepared(fault) ?? (await answer(backend, message, url, found, body, record));
	record.status = reply.status;
	if (streamed) await rest(message);
	if (typeof fault === 'object' && 'answerLaterMs' in fault)
		await new Promise((resolve) => setTimeout(resolve, fault.answerLaterMs));
	if (fault === 'dropAfter') return void response.destroy();
	if (reply.file) return await sendFile(response, reply, reply.file, fault === 'truncate');
	const cut = fault === 'truncate' ? reply.body.slice(0, reply.body.length / 2) : reply.body;
	response.writeHead(reply.status, { 'content-type': reply.contentType });
	response.end(cut);
}

interface Rendered {
	status: number;
	contentType: string;
	body: string | Buffer;
	/** Instead of the body, as it is read. */
	file?: { stream: Readable; size: number };
}

/** A file of any size; the connection is cut in its middle when that is wanted, or when reading it fails. */
async function sendFile(
	response: ServerResponse,
	{ status, contentType }: Rendered,
	{ stream, size }: NonNullable<Rendered['file']>,
	cut: boolean,
): Promise<void> {
	response.writeHead(status, { 'content-type': contentType, 'content-length': size });
	let sent = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		const part = cut ? chunk.subarray(0, Math.max(0, Math.floor(size / 2) - sent)) : chunk;
		sent += part.length;
		if (response.destroyed) break;
		if (part.length > 0 && !response.write(part))
			await Promise.race([once(response, 'drain'), once(response, 'close')]);
		if (part.length < chunk.length) break;
	}
	stream.destroy();
	if (sent < size) response.destroy();
	else response.end();
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

async function answer(
	backend: Backend,
	message: IncomingMessage,
	url: URL,
	found: Route | undefined,
	body: Buffer,
	record: RecordedRequest,
): Promise<Rendered> {
	const accept = message.headers.accept ?? 'application/xml';
	try {
		const open = url.pathname.startsWith('/APInoauth/');
		const user = open ? { name: '', password: '' } : authenticate(message.headers, backend.users);
		record.user = user.name;
		if (!found) throw unknownPath();
		const params = (found[1].exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
		const type = message.headers['content-type'] ?? '';
		const document = type.includes('octet-stream') ? {} : readDocument(body.toString('utf8'), type);
		return render(
			await found[2]({
				backend,
				user,
				params,
				query: url.searchParams,
				document,
				bytes: body,
				stream: message,
				accept,
			}),
			accept,
		);
	} catch (error) {
		return renderFault(
			error instanceof ApiFault ? error : new ApiFault(500, 'internalServer', { message: String(error) }),
			accept,
		);
	}
}

function render(reply: Reply, accept: string): Rendered {
	if (reply === undefined) return { status: 200, contentType: 'application/json', body: '' };
	if ('bytes' in reply) return { status: 200, contentType: reply.contentType, body: reply.bytes };
	if ('file' in reply)
		return {
			...{ status: 200, contentType: reply.contentType, body: '' },
			file: { stream: reply.file, size: reply.size },
		};
	if ('text' in reply) return { status: 200, contentType: 'text/plain', body: reply.text };
	if (accept.includes('json'))
		return { status: 200, contentType: 'application/json', body: JSON.stringify(reply.document) };
	return { status: 200, contentType: 'application/xml', body: toXml(reply.root, reply.document) };
}

function renderFault(fault: ApiFault, accept: string): Rendered {
	const { status, kind, members } = fault;
	if (accept.includes('json') || kind === 'framework')
		return { status, contentType: 'application/json', body: JSON.stringify(exceptionJson(fault)) };
	if (accept.includes('xml'))
		return { status, contentType: 'application/xml', body: toXml('ExceptionDocument', exceptionXml(fault)) };
	const lines = [
		`${status} ${kind}`,
		`Context: ${members.context ?? members.type ?? ''}`,
		`ID: ${members.id ?? ''}`,
		`Reason: ${members.explanation ?? members.message ?? ''}`,
	];
	return { status, contentType: 'text/plain', body: lines.join('\n') };
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
