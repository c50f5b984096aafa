import { randomBytes } from 'node:crypto';
import type { KeyPair } from '../../tools/emulator';
import { startS3Server } from '../../tools/emulator/s3';
import { startCeph } from '../../tools/lab/ceph';

/**
 * An S3 server with three users: who owns the buckets, the face service, and one of its account whom no policy names.
 */
export interface PolicyServer {
	endpoint: string;
	region: string;
	owner: KeyPair;
	cognitive: KeyPair;
	other: KeyPair;
	close(): Promise<void>;
}

/** What is known to differ, each with a reason; the suite asks for these words and for nothing else. */
export type Difference =
	/** Ceph 16 signs for any region: only the light server refuses a key pair of another one, as AWS does. */
	| 'regionOfSignature'
	/** Ceph 16 has no encryption of buckets: PutBucketEncryption is refused there. */
	| 'bucketEncryption'
	/**
	 * Ceph 16 takes every policy for public and refuses ours while BlockPublicPolicy is on; AWS and the light server do
	 * not.
	 */
	| 'publicAccessBlock'
	/**
	 * Ceph 16 lets a policy name what AWS does not know (another bucket, an unknown user); nothing in this suite needs
	 * it.
	 */
	| 'strictPolicies';

export const servers: Record<string, { start: () => Promise<PolicyServer>; has: Difference[] }> = {
	light: { start: light, has: ['regionOfSignature', 'bucketEncryption', 'publicAccessBlock', 'strictPolicies'] },
	ceph: { start: () => startCeph(() => undefined), has: [] },
};

async function light(): Promise<PolicyServer> {
	const keys = (): KeyPair => ({
		accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
		secretAccessKey: randomBytes(30).toString('base64'),
	});
	const [owner, cognitive, other] = [keys(), keys(), keys()];
	const server = await startS3Server({
		region: 'eu-central-1',
		users: [
			{ arn: 'arn:aws:iam::111122223333:user/bucket-owner', ...owner },
			{ arn: 'arn:aws:iam::823635665685:user/cognitive-service', ...cognitive },
			{ arn: 'arn:aws:iam::823635665685:user/somebody-else', ...other },
		],
	});
	return { ...server, owner, cognitive, other };
}
