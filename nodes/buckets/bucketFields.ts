import type { INodeProperties } from 'n8n-workflow';
import { cognitiveService } from '../../s3/policy/grant';

export const bucketField: INodeProperties = {
	displayName: 'Bucket',
	name: 'bucket',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. my-station-callback',
	description: 'The bare name of the S3 bucket',
};

/** Options of everything that gives access to a bucket. */
export const principalOption: INodeProperties = {
	displayName: 'Service User (ARN)',
	name: 'principal',
	type: 'string',
	default: cognitiveService,
	description:
		'The AWS user as whom the face service reads and writes. VidiNet’s documentation names it; change it only when they tell you another.',
};

export const despiteConditionsOption: INodeProperties = {
	displayName: 'Merge Despite Conditional Deny',
	name: 'despiteConditions',
	type: 'boolean',
	default: false,
	description:
		'Whether to go on when a Deny statement in the policy might stand against the face service, depending on a condition that cannot be judged from here',
};
