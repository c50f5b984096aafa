import { bucketExists, bucketRegion } from './buckets/bucket';
import { bucketEncryption } from './buckets/encryption';
import { leftovers } from './buckets/leftovers';
import { readBucketPolicy } from './buckets/policy';
import { publicAccessBlock } from './buckets/publicAccessBlock';
import { withBucket, type BucketClient, type S3Access } from './client';
import { readPolicy, type Policy } from './policy/document';
import { checkPrincipal, ownStatement, type Grant } from './policy/grant';
import { merge } from './policy/merge';
import { S3Problem } from './problem';
import {
	encryptionRequirement,
	leftoversRequirement,
	policyRequirement,
	publicAccessRequirement,
	type Requirement,
} from './requirements';

/**
 * Looks at all that S3 has a say in, without changing anything. A problem becomes the requirement it is about. Throws
 * an S3Problem for a principal that is none.
 */
export async function checkAccess(access: S3Access, grant: Grant, now: Date): Promise<Requirement[]> {
	checkPrincipal(grant);
	return await withBucket(access, grant.bucket, async (lent) => {
		const reachable = await requirement('Bucket', async () => {
			if (await bucketExists(lent))
				return {
					requirement: 'Bucket',
					fulfilled: true,
					found: `The key pair reaches "${grant.bucket}"`,
					whatToDo: '',
				};
			return {
				requirement: 'Bucket',
				fulfilled: false,
				found: `There is no bucket "${grant.bucket}"`,
				whatToDo: 'Check its name and the region of the storage credential, or create it',
			};
		});
		if (reachable.fulfilled !== true) return [reachable];
		let policy: Policy | undefined;
		const policyIs = await requirement('Bucket policy', async () => {
			const read = readPolicy(await readBucketPolicy(lent));
			policy = read;
			return policyRequirement(read, grant);
		});
		return [
			reachable,
			await requirement('Region', async () => regionRequirement(await bucketRegion(lent), lent)),
			policyIs,
			await requirement('Public access block', async () =>
				publicAccessRequirement(await publicAccessBlock(lent), policy),
			),
			await requirement('Encryption', async () => encryptionRequirement(await bucketEncryption(lent), grant)),
			...(grant.purpose === 'callback'
				? [
						await requirement('Callback folder is empty', async () =>
							leftoversRequirement(await leftovers(lent, grant.folder), now),
						),
					]
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
	problem?: string;
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
			const encryption = await requirement('Encryption', async () =>
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
			return { statement, ready: null, problem: `${error.message}. ${error.advice}` };
		}
	});
}

function regionRequirement(named: string | undefined, { region, endpoint }: BucketClient): Requirement {
	const what = 'Region';
	if (named === undefined)
		return {
			requirement: what,
			fulfilled: null,
			found: 'This key pair may not see the region of the bucket',
			whatToDo: '',
		};
	if (named === region) return { requirement: what, fulfilled: true, found: region, whatToDo: '' };
	// A server of one's own often has no regions and answers the standard one.
	if (endpoint && named === 'us-east-1')
		return {
			requirement: what,
			fulfilled: true,
			found: `${region}; the server at ${endpoint} names none`,
			whatToDo: '',
		};
	return {
		requirement: what,
		fulfilled: false,
		found: `The bucket is in ${named}, the storage credential says ${region}`,
		whatToDo: `Set the region in the storage credential to ${named}`,
	};
}

async function requirement(name: string, look: () => Promise<Requirement>): Promise<Requirement> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof S3Problem)) return await Promise.reject(error);
		return {
			requirement: name,
			fulfilled: error.kind === 'denied' && name !== 'Bucket' ? null : false,
			found: error.message,
			whatToDo: error.advice,
		};
	}
}
