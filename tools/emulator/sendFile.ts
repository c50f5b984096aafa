import type { ServerResponse } from 'node:http';
import type { Rendered } from './render';

/** A file of any size; the connection is cut in its middle when that is wanted, or when reading it fails. */
export async function sendFile(
	response: ServerResponse,
	{ status, contentType, headers }: Rendered,
	{ stream, size }: NonNullable<Rendered['file']>,
	cut: boolean,
): Promise<void> {
	response.writeHead(status, { 'content-type': contentType, 'content-length': size, ...headers });
	let sent = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		const part = cut ? chunk.subarray(0, Math.max(0, Math.floor(size / 2) - sent)) : chunk;
		sent += part.length;
		if (response.destroyed) break;
		if (part.length > 0 && !response.write(part)) await emptied(response);
		if (part.length < chunk.length) break;
	}
	stream.destroy();
	if (sent < size) response.destroy();
	else response.end();
}

/** Resolves when there is room for more, or when nobody reads any more. */
const emptied = (response: ServerResponse): Promise<void> =>
	new Promise((resolve) => {
		const done = () => {
			response.off('drain', done).off('close', done);
			resolve();
		};
		response.on('drain', done).on('close', done);
		if (response.destroyed) done();
	});
