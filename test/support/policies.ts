import type { Statement } from '../../s3/policy/document';
import { cognitiveService, type Grant } from '../../s3/policy/grant';

/** What the face service needs to write its results into a folder of a bucket of AWS. */
export const callbackGrant: Grant = {
	purpose: 'callback',
	partition: 'aws',
	bucket: 'media',
	folder: 'callback',
	principal: cognitiveService,
};

/** A bucket's policy with these statements. */
export const policyOf = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** A statement of somebody else that gives just what `callbackGrant` needs, with these members changed. */
export const allow = (changes: object): Statement => ({
	Effect: 'Allow',
	Principal: { AWS: cognitiveService },
	Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
	Resource: 'arn:aws:s3:::media/callback/*',
	...changes,
});
