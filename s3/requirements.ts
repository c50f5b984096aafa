import { keyPolicyStatement, type Encryption } from './buckets/encryption';
import type { Leftovers } from './buckets/leftovers';
import type { PublicAccessBlock } from './buckets/publicAccessBlock';
import { deniesAgainst, isPublic } from './policy/denies';
import type { Policy } from './policy/document';
import { allowedBy, missing, ownStatement, type Grant } from './policy/grant';

/** Something that must be so for the face service to work with a bucket. */
export interface Requirement {
	requirement: string;
	/** null: cannot be seen with this key pair. */
	fulfilled: boolean | null;
	found: string;
	/** '' when nothing is. */
	whatToDo: string;
	/** Worth a look, but the service works all the same. */
	hint?: true;
	/** A statement to be pasted where `whatToDo` says. */
	statement?: Record<string, unknown>;
}

const done = (requirement: string, found: string): Requirement => ({
	requirement,
	fulfilled: true,
	found,
	whatToDo: '',
});

/** Whether the policy lets the service in. */
export function policyRequirement(policy: Policy, grant: Grant): Requirement {
	const requirement = 'Bucket policy';
	const actions = missing(policy, grant);
	const [against] = deniesAgainst(policy, grant);
	if (actions.length > 0) {
		return {
			requirement,
			fulfilled: false,
			found: `The policy does not allow ${actions.join(', ')} to ${grant.principal}`,
			whatToDo: 'Give access with the node "VidiCore Prepare Bucket", or add this statement to the bucket policy',
			statement: ownStatement(grant),
		};
	}
	if (against) {
		const found = `The policy allows it, but ${against.statement} ${against.certain ? 'denies it' : `may deny it (${against.conditions.join(', ')})`}`;
		return {
			requirement,
			fulfilled: against.certain ? false : null,
			found,
			whatToDo: 'Ask whoever wrote that statement to except the face service from it',
		};
	}
	return done(requirement, `Allowed by ${allowedBy(policy, grant).join(', ')}`);
}

/**
 * Whether KMS stands between the service and the objects. Nobody but the key's owner can see or change the key's
 * policy.
 */
export function encryptionRequirement({ kind, key }: Encryption, grant: Grant): Requirement {
	const requirement = 'Encryption';
	if (kind === 'own') return done(requirement, 'No KMS key is needed');
	if (kind === 'unknown')
		return {
			requirement,
			fulfilled: null,
			found: 'This key pair may not see how the bucket is encrypted',
			whatToDo: 'If it is encrypted with KMS, the owner of the key must add this statement to the policy of the key',
			statement: keyPolicyStatement(grant),
		};
	if (key === '' || /(^|\/)aws\/s3$/.test(key)) {
		return {
			requirement,
			fulfilled: false,
			found: 'The bucket is encrypted with the account’s own KMS key aws/s3, which no other account can use',
			whatToDo: 'Encrypt the bucket with S3’s own keys (SSE-S3) or with a customer managed key',
		};
	}
	return {
		requirement,
		fulfilled: null,
		found: `The bucket is encrypted with the KMS key ${key}, whose policy only its owner can see`,
		whatToDo: 'The owner of the key must add this statement to the policy of the key',
		statement: keyPolicyStatement(grant),
	};
}

export function publicAccessRequirement(block: PublicAccessBlock | undefined, policy: Policy | undefined): Requirement {
	const requirement = 'Public access block';
	if (block === undefined || policy === undefined)
		return { requirement, fulfilled: null, found: 'This key pair may not see it', whatToDo: '' };
	const inTheWay = isPublic(policy) && (block.blocksPublicPolicy || block.restrictsPublicBuckets);
	if (!inTheWay)
		return done(
			requirement,
			block.blocksPublicPolicy || block.restrictsPublicBuckets
				? 'On, and not in the way: the policy names known users only'
				: 'Off',
		);
	return {
		requirement,
		fulfilled: false,
		found:
			'It is on while the policy lets everybody in: S3 then keeps other accounts out, and the face service with them',
		whatToDo: 'Remove the public statement from the bucket policy',
	};
}

const hour = 3_600_000;

/** Files of jobs that run lie there for a while; what is older than a day was left behind. */
export function leftoversRequirement(found: Leftovers | undefined, now: Date): Requirement {
	const requirement = 'Callback folder is empty';
	if (found === undefined)
		return {
			requirement,
			fulfilled: false,
			found: 'This key pair may not list the folder',
			whatToDo:
				'VidiCore lists, reads and deletes there with the key pair of the callback resource: give its user s3:ListBucket, s3:GetObject and s3:DeleteObject',
		};
	if (found.oldest === undefined) return done(requirement, 'No files');
	const hours = Math.floor((now.getTime() - found.oldest.getTime()) / hour);
	const files = `${found.more ? 'More than ' : ''}${found.count} file${found.count === 1 ? '' : 's'}, ${found.bytes} bytes, the oldest ${hours} hour${hours === 1 ? '' : 's'} old`;
	if (hours < 24) return done(requirement, `${files}: jobs that run leave theirs until VidiCore has fetched them`);
	return {
		requirement,
		fulfilled: false,
		hint: true,
		found: files,
		whatToDo:
			'Look for jobs in VidiCore that failed, and remove what they left behind by hand: nothing is deleted by this node',
	};
}
