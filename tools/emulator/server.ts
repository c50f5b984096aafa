import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { authenticate } from './auth';
import { readAddress, type Address } from './address';
import { readDocument } from './documents';
import { ApiFault, invalidInput, unknownPath } from './faults';
import type { FaultRule } from './faultRules';
import { hardForm } from './hardForm';
import { accessRoutes } from './routes/access';
import { clipRoutes } from './routes/clips';
import { collectionMemberRoutes } from './routes/collectionMembers';
import { collectionRoutes } from './routes/collections';
import { costRoutes } from './routes/costs';
import { fileRoutes } from './routes/files';
import { importRoutes } from './routes/imports';
import { deletionLockRoutes } from './routes/deletionLocks';
import { externalIdRoutes } from './routes/externalIds';
import { fieldChangeRoutes } from './routes/fieldChanges';
import { fieldRoutes } from './routes/fields';
import { itemRoutes } from './routes/items';
import { jobRoutes } from './routes/jobs';
import { metadataChangeRoutes } from './routes/metadataChanges';
import { metadataEntryRoutes } from './routes/metadataEntries';
import { isOfVidiCoreOnly } from './routes/knownCalls';
import { metadataRoutes } from './routes/metadata';
import { notificationRoutes } from './routes/notifications';
import { relationRoutes } from './routes/relations';
import { resourceRoutes } from './routes/resources';
import { shapeChangeRoutes } from './routes/shapeChanges';
import { shapeJobRoutes } from './routes/shapeJobs';
import { shapeRoutes } from './routes/shapes';
import { shapeTagRoutes } from './routes/shapeTags';
import { storageRoutes } from './routes/storages';
import { runAgainRoutes } from './routes/runAgain';
import { searchRoutes } from './routes/search';
import { systemRoutes } from './routes/system';
import { pictureListRoutes } from './routes/pictureLists';
import { storageDetailRoutes } from './routes/storageDetails';
import { thumbnailRoutes } from './routes/thumbnails';
import { userRoutes } from './routes/users';
import { callOf, type Backend, type Call, type RecordedRequest, type Reply, type Route } from './routes/route';
import { refuseBadValues } from './routes/badValues';
import { unanswered, type Unanswered } from './routes/parameters';
import { parametersOf } from './routes/parameterTable';
import { render, renderFault, type Rendered } from './render';
import { sendFile } from './sendFile';
import { uncertain } from './uncertain';

/** All calls that the emulator answers; the first that matches does. */
export const routes: readonly Route[] = [
	...systemRoutes,
	...notificationRoutes,
	...userRoutes,
	...storageRoutes,
	...storageDetailRoutes,
	...fieldChangeRoutes,
	...fieldRoutes,
	...resourceRoutes,
	...jobRoutes,
	...runAgainRoutes,
	...costRoutes,
	...importRoutes,
	...shapeRoutes,
	...shapeTagRoutes,
	...shapeChangeRoutes,
	...shapeJobRoutes,
	...fileRoutes,
	...clipRoutes,
	...relationRoutes,
	...metadataRoutes,
	...metadataChangeRoutes,
	...metadataEntryRoutes,
	...externalIdRoutes,
	...accessRoutes,
	...deletionLockRoutes,
	...itemRoutes,
	...searchRoutes,
	...thumbnailRoutes,
	...pictureListRoutes,
	...collectionRoutes,
	...collectionMemberRoutes,
];

/** Answers requests: authenticates, finds the route, renders what it answers as the Accept header wants. */
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
	const missing = whatIsMissing(backend, `${method} ${address.path}`, address.query, found);
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

async function answer(
	backend: Backend,
	message: IncomingMessage,
	{ path, query }: Address,
	found: Route | undefined,
	body: Buffer,
	record: RecordedRequest,
	missing: Unanswered,
): Promise<Rendered> {
	const accept = message.headers.accept ?? 'application/xml';
	try {
		const open = path.startsWith('/APInoauth/');
		const user = open ? { name: '', password: '' } : authenticate(message.headers, backend.users);
		record.user = user.name;
		const call = found && callOf(found);
		if (isOfVidiCoreOnly(record.method, path, call)) throw notDone(backend, `${record.method} ${path}`);
		if (!found || call === undefined) throw unknownCall(path);
		if (backend.strict && missing.unknown[0] !== undefined)
			throw invalidInput(missing.unknown[0], 'Not a parameter of this call');
		refuseBadValues(call, query, parametersOf.get(call));
		const params = (found[1].exec(path) ?? []).slice(1).map((part) => decoded(part));
		const type = message.headers['content-type'] ?? '';
		const document = type.includes('octet-stream') ? {} : readDocument(body.toString('utf8'), type);
		const ignores = (what: string) => {
			missing.ignored.push(what);
			backend.say(`${record.method} ${path}: ${what} is ignored`);
		};
		const asked: Call = { backend, user, params, query, document, bytes: body, stream: message, accept, ignores };
		return { ...render(inHardForm(await found[2](asked), backend, path), accept), headers: headersOf(missing) };
	} catch (error) {
		const form = backend.store.ways.textErrors ? 'text/plain' : accept;
		return { ...renderFault(asFault(backend, error), form), headers: headersOf(missing) };
	}
}

/** The answer as the hard ways have it. */
function inHardForm(reply: Reply, { store, jobs, requests }: Backend, path: string): Reply {
	if (reply === undefined || !('document' in reply)) return reply;
	const asked = { ways: store.ways, turn: requests.length, baseUri: jobs.baseUri, path };
	return { ...reply, document: hardForm(reply.document, asked) };
}

/** A call of VidiCore's that the emulator does not do: VidiCore's own word for what is not there yet. */
function notDone({ say }: Backend, call: string): ApiFault {
	say(`${call} is a call of VidiCore that the emulator does not do`);
	return new ApiFault(uncertain.notDone.status, uncertain.notDone.kind);
}

/** A path that no call has, or one that other methods have. */
const unknownCall = (path: string): ApiFault =>
	routes.some(([, pattern]) => pattern.test(path))
		? new ApiFault(405, 'framework', { message: 'Method Not Allowed' })
		: unknownPath();

/** A variable part of a path; empty where an optional one is absent. */
function decoded(part: string | undefined = ''): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw new ApiFault(400, 'framework', { message: 'Bad Request' });
	}
}

/** What was asked for and is not done, said in the log and, where nobody has told of it, remembered. */
function whatIsMissing(
	{ say, unknown }: Backend,
	call: string,
	query: URLSearchParams,
	found: Route | undefined,
): Unanswered {
	if (!found) unknown.push(`${call}: there is no such call`);
	const missing = unanswered(query, found && parametersOf.get(callOf(found)));
	for (const name of missing.ignored) say(`${call}: ${name} is ignored`);
	for (const name of missing.unknown) {
		say(`${call}: ${name} is not known`);
		unknown.push(`${call}: ${name} is not known`);
	}
	return missing;
}

/** The same in the answer. */
const headersOf = ({ ignored, unknown }: Unanswered): Record<string, string> => ({
	...(ignored.length > 0 ? { 'x-emulator-ignored': ignored.map(encodeURIComponent).join(', ') } : {}),
	...(unknown.length > 0 ? { 'x-emulator-unknown': unknown.map(encodeURIComponent).join(', ') } : {}),
});

/** What is no fault of VidiCore's is one of the emulator's own, and is said as well. */
function asFault({ say }: Backend, error: unknown): ApiFault {
	if (error instanceof ApiFault) return error;
	say(`The emulator itself failed: ${error instanceof Error ? error.stack : String(error)}`);
	return new ApiFault(500, 'internalServer', { message: String(error) });
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
