import type { Readable } from 'node:stream';
import { toXml } from './documents';
import { ApiFault, exceptionJson, exceptionXml } from './faults';
import { plainList } from './plainText';
import type { Reply } from './routes/route';

/** An answer as it goes out. */
export interface Rendered {
	status: number;
	contentType: string;
	body: string | Buffer;
	headers?: Record<string, string>;
	/** Instead of the body, as it is read. */
	file?: { stream: Readable; size: number };
}

/** The media type in which an Accept header wants a document; XML where it leaves the choice. */
function wantedForm(accept: string): 'json' | 'xml' | 'text' | undefined {
	if (accept.includes('json')) return 'json';
	if (accept.includes('xml') || accept.includes('*/*')) return 'xml';
	return accept.includes('text/') ? 'text' : undefined;
}

/** What a route answers, in the form that the Accept header wants. Throws 406 where there is no such form. */
export function render(reply: Reply, accept: string): Rendered {
	const status = 200;
	if (reply === undefined) return { status, contentType: 'application/json', body: '' };
	if ('nothing' in reply) return { status: 204, contentType: 'application/json', body: '' };
	if ('bytes' in reply) return { status, contentType: reply.contentType, body: reply.bytes };
	if ('file' in reply) {
		const { file: stream, size, contentType } = reply;
		return { status, contentType, body: '', file: { stream, size } };
	}
	if (!('root' in reply)) return { status, contentType: 'text/plain', body: reply.text };
	const { root, document } = reply;
	switch (wantedForm(accept)) {
		case 'json':
			return { status, contentType: 'application/json', body: JSON.stringify(document) };
		case 'xml':
			return { status, contentType: 'application/xml', body: toXml(root, document) };
		case 'text': {
			const body = reply.plain ?? plainList(reply);
			if (body !== undefined) return { status, contentType: 'text/plain', body };
		}
	}
	throw new ApiFault(406, 'framework', { message: 'Not Acceptable' });
}

/** The sentence of the text form; that of a bad parameter is recorded, the others are like it. */
const sentences: Readonly<Record<string, string>> = {
	invalidInput: 'An invalid parameter was entered',
	notFound: 'The entity could not be found',
	forbidden: 'The operation is not permitted',
	notAuthorized: 'Authentication is required',
	conflict: 'The request is in conflict with the current state',
};

const textLines = [
	['Context', 'context'],
	['Type', 'type'],
	['ID', 'id'],
	['Reason', 'explanation'],
	['Reason', 'message'],
	['Value', 'value'],
] as const;

/** An error in the form that the Accept header wants. */
export function renderFault(fault: ApiFault, accept: string): Rendered {
	const { status, kind, members } = fault;
	const form = wantedForm(accept) ?? 'text';
	if (form === 'json' || kind === 'framework')
		return { status, contentType: 'application/json', body: JSON.stringify(exceptionJson(fault)) };
	if (form === 'xml')
		return { status, contentType: 'application/xml', body: toXml('ExceptionDocument', exceptionXml(fault)) };
	const lines = textLines.flatMap(([word, member]) => (members[member] ? [`${word}: ${members[member]}`] : []));
	return { status, contentType: 'text/plain', body: [`${status} ${sentences[kind] ?? kind}`, ...lines].join('\n') };
}
