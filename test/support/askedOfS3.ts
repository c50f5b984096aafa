import { S3Client } from '@aws-sdk/client-s3';
import type { Connect, S3Calls, S3Keys } from '../../s3/calls';

export interface AskedOfS3 {
	method: string;
	/** Without a query. */
	address: string;
	body?: string;
}

interface SdkRequest {
	method: string;
	protocol: string;
	hostname: string;
	port?: number;
	path: string;
	body?: unknown;
}

/** What a call would ask of S3 at first; nothing is sent. Rejects with what the call rejects with before that. */
export async function askedOfS3(
	connect: Connect,
	keys: S3Keys,
	call: (s3: S3Calls) => Promise<unknown>,
): Promise<AskedOfS3> {
	let first: AskedOfS3 | undefined;
	const note = (asked: AskedOfS3) => {
		first ??= asked;
		return Promise.reject(new Error('not sent'));
	};
	const send = S3Client.prototype.send as (this: S3Client, command: never) => unknown;
	const bySdk = jest.spyOn(S3Client.prototype, 'send').mockImplementation(function (this: S3Client, command: never) {
		this.config.requestHandler.handle = ({ method, protocol, hostname, port, path, body }: SdkRequest) => {
			const address = `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`;
			return note({ method, address, ...(body === undefined ? {} : { body: body as string }) });
		};
		return send.call(this, command) as never;
	} as never);
	try {
		const sent = ({ method, url, body }: { method: string; url: string; body?: string }) =>
			note({ method, address: url.replace(/\?.*/, ''), ...(body === undefined ? {} : { body }) });
		const failed = await call(await connect({ ...keys, send: sent })).catch((error: unknown) => error);
		if (first) return first;
		return await Promise.reject(failed);
	} finally {
		bySdk.mockRestore();
	}
}
