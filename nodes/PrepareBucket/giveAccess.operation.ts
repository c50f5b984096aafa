import { prepareBucket } from '../buckets/bucketAccess';
import { despiteConditionsOption, principalOption } from '../buckets/bucketFields';
import { options } from '../kit/fields/grouped';
import { toggle } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { aboutOutputs, grantFields, grantFor } from './grantFields';

/** Lets the face service into one item's bucket. */
export const giveBucketAccess = operation({
	value: 'giveAccess',
	label: 'Give Access',
	action: 'Give the face service access to a bucket',
	description: 'Add one statement to the policy of the bucket. What others have written there stays as it is.',
	fields: {
		...grantFields,
		options: options({
			createIfMissing: toggle({
				displayName: 'Create Bucket if Missing',
				default: false,
				description:
					'Whether to create the bucket, in the region of the storage credential, when there is none of that name',
			}),
			despiteConditions: despiteConditionsOption,
			principal: principalOption,
		}),
	},
	outputs: {
		...aboutOutputs,
		policy: 'What was done to the policy: added, widened or alreadyThere',
		bucketCreated: 'Whether the bucket was created',
		allowedBy: 'Statements of others that let the service in already',
		principal: 'The user that was let in',
		encryption: 'How the bucket is encrypted, and what that needs',
	},
	async run(fields, { context, item }) {
		const { access, grant, about } = await grantFor(fields, context, item);
		return { ...about, ...(await prepareBucket(access, grant, { ...fields.options })) };
	},
});
