import type { Finding, Requirement } from '../../s3/requirements';
import { whatHappened, whatToDo } from './problemWords';

/** A requirement as a user reads it: one item of Check's output. */
export interface RequirementItem {
	requirement: string;
	/** null: cannot be seen. */
	fulfilled: boolean | null;
	/** Worth a look, but the service works all the same. */
	hint?: true;
	found: string;
	/** '' when nothing is. */
	whatToDo: string;
	/** A statement to be pasted where `whatToDo` says. */
	statement?: Record<string, unknown>;
}

const titles: Record<Requirement['about'], string> = {
	bucket: 'Bucket',
	region: 'Region',
	policy: 'Bucket policy',
	publicAccessBlock: 'Public access block',
	encryption: 'Encryption',
	leftovers: 'Callback folder is empty',
};

/** What S3 has a say in, in the words of our screens. */
export function requirementItem({ about, fulfilled, finding, hint, statement }: Requirement): RequirementItem {
	const [found, toDo = ''] = words(finding);
	return {
		requirement: titles[about],
		fulfilled,
		...(hint ? { hint } : {}),
		found,
		whatToDo: toDo,
		...(statement ? { statement } : {}),
	};
}

/** What was found, and what to do about it. */
function words(finding: Finding): [found: string, whatToDo?: string] {
	switch (finding.kind) {
		case 'problem':
			return [whatHappened(finding.problem), whatToDo(finding.problem)];
		case 'bucketReached':
			return [`The key pair reaches "${finding.bucket}"`];
		case 'bucketMissing':
			return [
				`There is no bucket "${finding.bucket}"`,
				'Check its name and the region of the storage credential, or create it',
			];
		case 'regionUnseen':
			return ['This key pair may not see the region of the bucket'];
		case 'regionRight':
			return [finding.unnamed ? `${finding.region}; the server at ${finding.unnamed} names none` : finding.region];
		case 'regionWrong':
			return [
				`The bucket is in ${finding.actual}, the storage credential says ${finding.region}`,
				`Set the region in the storage credential to ${finding.actual}`,
			];
		case 'notAllowed':
			return [
				`The policy does not allow ${finding.actions.join(', ')} to ${finding.principal}`,
				'Give access with the node "VidiCore Prepare Bucket", or add this statement to the bucket policy',
			];
		case 'allowedButDenied': {
			const { statement, certain, conditions } = finding.against;
			return [
				`The policy allows it, but ${statement} ${certain ? 'denies it' : `may deny it (${conditions.join(', ')})`}`,
				'Ask whoever wrote that statement to except the face service from it',
			];
		}
		case 'allowed':
			return [`Allowed by ${finding.by.join(', ')}`];
		case 'noKmsKey':
			return ['No KMS key is needed'];
		case 'encryptionUnseen':
			return [
				'This key pair may not see how the bucket is encrypted',
				'If it is encrypted with KMS, the owner of the key must add this statement to the policy of the key',
			];
		case 'accountsKmsKey':
			return [
				'The bucket is encrypted with the account’s own KMS key aws/s3, which no other account can use',
				'Encrypt the bucket with S3’s own keys (SSE-S3) or with a customer managed key',
			];
		case 'ownersKmsKey':
			return [
				`The bucket is encrypted with the KMS key ${finding.key}, whose policy only its owner can see`,
				'The owner of the key must add this statement to the policy of the key',
			];
		case 'blockUnseen':
			return ['This key pair may not see it'];
		case 'blockOff':
			return ['Off'];
		case 'blockHarmless':
			return ['On, and not in the way: the policy names known users only'];
		case 'blockInTheWay':
			return [
				'It is on while the policy lets everybody in: ' +
					'S3 then keeps other accounts out, and the face service with them',
				'Remove the public statement from the bucket policy',
			];
		case 'folderUnseen':
			return [
				'This key pair may not list the folder',
				'VidiCore lists, reads and deletes there with the key pair of the callback resource: ' +
					'give its user s3:ListBucket, s3:GetObject and s3:DeleteObject',
			];
		case 'folderEmpty':
			return ['No files'];
		case 'filesOfRunningJobs':
			return [`${files(finding)}: jobs that run leave theirs until VidiCore has fetched them`];
		case 'filesLeftBehind':
			return [
				files(finding),
				'Look for jobs in VidiCore that failed, and remove what they left behind by hand: ' +
					'nothing is deleted by this node',
			];
	}
}

function files({ files: { more, count, bytes }, hours }: Extract<Finding, { hours: number }>): string {
	const counted = `${more ? 'More than ' : ''}${count} file${count === 1 ? '' : 's'}, ${bytes} bytes`;
	return `${counted}, the oldest ${hours} hour${hours === 1 ? '' : 's'} old`;
}
