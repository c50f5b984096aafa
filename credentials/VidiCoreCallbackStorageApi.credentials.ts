import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * A key pair for S3: of the callback bucket, or of a bucket that is to be prepared. It is a credential, because a
 * node's parameters are saved in the workflow in clear text.
 */
export class VidiCoreCallbackStorageApi implements ICredentialType {
	name = 'vidiCoreCallbackStorageApi';

	displayName = 'VidiCore Callback Storage API';

	icon = { light: 'file:../icons/vidiCore.svg', dark: 'file:../icons/vidiCore.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-vidicore/n8n-nodes-vidicore/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Key ID',
			name: 'accessKeyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. AKIA…',
			description:
				'Of a user who may list, read and delete in the callback folder: VidiCore fetches the results of the face ' +
				'service with it',
		},
		{
			displayName: 'Secret Access Key',
			name: 'secretAccessKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'string',
			default: 'eu-west-1',
			required: true,
			placeholder: 'e.g. eu-west-1',
			description: 'The AWS region of the bucket',
		},
		{
			displayName: 'Custom Endpoint',
			name: 'endpoint',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://s3.example.com',
			description: 'Only for S3 servers that are not AWS; empty for AWS',
		},
		{
			displayName: 'Address Buckets by Path',
			name: 'forcePathStyle',
			type: 'boolean',
			default: true,
			displayOptions: { hide: { endpoint: [''] } },
			description: 'Whether the bucket is part of the path (most S3 servers) instead of the host name',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only with temporary keys. Those can prepare a bucket, but cannot be handed to VidiCore for a callback: it ' +
				'needs keys that last.',
		},
	];
}
