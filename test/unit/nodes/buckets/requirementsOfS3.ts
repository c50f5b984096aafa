import type { Encryption } from '../../../../s3/buckets/encryption';
import { readPolicy } from '../../../../s3/policy/document';
import { ownStatement } from '../../../../s3/policy/grant';
import {
	encryptionRequirement,
	leftoversRequirement,
	policyRequirement,
	publicAccessRequirement,
	type Requirement,
} from '../../../../s3/requirements';
import { grant, policyOf } from './problemsOfS3';

const now = new Date('2026-06-01T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const policy = (...more: object[]) => readPolicy(policyOf(...more));
const denied = (more: object) =>
	policy(ownStatement(grant), { Sid: 'No', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', ...more });
const everybody = policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/*' });
const encrypted = (kind: Encryption['kind'], key = '') => encryptionRequirement({ kind, key }, grant);
const block = (blocksPublicPolicy: boolean, restrictsPublicBuckets = false) => ({
	blocksPublicPolicy,
	restrictsPublicBuckets,
});
const left = (count: number, oldest?: Date, more = false) =>
	leftoversRequirement({ count, more, bytes: 8, oldest }, now);

/** Each way in which a bucket may stand. */
export const requirements: Record<string, () => Requirement> = {
	'the policy allows nothing': () => policyRequirement(policy(), grant),
	'the policy allows it': () => policyRequirement(policy(ownStatement(grant)), grant),
	'the policy denies it': () => policyRequirement(denied({}), grant),
	'the policy may deny it': () =>
		policyRequirement(denied({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), grant),
	'no KMS': () => encrypted('own'),
	'KMS unseen': () => encrypted('unknown'),
	'the key of the account': () => encrypted('kms'),
	'the key of the account by its alias': () => encrypted('kms', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3'),
	'a key of the customer': () => encrypted('kms', 'arn:aws:kms:eu-west-1:111122223333:key/1234'),
	'a key of the customer, for reading': () =>
		encryptionRequirement({ kind: 'kms', key: 'k' }, { ...grant, purpose: 'source' }),
	'block unseen': () => publicAccessRequirement(undefined, policy()),
	'policy unseen': () => publicAccessRequirement(block(true), undefined),
	'block off': () => publicAccessRequirement(block(false), everybody),
	'block on': () => publicAccessRequirement(block(false, true), policy(ownStatement(grant))),
	'block in the way': () => publicAccessRequirement(block(true), everybody),
	'restriction in the way': () => publicAccessRequirement(block(false, true), everybody),
	'folder unseen': () => leftoversRequirement(undefined, now),
	'folder empty': () => left(0),
	'one file of an hour': () => left(1, hoursAgo(1)),
	'files of a running job': () => left(2, hoursAgo(23.9)),
	'files left behind': () => left(10_000, hoursAgo(24), true),
};
