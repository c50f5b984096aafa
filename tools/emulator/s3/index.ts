import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPayload } from './body';
import { S3Error } from './errors';
import { readRequest } from './request';
import { operationFor } from './routes';
import { authenticate } from './signature';
import { type Bucket, type S3Answer, type S3User, accountOf } from './types';
import { errorXml } from './xml';

export type { S3User } from './types';

/** A running server. `close` ends open connections too and forgets every object. */
export interface S3Server {
	endpoint: string;
	region: string;
	/** Puts a file of this machine into a bucket, without copying it. Throws when there is no such file or bucket. */
	putFile(bucket: string, key: string, path: string): void;
	close(): Promise<void>;
}

interface Store {
	users: Map<string, S3User>;
	buckets: Map<string, Bucket>;
	region: string;
}

/**
 * Starts an S3 server for demo and tests: path-style addresses, objects in memory, signatures checked and bucket
 * policies enforced by AWS's rules. `host` is 127.0.0.1 and `port` a free one unless given; `region` is us-east-1.
 * Throws when a user's ARN is none, two users share a key id, or the port is taken.
 */
export async function startS3Server(options: {
	host?: string;
	port?: number;
	region?: string;
	users: S3User[];
}): Promise<S3Server> {
	const { host = '127.0.0.1', port = 0, region = 'us-east-1' } = options;
	const store: Store = { users: byKeyId(options.users), buckets: new Map(), region };
	const server = createServer((message, response) => void serve(store, message, response));
	// A connection that is closed while its client begins to use it again fails a request that nothing was wrong with.
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const address = server.address() as AddressInfo;
	return {
		endpoint: `http://${host}:${address.port}`,
		region,
		putFile: (bucket, key, path) => putFile(store, bucket, key, path),
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
				store.buckets.clear();
			}),
	};
}

function putFile({ buckets }: Store, name: string, key: string, path: string): void {
	const bucket = buckets.get(name);
	if (!bucket) throw new Error(`There is no bucket ${name}`);
	const { size, mtime } = statSync(path);
	const etag = `"${createHash('md5').update(`${path} ${size} ${mtime.getTime()}`).digest('hex')}"`;
	bucket.objects.set(key, {
		key,
		body: { path },
		size,
		etag,
		lastModified: mtime,
		headers: {},
		checksums: {},
		encryption: bucket.encryption,
	});
}

function byKeyId(users: S3User[]): Map<string, S3User> {
	for (const user of users) {
		if (!/^\d{12}$/.test(accountOf(user)))
			throw new Error(`The S3 user ${user.arn} needs an ARN like arn:aws:iam::111122223333:user/name.`);
	}
	const known = new Map(users.map((user) => [user.accessKeyId, user]));
	if (known.size !== users.length) throw new Error('Two S3 users have the same access key id.');
	return known;
}

async function serve(store: Store, message: IncomingMessage, response: ServerResponse): Promise<void> {
	const requestId = randomUUID();
	let answer: S3Answer;
	try {
		answer = await answerTo(store, message);
	} catch (error) {
		if (message.errored || response.destroyed) return;
		answer = failure(error, message, requestId);
	}
	const body = answer.body ?? '';
	const part = typeof body === 'object' && 'path' in body ? body : undefined;
	const headers: Record<string, string> = {
		'x-amz-request-id': requestId,
		server: 'S3',
		...(typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {}),
		...answer.headers,
	};
	if (answer.status !== 204)
		headers['content-length'] = String(part ? part.last - part.first + 1 : Buffer.byteLength(body as string | Buffer));
	response.writeHead(answer.status, headers);
	if (message.method === 'HEAD') return void response.end();
	if (!part || part.last < part.first) return void response.end(part ? undefined : body);
	createReadStream(part.path, { start: part.first, end: part.last })
		.on('error', () => response.destroy())
		.pipe(response);
}

async function answerTo(store: Store, message: IncomingMessage): Promise<S3Answer> {
	const { users, region, buckets } = store;
	const request = await readRequest(message);
	const now = new Date();
	const caller = await authenticate(request, users, region, now);
	// The signature covers only the hash that was announced: whether the body has it is decided before anything is done.
	readPayload(request);
	return operationFor(request)({ request, caller, region, buckets, now });
}

/** Something unforeseen is a fault of this server and says so, as S3 does. */
function failure(error: unknown, message: IncomingMessage, requestId: string): S3Answer {
	const known =
		error instanceof S3Error
			? error
			: new S3Error('InternalError', 500, `We encountered an internal error: ${String(error)}`);
	const path = (message.url ?? '/').split('?')[0] ?? '/';
	const body = errorXml(known, path, requestId);
	return {
		status: known.status,
		headers: known.details.Region ? { 'x-amz-bucket-region': known.details.Region } : {},
		body,
	};
}
