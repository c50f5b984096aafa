import { keyPolicyStatement, type Encryption } from './buckets/encryption';
import type { Leftovers } from './buckets/leftovers';
import type { PublicAccessBlock } from './buckets/publicAccessBlock';
import { deniesAgainst, isPublic, type Against } from './policy/denies';
import type { Policy } from './policy/document';
import { allowedBy, missing, ownStatement, type Grant } from './policy/grant';
import type { S3Problem } from './problem';

/** How something stands that the face service needs, with the facts of it. */
export type Finding =
	/** It could not be looked at, or what was seen is a problem. */
	| { kind: 'problem'; problem: S3Problem }
	| { kind: 'bucketReached' | 'bucketMissing'; bucket: string }
	/** The bucket's region and the key pair's; `unnamed` is a server of one's own that has no regions. */
	| { kind: 'regionUnseen' }
	| { kind: 'regionRight'; region: string; unnamed?: string }
	| { kind: 'regionWrong'; region: string; actual: string }
	| { kind: 'notAllowed'; actions: string[]; principal: string }
	| { kind: 'allowedButDenied'; against: Against }
	| { kind: 'allowed'; by: string[] }
	/** No key of KMS; may not be seen; the account's own aws/s3; or one whose policy only its owner can see. */
	| { kind: 'noKmsKey' | 'encryptionUnseen' | 'accountsKmsKey' }
	| { kind: 'ownersKmsKey'; key: string }
	| { kind: 'blockUnseen' | 'blockOff' | 'blockHarmless' | 'blockInTheWay' }
	/** Files of jobs that run lie in the folder for a while. */
	| { kind: 'folderUnseen' | 'folderEmpty' }
	| { kind: 'filesOfRunningJobs' | 'filesLeftBehind'; files: Leftovers; hours: number };

/** Something that must be so for the face service to work with a bucket. */
export interface Requirement {
	about: 'bucket' | 'region' | 'policy' | 'publicAccessBlock' | 'encryption' | 'leftovers';
	/** null: cannot be seen with this key pair. */
	fulfilled: boolean | null;
	finding: Finding;
	/** Worth a look, but the service works all the same. */
	hint?: true;
	/** A statement that would fulfil it, for the policy of the bucket or of the KMS key. */
	statement?: Record<string, unknown>;
}

/** Whether the policy lets the service in. */
export function policyRequirement(policy: Policy, grant: Grant): Requirement {
	const about = 'policy';
	const actions = missing(policy, grant);
	const [against] = deniesAgainst(policy, grant);
	if (actions.length > 0) {
		const finding: Finding = { kind: 'notAllowed', actions, principal: grant.principal };
		return { about, fulfilled: false, finding, statement: ownStatement(grant) };
	}
	if (against)
		return { about, fulfilled: against.certain ? false : null, finding: { kind: 'allowedButDenied', against } };
	return { about, fulfilled: true, finding: { kind: 'allowed', by: allowedBy(policy, grant) } };
}

/**
 * Whether KMS stands between the service and the objects. Nobody but the key's owner can see or change the key's
 * policy.
 */
export function encryptionRequirement({ kind, key }: Encryption, grant: Grant): Requirement {
	const about = 'encryption';
	if (kind === 'own') return { about, fulfilled: true, finding: { kind: 'noKmsKey' } };
	const statement = keyPolicyStatement(grant);
	if (kind === 'unknown') return { about, fulfilled: null, finding: { kind: 'encryptionUnseen' }, statement };
	if (key === '' || /(^|\/)aws\/s3$/.test(key)) return { about, fulfilled: false, finding: { kind: 'accountsKmsKey' } };
	return { about, fulfilled: null, finding: { kind: 'ownersKmsKey', key }, statement };
}

/** Whether the public access block keeps the service out; undefined is what may not be seen. */
export function publicAccessRequirement(block: PublicAccessBlock | undefined, policy: Policy | undefined): Requirement {
	const about = 'publicAccessBlock';
	if (block === undefined || policy === undefined) return { about, fulfilled: null, finding: { kind: 'blockUnseen' } };
	if (!block.blocksPublicPolicy && !block.restrictsPublicBuckets)
		return { about, fulfilled: true, finding: { kind: 'blockOff' } };
	const inTheWay = isPublic(policy);
	return { about, fulfilled: !inTheWay, finding: { kind: inTheWay ? 'blockInTheWay' : 'blockHarmless' } };
}

const hour = 3_600_000;

/** Files of jobs that run lie there for a while; what is older than a day was left behind. */
export function leftoversRequirement(files: Leftovers | undefined, now: Date): Requirement {
	const about = 'leftovers';
	if (files === undefined) return { about, fulfilled: false, finding: { kind: 'folderUnseen' } };
	if (files.oldest === undefined) return { about, fulfilled: true, finding: { kind: 'folderEmpty' } };
	const hours = Math.floor((now.getTime() - files.oldest.getTime()) / hour);
	return hours < 24
		? { about, fulfilled: true, finding: { kind: 'filesOfRunningJobs', files, hours } }
		: { about, fulfilled: false, hint: true, finding: { kind: 'filesLeftBehind', files, hours } };
}
