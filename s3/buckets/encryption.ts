import type { BucketClient } from '../client';
import type { Grant } from '../policy/grant';

/** How new objects of the bucket are encrypted. */
export interface Encryption {
	/**
	 * `own`: by S3 with its own key, or not at all; nobody needs a right for that. `kms`: with a key of KMS. `unknown`:
	 * may not be seen.
	 */
	kind: 'own' | 'kms' | 'unknown';
	/** The ARN, id or alias of the KMS key; '' for the account's standard key aws/s3, which no other account can use. */
	key: string;
}

/** Throws an S3Problem. */
export async function bucketEncryption({ bucket, ask }: BucketClient): Promise<Encryption> {
	const { given, refused } = await ask(
		's3:GetEncryptionConfiguration',
		async (s3) => await s3.getBucketEncryption(bucket),
		['ServerSideEncryptionConfigurationNotFoundError', 'NotImplemented', 'AccessDenied', 'MethodNotAllowed'],
	);
	if (refused !== undefined)
		return { kind: /^(AccessDenied|MethodNotAllowed)$/.test(refused) ? 'unknown' : 'own', key: '' };
	const { algorithm, key = '' } = given;
	return algorithm?.startsWith('aws:kms') ? { kind: 'kms', key } : { kind: 'own', key: '' };
}

/**
 * The statement that the owner of the KMS key must add to the key's policy. kms:Decrypt is the guide's; who writes
 * into a bucket encrypted with KMS also needs kms:GenerateDataKey (AWS: "Using server-side encryption with AWS KMS
 * keys").
 */
export const keyPolicyStatement = ({ purpose, principal }: Grant): Record<string, unknown> => ({
	Sid: 'Enable VidiNet Decrypt',
	Effect: 'Allow',
	Principal: { AWS: principal },
	Action: purpose === 'callback' ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
	Resource: '*',
});
