import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
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
