import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KeyPair } from '../index';
import type { Job } from './job';
import type { S3Side } from './jobs';

interface Place {
	bucket: string;
	key: string;
}

/**
 * The way of a result, as in life: the service reads the source and writes result and CallbackDocument into the callback
 * folder, both as the user cognitive-service; then VidiCore fetches and removes them with the keys of the callback's address.
 * Resolves to what is to be done with the result. Throws with the reason that a user would meet in the job.
 */
export async function handOver(s3: S3Side, source: Place | undefined, callbackUri: string, job: Job, analyse: (source?: Buffer) => unknown): Promise<() => void> {
	const service = client(s3, s3.cognitive);
	const folder = callbackPlace(callbackUri);
	const own = client(s3, folder.keys);
	try {
		const bytes = source ? await named('reading the source file', source, () => read(service, source)) : undefined;
		const result = analyse(bytes) as { apply: () => void; document: unknown };
		const files: Array<Place & { body: string }> = [
			{ bucket: folder.bucket, key: `${folder.prefix}${job.id}/result.json`, body: JSON.stringify(result.document) },
			{ bucket: folder.bucket, key: `${folder.prefix}${job.id}/callback.xml`, body: callbackDocument },
		];
		for (const file of files) await named('writing its result', file, () => write(service, file));
		job.step(2, 'STARTED');
		for (const file of files) {
			await named('fetching the result from the callback folder', file, async () => {
				await read(own, file);
				await own.send(new DeleteObjectCommand({ Bucket: file.bucket, Key: file.key }));
			});
		}
		return result.apply;
	} finally {
		service.destroy();
		own.destroy();
	}
}

const callbackDocument = '<CallbackDocument xmlns="http://xml.vidispine.com/schema/vidispine" version="2"><name>faces</name><description>Store the detections</description><script>/* emulated */</script></CallbackDocument>';

const client = ({ endpoint, region }: S3Side, credentials: KeyPair) => new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });

async function read(s3: S3Client, { bucket, key }: Place): Promise<Buffer> {
	const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
	return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const write = (s3: S3Client, { bucket, key, body }: Place & { body: string }) => s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ACL: 'bucket-owner-full-control' }));

async function named<T>(what: string, { bucket, key }: Place, action: () => Promise<T>): Promise<T> {
	const outcome = await action().then(
		(value) => ({ value }),
		(error: unknown) => ({ problem: error instanceof Error ? error.name : String(error) }),
	);
	if ('value' in outcome) return outcome.value;
	throw new Error(`The cognitive service reported an error when ${what} s3://${bucket}/${key}: ${outcome.problem}`);
}

function callbackPlace(uri: string): { bucket: string; prefix: string; keys: KeyPair } {
	const url = new URL(uri);
	return {
		bucket: url.host,
		prefix: decodeURIComponent(url.pathname.slice(1)),
		keys: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
	};
}
