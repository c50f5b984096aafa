import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import type { KeyPair } from './keyPair';
import { startS3Server } from './s3';
import type { Scenario } from './scenario';

/** An S3 server that knows the archive's owner and the face service's user. */
export interface WorldStorage {
	endpoint: string;
	region: string;
	owner: KeyPair;
	cognitive: KeyPair;
	/** Puts a file of this machine into a bucket without copying it; only the light server can. */
	putFile?(bucket: string, key: string, path: string): void;
	close(): Promise<void>;
}

const servicePrincipal = 'arn:aws:iam::823635665685:user/cognitive-service';

/** The S3 server of this repository, with these two users. */
export async function lightStorage(port: number): Promise<WorldStorage> {
	const [owner, cognitive] = [keyPair(), keyPair()];
	const server = await startS3Server({
		port,
		region: 'eu-west-1',
		users: [
			{ arn: 'arn:aws:iam::111122223333:user/archive', ...owner },
			{ arn: servicePrincipal, ...cognitive },
		],
	});
	return { ...server, owner, cognitive };
}

const keyPair = (): KeyPair => ({
	accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
	secretAccessKey: randomBytes(30).toString('base64'),
});

/** Makes the buckets, puts what stands for media into the archive's, and lets the face service in where wanted. */
export async function fillBuckets(
	s3: WorldStorage,
	owner: KeyPair,
	scenario: Scenario,
	[callbackBucket = '', ...others]: readonly string[],
	policies: boolean | 'source',
): Promise<void> {
	const client = new S3Client({
		endpoint: s3.endpoint,
		region: s3.region,
		credentials: owner,
		forcePathStyle: true,
		maxAttempts: 1,
	});
	const source = scenario.storage.bucket;
	for (const Bucket of [source, callbackBucket, ...others]) await client.send(new CreateBucketCommand({ Bucket }));
	const media = [
		...scenario.videos.filter(({ missingFile }) => !missingFile),
		...scenario.people.flatMap(({ portraits }) => portraits),
	];
	for (const { file } of media)
		await client.send(new PutObjectCommand({ Bucket: source, Key: file, Body: `stands for ${file}` }));
	if (policies) {
		const grants: Array<[string, string[], string]> = [
			[source, ['s3:GetObject'], '*'],
			[callbackBucket, ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'], 'vidinet-callback/*'],
		];
		for (const [Bucket, Action, path] of policies === 'source' ? grants.slice(0, 1) : grants) {
			const Statement = [
				{ Effect: 'Allow', Principal: { AWS: servicePrincipal }, Action, Resource: `arn:aws:s3:::${Bucket}/${path}` },
			];
			await client.send(
				new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
			);
		}
	}
	client.destroy();
}
