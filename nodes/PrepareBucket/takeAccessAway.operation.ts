import { takeAway } from '../buckets/bucketAccess';
import { principalOption } from '../buckets/bucketFields';
import { options } from '../kit/fields/grouped';
import { operation } from '../kit/operation';
import { aboutOutputs, grantFields, grantFor } from './grantFields';

/** Takes the access to one item's bucket and folder away again. */
export const takeBucketAccessAway = operation({
	value: 'takeAccessAway',
	label: 'Take Access Away',
	action: 'Take the access to a bucket away',
	description: 'Take the statement for this bucket and folder out again, and nothing else',
	fields: { ...grantFields, options: options({ principal: principalOption }) },
	outputs: {
		...aboutOutputs,
		policy: 'What was done to the policy: removed, narrowed or nothingToTakeOut',
		stillAllowedBy: 'Statements of others that still let the service in',
	},
	async run(fields, { context, item, hint }) {
		const { access, grant, about } = await grantFor(fields, context, item);
		const { change, allowedBy } = await takeAway(access, grant);
		if (allowedBy.length > 0)
			hint(
				`In the bucket policy ${allowedBy.join(', ')} still lets the face service in. Only statements of this node ` +
					'are taken out; look at that one yourself.',
			);
		return { ...about, policy: change === 'none' ? 'nothingToTakeOut' : change, stillAllowedBy: allowedBy };
	},
});
