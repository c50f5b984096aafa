import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { S3Side } from '../jobs/s3Side';

export interface Reach {
	s3: S3Side;
	/** Where `file:` addresses may lie. */
	folder?: string;
	signal: AbortSignal;
}

/**
 * Fetches what lies at an address into a file of this machine, as VidiCore does in its job. Throws an Error with what
 * is wrong, without the keys of the address.
 */
export async function fetchSource(uri: string, into: string, reach: Reach): Promise<void> {
	if (!URL.canParse(uri)) throw new Error(`Not an address: ${uri}`);
	const url = new URL(uri);
	switch (url.protocol) {
		case 'http:':
		case 'https:':
			return await overHttp(url, into, reach.signal);
		case 's3:':
			return await outOfBucket(url, into, reach);
		case 'file:':
			return await outOfFolder(url, into, reach.folder);
		default:
			throw new Error(`No such kind of address: ${url.protocol}`);
	}
}

/** How the file at an address is called. */
export function nameIn(uri: string): string {
	const path = URL.canParse(uri) ? new URL(uri).pathname : uri;
	const last = path.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

async function overHttp(url: URL, into: string, signal: AbortSignal): Promise<void> {
	const login = url.username
		? `Basic ${Buffer.from(decodeURIComponent(`${url.username}:${url.password}`)).toString('base64')}`
		: undefined;
	const [shown, asked] = [new URL(url), new URL(url)];
	for (const one of [shown, asked]) Object.assign(one, { username: '', password: '' });
	shown.search = '';
	const answer = await fetch(asked, { signal, ...(login ? { headers: { authorization: login } } : {}) }).catch(
		(error: Error) => Promise.reject(new Error(`${shown.href} cannot be read: ${String(error.cause ?? error)}`)),
	);
	if (!answer.ok || !answer.body) throw new Error(`${shown.href} answers ${answer.status} ${answer.statusText}`);
	await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(into));
}

async function outOfBucket({ host, pathname, username, password }: URL, into: string, { s3 }: Reach): Promise<void> {
	const own = { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) };
	const { endpoint, region } = s3;
	const credentials = username ? own : s3.vidicore;
	const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
	const Key = decodeURIComponent(pathname.slice(1));
	try {
		const { Body } = await client.send(new GetObjectCommand({ Bucket: host, Key }));
		await pipeline(Body as Readable, createWriteStream(into));
	} catch (error) {
		throw new Error(`s3://${host}/${Key} cannot be read: ${error instanceof Error ? error.name : String(error)}`);
	} finally {
		client.destroy();
	}
}

async function outOfFolder(url: URL, into: string, folder: string | undefined): Promise<void> {
	await copyFile(insideFolder(url, folder), into).catch((error: NodeJS.ErrnoException) =>
		Promise.reject(new Error(`${url.href} cannot be read: ${error.code}`)),
	);
}

/** The path of a `file:` address. Throws an Error where that is not in the folder. */
export function insideFolder(url: URL, folder: string | undefined): string {
	const path = resolve(fileURLToPath(url));
	const inside = folder !== undefined && path.startsWith(resolve(folder) + sep);
	if (!inside) throw new Error(`${url.href} does not lie on a storage of VidiCore`);
	return path;
}
