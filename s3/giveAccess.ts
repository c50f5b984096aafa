import { bucketExists, createBucket } from './buckets/bucket';
import { bucketEncryption } from './buckets/encryption';
import { publicAccessBlock } from './buckets/publicAccessBlock';
import { changeBucketPolicy, type Pause } from './buckets/policy';
import type { S3Access } from './calls';
import { withBucket } from './client';
import { encryptionRequirement, type Requirement } from './requirements';
import { isPublic } from './policy/denies';
import { readPolicy } from './policy/document';
import { checkPrincipal, missing, type Grant } from './policy/grant';
import { merge, takeOut, type PolicyChange } from './policy/merge';
import { S3Problem } from './problem';

export interface GiveOptions {
	/** Makes a bucket that is not there, in the region of the key pair. */
	createIfMissing: boolean;
	despiteConditions: boolean;
	pause: Pause;
}

export interface Given extends PolicyChange {
	bucketCreated: boolean;
	/** Whether a KMS key stands in between. */
	encryption: Requirement;
}

/**
 * Lets the face service into the bucket: makes it if wanted, merges our statement into its policy and reads it back.
 * Nothing is changed when something stands against it. Throws an S3Problem.
 */
export async function giveAccess(
	access: S3Access,
	grant: Grant,
	{ createIfMissing, despiteConditions, pause }: GiveOptions,
): Promise<Given> {
	checkPrincipal(grant);
	return await withBucket(access, grant.bucket, async (lent) => {
		const there = await bucketExists(lent);
		if (!there && !createIfMissing) throw new S3Problem({ kind: 'noBucket', bucket: grant.bucket, before: 'giving' });
		if (!there) await createBucket(lent);
		const encryption = encryptionRequirement(await bucketEncryption(lent), grant);
		const block = await publicAccessBlock(lent);
		const change = (before: string | undefined) => {
			const wanted = merge(before, grant, { despiteConditions });
			if (
				block &&
				wanted.change !== 'none' &&
				isPublic(readPolicy(before)) &&
				(block.blocksPublicPolicy || block.restrictsPublicBuckets)
			)
				throw new S3Problem({ kind: 'publicPolicy', bucket: grant.bucket });
			return wanted;
		};
		const done = await changeBucketPolicy(lent, change, (text) => missing(readPolicy(text), grant).length === 0, pause);
		return { ...done, bucketCreated: !there, encryption };
	});
}

/** Takes our statement for this folder out of the bucket's policy again, and nothing else. Throws an S3Problem. */
export async function takeAccessAway(access: S3Access, grant: Grant, pause: Pause): Promise<PolicyChange> {
	checkPrincipal(grant);
	return await withBucket(access, grant.bucket, async (lent) => {
		if (!(await bucketExists(lent))) throw new S3Problem({ kind: 'noBucket', bucket: grant.bucket, before: 'taking' });
		return await changeBucketPolicy(
			lent,
			(before) => takeOut(before, grant),
			(text) => takeOut(text, grant).change === 'none',
			pause,
		);
	});
}
