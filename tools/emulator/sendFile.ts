import { once } from 'node:events';
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
		if (part.length > 0 && !response.write(part))
			await Promise.race([once(response, 'drain'), once(response, 'close')]);
		if (part.length < chunk.length) break;
	}
	stream.destroy();
	if (sent < size) response.destroy();
	else response.end();
}
