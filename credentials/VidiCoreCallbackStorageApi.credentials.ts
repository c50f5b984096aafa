import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** The key pair for the callback bucket. It is a credential, because a node's parameters are saved in the workflow in clear text. */
export class VidiCoreCallbackStorageApi implements ICredentialType {
	name = 'vidiCoreCallbackStorageApi';

	displayName = 'VidiCore Callback Storage API';

	icon = { light: 'file:../icons/vidicore.svg', dark: 'file:../icons/vidicore.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-vidicore/n8n-nodes-vidicore#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Key ID',
			name: 'accessKeyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. AKIA…',
			description: 'Of a user who may list, read and delete in the callback folder: VidiCore fetches the results of the face service with it',
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
			description: 'Only for S3 servers that are not AWS. Buckets are then addressed by path.',
		},
	];
}
