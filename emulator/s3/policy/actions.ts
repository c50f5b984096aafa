/**
 * The S3 actions this server asks for, by what they act on. AWS refuses a statement whose action acts on objects while its
 * resource is a bucket, and the other way round; this list is what makes that possible here.
 */
export const OBJECT_ACTIONS = [
	's3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectAcl', 's3:PutObjectAcl', 's3:GetObjectTagging', 's3:PutObjectTagging',
	's3:DeleteObjectTagging', 's3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts',
	's3:RestoreObject', 's3:GetObjectAttributes',
];

export const BUCKET_ACTIONS = [
	's3:CreateBucket', 's3:DeleteBucket', 's3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads', 's3:GetBucketLocation',
	's3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:GetBucketPolicyStatus', 's3:GetBucketPublicAccessBlock',
	's3:PutBucketPublicAccessBlock', 's3:GetEncryptionConfiguration', 's3:PutEncryptionConfiguration', 's3:GetBucketOwnershipControls',
	's3:PutBucketOwnershipControls', 's3:GetBucketAcl', 's3:PutBucketAcl', 's3:GetBucketTagging', 's3:PutBucketTagging',
	's3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration', 's3:GetBucketCORS', 's3:PutBucketCORS', 's3:GetBucketNotification',
	's3:PutBucketNotification', 's3:GetBucketVersioning', 's3:PutBucketVersioning', 's3:GetBucketLogging', 's3:PutBucketLogging',
	's3:GetBucketWebsite', 's3:PutBucketWebsite',
];
