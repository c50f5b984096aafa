import { cognitiveService } from '../../s3/policy/grant';
import { S3Problem } from '../../s3/problem';
import { UserError } from '../kit/errors';

/**
 * Runs what asks S3; its problems are thrown as UserErrors in the words of our screens: what happened, then what to do,
 * with the nodes, fields and credentials as they are called there.
 */
export async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof S3Problem)) return await Promise.reject(error);
		return await Promise.reject(new UserError(whatHappened(error), whatToDo(error)));
	}
}

/** Both in one text. */
export const problemText = (problem: S3Problem): string => `${whatHappened(problem)}. ${whatToDo(problem)}`;

/** What happened, as it stands on the screen: mostly S3's problem as it is. */
export function whatHappened({ fault, message }: S3Problem): string {
	switch (fault.kind) {
		case 'denied':
			return message.replace('The key pair', 'The key pair of the storage credential');
		case 'wrongClock':
			return message.replace('this machine', 'n8n’s machine');
		case 'denies':
		case 'mayDeny':
			return message.replace('the grant', 'the face service');
		case 'publicPolicy':
			return message.replace('other accounts', 'the face service');
		case 'changedMeanwhile':
			return `${message}. ${
				fault.written ? 'What this node wrote is not in it any more.' : 'Nothing was changed by this node.'
			}`;
		default:
			return message;
	}
}

/** What to do about it. */
export function whatToDo({ fault }: S3Problem): string {
	switch (fault.kind) {
		case 'unknownKey':
			return 'Check it in the storage credential, or make a new key pair.';
		case 'wrongSecret':
			return 'Paste the secret again into the storage credential; it is shown only once when a key pair is made.';
		case 'badToken':
			return 'Make new temporary keys, or use a lasting key pair without a session token.';
		case 'wrongClock':
			return 'Set the clock of the machine that runs n8n.';
		case 'wrongRegion':
			return 'Set the region in the storage credential to the one of the bucket.';
		case 'noBucket':
			return noBucket[fault.before ?? 'meanwhile'];
		case 'denied':
			return (
				'Either the bucket belongs to somebody else, or the user of the key pair lacks that right. Ask whoever runs ' +
				'the bucket, or choose "Only Show What to Do" and hand the result to them.'
			);
		case 'nameTaken':
			return 'Choose another name.';
		case 'badBucketName':
			return 'Enter 3 to 63 lower-case letters, digits, dots and hyphens.';
		case 'notImplemented':
			return 'Bucket policies cannot be prepared on it. Give the face service access by the means of that server.';
		case 'unreachable':
			if (fault.code === 'BLOCKED')
				return 'n8n guards against requests to that address (N8N_SSRF_PROTECTION_ENABLED); whoever runs n8n can allow it.';
			return 'Check the region and the custom endpoint in the storage credential, and that n8n can reach it.';
		case 'notS3':
			return 'Check the custom endpoint.';
		case 'redirected':
			return 'Check the region and the custom endpoint in the storage credential.';
		case 'refused':
			return 'Look up that word in the documentation of your S3 server; nothing was changed by this step.';
		case 'malformedPolicy':
			return (
				'The policy that was there is still there. ' +
				'Check the principal in the options; a user that does not exist is refused.'
			);
		case 'deletedPrincipal':
			return (
				'The policy that was there is still there and works on. Take that id out of the statement in the console of ' +
				'your S3 server (AWS shows an id like this in place of the name when a user is deleted), then run this again.'
			);
		case 'badPrincipal':
			return `Enter it as ${cognitiveService}. The VidiNet documentation of your service names it.`;
		case 'otherPartition':
			return (
				'Ask VidiNet for the user of its service in that partition and enter its ARN in the options, ' +
				'or use a bucket in a region of the same partition.'
			);
		case 'mayForbidChange':
			return (
				'Nothing was changed. Ask whoever wrote that statement, or the root user of the AWS account that owns the ' +
				'bucket, who can always change the policy.'
			);
		case 'changedMeanwhile':
			return (
				'Run this again; statements of others are never replaced. ' +
				'If another workflow prepares the same bucket, let one wait for the other.'
			);
		case 'notShownYet':
			return 'Run this again in a minute: what is there by then is not written twice.';
		default:
			return `Nothing was changed. ${untouched[fault.kind]}`;
	}
}

const noBucket = {
	giving:
		'Check its name and the region of the storage credential. A bucket for callbacks can be created: see the options.',
	taking: 'Nothing is left to take out. Check the name.',
	meanwhile: 'Check the name. For a callback bucket this node can create it: switch on "Create Bucket if Missing".',
};

/** About a policy that stayed as it was because of what stands in it. */
const untouched = {
	unreadablePolicy: 'Mend the policy in the console of your S3 server, then run this again.',
	policyTooLarge: 'Join or remove statements of the policy, or use a bucket of its own for the callback.',
	changedStatement:
		'Look at it in the console of your S3 server: remove it, or give it another Sid if it is wanted as it is.',
	denies: 'Ask whoever wrote that statement to except the face service from it, or use another bucket or folder.',
	mayDeny:
		'Ask whoever wrote that statement to except the face service from it. If you are sure that it does not concern ' +
		'the service, switch on "Merge Despite Conditional Deny" in the options.',
	publicPolicy: 'Remove the public statement from the policy, or use a bucket of its own.',
	forbidsChange:
		'Only the root user of the AWS account that owns the bucket can lift that, in the console of S3; ' +
		'or use another bucket.',
};
