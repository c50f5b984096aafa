import type { Grant } from '../../s3/policy/grant';

/** What the face service needs to read the media in a bucket of AWS. */
export const sourceGrant: Grant = {
	purpose: 'source',
	bucket: 'bucket',
	folder: '',
	partition: 'aws',
	principal: 'arn:aws:iam::823635665685:user/cognitive-service',
};
