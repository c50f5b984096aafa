import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createReadStream, statSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { insideFolder, type Reach } from '../imports/sources';

/**
 * Brings a file to an address; one that ends in a slash is a folder, in which it keeps its name (documented). Throws an
 * Error with what is wrong, without the keys of the address.
 */
export async function deliver(path: string, name: string, uri: string, reach: Reach): Promise<void> {
	if (!URL.canParse(uri)) throw new Error('The destination is no address');
	const url = new URL(uri.endsWith('/') ? `${uri}${encodeURIComponent(name)}` : uri);
	switch (url.protocol) {
		case 's3:':
			return await intoBucket(path, url, reach);
		case 'file:': {
			const target = insideFolder(url, reach.folder);
			await mkdir(dirname(target), { recursive: true });
			return await copyFile(path, target);
		}
		default:
			throw new Error(`No such kind of address: ${url.protocol}`);
	}
}

async function intoBucket(path: string, { host, pathname, username, password }: URL, { s3 }: Reach): Promise<void> {
	const own = { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) };
	const { endpoint, region } = s3;
	const credentials = username ? own : s3.vidicore;
	const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
	const Key = decodeURIComponent(pathname.slice(1));
	const { size: ContentLength } = statSync(path);
	try {
		await client.send(new PutObjectCommand({ Bucket: host, Key, Body: createReadStream(path), ContentLength }));
	} catch (error) {
		throw new Error(`s3://${host}/${Key} cannot be written: ${error instanceof Error ? error.name : String(error)}`);
	} finally {
		client.destroy();
	}
}
