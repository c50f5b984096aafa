import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Archive } from '../archive';
import type { Assignment, FaceResult } from '../faceservice/service';
import type { KeyPair } from '../keyPair';
import type { Job } from './job';
import type { S3Side } from './s3Side';

export interface HandOver {
	s3: S3Side;
	archive: Archive;
	/** Where the source files lie. */
	sourceBucket: string;
	/** The callback's address, with keys; undefined for a service that needs none. */
	callbackUri: string | undefined;
	job: Job;
}

interface Place {
	bucket: string;
	key: string;
}

/**
 * A job in the service's hands, as in life: it reads the source and writes its result into the callback folder, all
 * as the user cognitive-service. Resolves to the second half, VidiCore's: fetch and remove those files with the keys
 * of the callback's address, and do what is to be done with them. Both throw with the reason that a user would meet
 * in the job.
 */
export async function handOver(
	{ s3, archive, sourceBucket, callbackUri, job }: HandOver,
	work: (assignment: Assignment) => Promise<FaceResult>,
): Promise<() => Promise<void>> {
	const service = client(s3, s3.cognitive);
	const folder = callbackUri === undefined ? undefined : callbackPlace(callbackUri);
	const scratch = mkdtempSync(join(tmpdir(), 'vidicore-job-'));
	let fetched = 0;
	const fetch = async (key: string) => {
		const file = join(scratch, String((fetched += 1)));
		await named(
			'reading the source file',
			{ bucket: sourceBucket, key },
			async () =>
				await pipeline(await read(service, { bucket: sourceBucket, key }), createWriteStream(file), {
					signal: job.signal,
				}),
		);
		return file;
	};
	try {
		const {
			document,
			pictures = new Map<string, Buffer>(),
			apply,
		} = await work({ parameters: job.data, fetch, progress: (percent) => job.progress(percent), signal: job.signal });
		if (!folder) return async () => await apply(pictures, archive);
		const files = new Map<string, string | Buffer>([
			['result.json', JSON.stringify(document)],
			['callback.xml', callbackDocument],
			...pictures,
		]);
		const place = (name: string) => ({ bucket: folder.bucket, key: `${folder.prefix}${job.id}/${name}` });
		if (!job.aborting)
			for (const [name, body] of files)
				await named('writing its result', place(name), () => write(service, place(name), body));
		return async () =>
			await apply(
				await collect(
					s3,
					folder.keys,
					[...files.keys()].map((name) => ({ name, ...place(name) })),
				),
				archive,
			);
	} finally {
		service.destroy();
		rmSync(scratch, { recursive: true, force: true });
	}
}

async function collect(
	s3: S3Side,
	keys: KeyPair,
	places: Array<Place & { name: string }>,
): Promise<Map<string, Buffer>> {
	const own = client(s3, keys);
	const collected = new Map<string, Buffer>();
	try {
		for (const { name, ...place } of places) {
			await named('fetching the result from the callback folder', place, async () => {
				collected.set(name, Buffer.concat(await (await read(own, place)).toArray()));
				await own.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: place.key }));
			});
		}
		return collected;
	} finally {
		own.destroy();
	}
}

const callbackDocument =
	'<CallbackDocument xmlns="http://xml.vidispine.com/schema/vidispine" ' +
	'version="2"><name>faces</name><description>Store the detections</description><script>/* emulated ' +
	'*/</script></CallbackDocument>';

const client = ({ endpoint, region }: S3Side, credentials: KeyPair) =>
	new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });

const read = async (s3: S3Client, { bucket, key }: Place) =>
	(await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body as Readable;

const write = (s3: S3Client, { bucket, key }: Place, body: string | Buffer) =>
	s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ACL: 'bucket-owner-full-control' }));

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
		prefix: decodeURIComponent(url.pathname.slice(1)).replace(/([^/])$/, '$1/'), // a folder, as the guide writes it
		keys: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
	};
}
