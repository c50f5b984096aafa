import { showStatements } from '../buckets/bucketAccess';
import { principalOption } from '../buckets/bucketFields';
import { options } from '../kit/fields/grouped';
import { operation } from '../kit/operation';
import { aboutOutputs, grantFields, grantFor } from './grantFields';

/** The statements for one item's bucket, to be pasted by hand. */
export const showWhatToDo = operation({
	value: 'showWhatToDo',
	label: 'Show What to Do',
	action: 'Show what to do for a bucket',
	description: 'Change nothing; the output holds the exact statements to paste',
	fields: { ...grantFields, options: options({ principal: principalOption }) },
	outputs: {
		...aboutOutputs,
		policy: 'How the policy stands: missing, alreadyThere or unknown',
		whatToDo: 'What to do by hand',
		problem: 'Why the policy could not be seen',
		statement: 'The statement that lets the service in',
		bucketPolicy: 'The present policy with that statement, to be pasted as a whole',
		keyPolicyStatement: 'The statement for the policy of the KMS key',
		encryption: 'What the encryption of the bucket needs',
	},
	async run(fields, { context, item }) {
		const { access, grant, about } = await grantFor(fields, context, item);
		return { ...about, ...(await showStatements(access, grant)) };
	},
});
