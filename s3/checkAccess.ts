import { bucketExists, bucketRegion } from './buckets/bucket';
import { bucketEncryption } from './buckets/encryption';
import { leftovers } from './buckets/leftovers';
import { readBucketPolicy } from './buckets/policy';
import { publicAccessBlock } from './buckets/publicAccessBlock';
import type { S3Access } from './calls';
import { withBucket, type BucketClient } from './client';
import { readPolicy, type Policy } from './policy/document';
import { checkPrincipal, ownStatement, type Grant } from './policy/grant';
import { merge } from './policy/merge';
import { S3Problem } from './problem';
import {
	encryptionRequirement,
	leftoversRequirement,
	policyRequirement,
	publicAccessRequirement,
	type Finding,
	type Requirement,
} from './requirements';

/**
 * Looks at all that S3 has a say in, without changing anything. A problem becomes the requirement it is about. Throws
 * an S3Problem for a principal that is none.
 */
export async function checkAccess(access: S3Access, grant: Grant, now: Date): Promise<Requirement[]> {
	checkPrincipal(grant);
	return await withBucket(access, grant.bucket, async (lent) => {
		const { bucket } = grant;
		const reachable = await requirement('bucket', async () => {
			const there = await bucketExists(lent);
			const finding: Finding = { kind: there ? 'bucketReached' : 'bucketMissing', bucket };
			return { about: 'bucket', fulfilled: there, finding };
		});
		if (reachable.fulfilled !== true) return [reachable];
		let policy: Policy | undefined;
		const policyIs = await requirement('policy', async () => {
			const read = readPolicy(await readBucketPolicy(lent));
			policy = read;
			return policyRequirement(read, grant);
		});
		return [
			reachable,
			await requirement('region', async () => regionRequirement(await bucketRegion(lent), lent)),
			policyIs,
			await requirement('publicAccessBlock', async () =>
				publicAccessRequirement(await publicAccessBlock(lent), policy),
			),
			await requirement('encryption', async () => encryptionRequirement(await bucketEncryption(lent), grant)),
			...(grant.purpose === 'callback'
				? [await requirement('leftovers', async () => leftoversRequirement(await leftovers(lent, grant.folder), now))]
				: []),
		];
	});
}

/** What to do by hand, as exact statements. */
export interface ToDo {
	/** For the bucket policy, when it holds statements already. */
	statement: Record<string, unknown>;
	/** The whole policy with the statement in it, ready to be pasted; undefined when the present one could not be read. */
	policy?: Record<string, unknown>;
	/** Whether the policy has it already; null when it could not be read. */
	ready: boolean | null;
	/** Why the present policy could not be read, or what stands against it. */
	problem?: S3Problem;
	encryption?: Requirement;
}

/**
 * The statement to paste and the policy as it would be, without changing anything. Throws an S3Problem for a
 * principal that is none.
 */
export async function adviseAccess(access: S3Access, grant: Grant): Promise<ToDo> {
	checkPrincipal(grant);
	const statement = ownStatement(grant);
	return await withBucket(access, grant.bucket, async (lent) => {
		try {
			const { change, text } = merge((await bucketExists(lent)) ? await readBucketPolicy(lent) : undefined, grant);
			const encryption = await requirement('encryption', async () =>
				encryptionRequirement(await bucketEncryption(lent), grant),
			);
			return {
				statement,
				policy: JSON.parse(text ?? '{}') as Record<string, unknown>,
				ready: change === 'none',
				encryption,
			};
		} catch (error) {
			if (!(error instanceof S3Problem)) return await Promise.reject(error);
			return { statement, ready: null, problem: error };
		}
	});
}

function regionRequirement(actual: string | undefined, { region, endpoint }: BucketClient): Requirement {
	const about = 'region';
	if (actual === undefined) return { about, fulfilled: null, finding: { kind: 'regionUnseen' } };
	if (actual === region) return { about, fulfilled: true, finding: { kind: 'regionRight', region } };
	// A server of one's own often has no regions and answers the standard one.
	if (endpoint && actual === 'us-east-1')
		return { about, fulfilled: true, finding: { kind: 'regionRight', region, unnamed: endpoint } };
	return { about, fulfilled: false, finding: { kind: 'regionWrong', region, actual } };
}

/** What `look` finds, or the problem that it meets: what the key pair may not see is neither fulfilled nor missing. */
async function requirement(about: Requirement['about'], look: () => Promise<Requirement>): Promise<Requirement> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof S3Problem)) return await Promise.reject(error);
		const unseen = error.kind === 'denied' && about !== 'bucket';
		return { about, fulfilled: unseen ? null : false, finding: { kind: 'problem', problem: error } };
	}
}
