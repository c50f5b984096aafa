import type { IncomingMessage } from 'node:http';
import type { Address } from './address';
import { authenticate } from './auth';
import { readDocument } from './documents';
import { ApiFault, invalidInput, unknownPath } from './faults';
import { hardForm } from './hardForm';
import { headersOf, type Missing } from './missing';
import { render, renderFault, type Rendered } from './render';
import { routes } from './routes/all';
import { refuseBadValues } from './routes/badValues';
import { parametersOf } from './routes/parameterTable';
import { callOf, type Backend, type Call, type RecordedRequest, type Reply, type Route } from './routes/route';
import { uncertain } from './uncertain';

/**
 * Authenticates the user, does what the route does, and renders what it answers as the Accept header wants. What goes
 * wrong is an answer, too.
 */
export async function answer(
	backend: Backend,
	message: IncomingMessage,
	{ path, query }: Address,
	found: Route | undefined,
	body: Buffer,
	record: RecordedRequest,
	missing: Missing,
): Promise<Rendered> {
	const accept = message.headers.accept ?? 'application/xml';
	try {
		const open = path.startsWith('/APInoauth/');
		const user = open ? { name: '', password: '' } : authenticate(message.headers, backend.users);
		record.user = user.name;
		const call = found && callOf(found);
		if (missing.notDone) throw new ApiFault(uncertain.notDone.status, uncertain.notDone.kind);
		if (!found || call === undefined) throw unknownCall(path);
		if (backend.strict && missing.unknown[0] !== undefined)
			throw invalidInput(missing.unknown[0], 'Not a parameter of this call');
		refuseBadValues(call, query, parametersOf.get(call));
		const params = (found[1].exec(path) ?? []).slice(1).map((part) => decoded(part));
		const type = message.headers['content-type'] ?? '';
		const document = found[3] !== 'text' && isDocument(type) ? readDocument(body.toString('utf8'), type) : {};
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

/** Whether a body of that type is a document, and no file, text or script. */
const isDocument = (type: string): boolean => !/octet-stream|^text\/plain|javascript|^(image|video|audio)\//.test(type);

/** The answer as the hard ways have it. */
function inHardForm(reply: Reply, { store, jobs, requests }: Backend, path: string): Reply {
	if (reply === undefined || !('document' in reply)) return reply;
	const asked = { ways: store.ways, turn: requests.length, baseUri: jobs.baseUri, path };
	return { ...reply, document: hardForm(reply.document, asked) };
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

/** What is no fault of VidiCore's is one of the emulator's own, and is said as well. */
function asFault({ say }: Backend, error: unknown): ApiFault {
	if (error instanceof ApiFault) return error;
	say(`The emulator itself failed: ${error instanceof Error ? error.stack : String(error)}`);
	return new ApiFault(500, 'internalServer', { message: String(error) });
}
