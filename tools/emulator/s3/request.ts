import type { IncomingMessage } from 'node:http';
import { S3Error, invalidArgument } from './errors';
import type { S3Request } from './types';

/** Enough for any test video, and little enough that a runaway upload cannot eat the machine. */
const LARGEST_OBJECT = 1024 ** 3;

/** Reads the whole body and takes the path-style address apart. Throws an S3Error for an address that is none. */
export async function readRequest(message: IncomingMessage): Promise<S3Request> {
	const url = message.url ?? '/';
	const mark = url.indexOf('?');
	const path = mark < 0 ? url : url.slice(0, mark);
	const [bucket = '', ...rest] = path.replace(/^\//, '').split('/');
	return {
		method: message.method ?? 'GET',
		path,
		bucket: decode(bucket),
		key: decode(rest.join('/')),
		query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
		headers: plainHeaders(message),
		body: await readBody(message),
	};
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of message as AsyncIterable<Buffer>) {
		length += part.length;
		if (length > LARGEST_OBJECT)
			throw new S3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size');
		parts.push(part);
	}
	return Buffer.concat(parts, length);
}

function plainHeaders(message: IncomingMessage): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(message.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
	}
	return headers;
}

/**
 * `a=1&policy` gives a → '1', policy → ''. A `+` stays a plus: the SDKs send a space as %20, and the signature sees
 * it so.
 */
function parseQuery(text: string): Map<string, string> {
	const query = new Map<string, string>();
	for (const part of text.split('&')) {
		if (part === '') continue;
		const equals = part.indexOf('=');
		const name = decode(equals < 0 ? part : part.slice(0, equals));
		query.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)));
	}
	return query;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw invalidArgument(`Couldn't parse the specified URI: ${text}`);
	}
}
