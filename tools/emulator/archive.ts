import {
	DeleteObjectCommand,
	GetObjectCommand,
	ListObjectsV2Command,
	PutObjectCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { KeyPair } from './keyPair';

/** The bucket of VidiCore's storage, with VidiCore's own keys. */
export class Archive {
	private readonly client: S3Client;

	constructor(
		endpoint: string,
		region: string,
		credentials: KeyPair,
		private readonly Bucket: string,
	) {
		this.client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
	}

	async put(Key: string, Body: Buffer, ContentType: string): Promise<void> {
		await this.client.send(new PutObjectCommand({ Bucket: this.Bucket, Key, Body, ContentType }));
	}

	/** Puts a file there as it is read. */
	async putFile(Key: string, path: string, ContentType: string): Promise<void> {
		const Body = createReadStream(path);
		const { size: ContentLength } = statSync(path);
		await this.client.send(new PutObjectCommand({ Bucket: this.Bucket, Key, Body, ContentLength, ContentType }));
	}

	/** All that lies there. */
	async list(): Promise<Array<{ key: string; size: number; modified: Date }>> {
		const found: Array<{ key: string; size: number; modified: Date }> = [];
		let ContinuationToken: string | undefined;
		do {
			const page = await this.client.send(new ListObjectsV2Command({ Bucket: this.Bucket, ContinuationToken }));
			for (const { Key = '', Size = 0, LastModified = new Date() } of page.Contents ?? [])
				found.push({ key: Key, size: Size, modified: LastModified });
			ContinuationToken = page.NextContinuationToken;
		} while (ContinuationToken !== undefined);
		return found;
	}

	/** Writes an object into a file. Rejects when there is no such object. */
	async fetch(Key: string, path: string): Promise<void> {
		const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.Bucket, Key }));
		await pipeline(Body as Readable, createWriteStream(path));
	}

	/** An object as it is read. Rejects when there is no such object. */
	async stream(Key: string): Promise<{ stream: Readable; size: number }> {
		const { Body, ContentLength = 0 } = await this.client.send(new GetObjectCommand({ Bucket: this.Bucket, Key }));
		return { stream: Body as Readable, size: ContentLength };
	}

	/** Rejects when there is no such object. */
	async get(Key: string): Promise<Buffer> {
		const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.Bucket, Key }));
		return Buffer.from((await Body?.transformToByteArray()) ?? []);
	}

	/** Succeeds also when there is no such object. */
	async remove(Key: string): Promise<void> {
		await this.client.send(new DeleteObjectCommand({ Bucket: this.Bucket, Key }));
	}

	close(): void {
		this.client.destroy();
	}
}
