import { cognitiveService } from '../../s3/policy/grant';
import { text, toggle } from '../kit/fields/plain';

export const bucketField = text({
	displayName: 'Bucket',
	required: true,
	placeholder: 'e.g. my-station-callback',
	description: 'The bare name of the S3 bucket',
});

/** Options of everything that gives access to a bucket. */
export const principalOption = text({
	displayName: 'Service User (ARN)',
	default: cognitiveService,
	description:
		'The AWS user as whom the face service reads and writes. VidiNet’s documentation names it; change it only when ' +
		'they tell you another.',
});

export const despiteConditionsOption = toggle({
	displayName: 'Merge Despite Conditional Deny',
	default: false,
	description:
		'Whether to go on when a Deny statement in the policy might stand against the face service, depending on a ' +
		'condition that cannot be judged from here',
});
