import { covers } from './glob';
import { calledIn, listOf, sidOf, type Policy, type Statement } from './document';
import { namesOnly, namesUser, userArn } from './principal';
import { S3Problem } from '../problem';

/** The user as whom VidiNet's cognitive services act (the guide of "Face Training and Analysis powered by DeepVA"). */
export const cognitiveService = 'arn:aws:iam::823635665685:user/cognitive-service';

/**
 * What the face service needs in a bucket: to hand over results in the callback folder, or to read the source media.
 */
export interface Grant {
	purpose: 'callback' | 'source';
	/** aws, aws-cn … : of the bucket. */
	partition: string;
	bucket: string;
	/** Without slashes at its ends; '' is the whole bucket. */
	folder: string;
	/** The ARN of the user who gets access. */
	principal: string;
}

/**
 * The actions per purpose. Callback: the guide. Source: the guide names "read access" on BUCKET/*, which is
 * s3:GetObject.
 */
const actions: Record<Grant['purpose'], string[]> = {
	callback: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
	source: ['s3:GetObject'],
};

export const actionsOf = ({ purpose }: Grant): string[] => actions[purpose];

/** All objects in the folder. */
export const resourceOf = ({ partition, bucket, folder }: Grant): string =>
	`arn:${partition}:s3:::${bucket}/${folder === '' ? '' : `${folder}/`}*`;

/**
 * The name of our own statement: always the same for a purpose and a user, so that it is found again. Letters and
 * digits only (IAM).
 */
export function ownSid({ purpose, principal }: Grant): string {
	const whose = principal === cognitiveService ? '' : principal.replace(/[^a-zA-Z0-9]/g, '');
	return `N8nVidiCore${purpose === 'callback' ? 'Callback' : 'Source'}${whose}`;
}

/** Our statement for these resources, as it is written and as it is shown to be pasted. */
export const ownStatement = (grant: Grant, resources = [resourceOf(grant)]): Statement => ({
	Sid: ownSid(grant),
	Effect: 'Allow',
	Principal: { AWS: grant.principal },
	Action: actionsOf(grant),
	Resource: resources,
});

/** Throws an S3Problem when the user is no user's ARN, or one of another partition, which AWS refuses in a policy. */
export function checkPrincipal({ principal, partition }: Grant): void {
	const user = userArn(principal);
	if (!user) throw new S3Problem({ kind: 'badPrincipal', principal });
	if (user.partition !== partition)
		throw new S3Problem({ kind: 'otherPartition', partition, ofPrincipal: user.partition });
}

/**
 * Our own statement in the policy, by its Sid. Throws an S3Problem (`changedStatement`) when that name stands for
 * something else.
 */
export function findOwn(policy: Policy, grant: Grant): Statement | undefined {
	const own = policy.statements.find((statement) => sidOf(statement) === ownSid(grant));
	if (own === undefined) return undefined;
	const plain =
		own.Effect === 'Allow' &&
		own.Condition === undefined &&
		own.Action !== undefined &&
		own.Resource !== undefined &&
		namesOnly(own, grant.principal);
	if (plain && missingActions([own], grant, listOf(own.Resource)).length === 0) return own;
	throw new S3Problem({ kind: 'changedStatement', sid: ownSid(grant) });
}

/** The actions that the grant needs and the policy does not allow yet. */
export const missing = ({ statements }: Policy, grant: Grant): string[] =>
	missingActions(statements, grant, [resourceOf(grant)]);

function missingActions(statements: Statement[], grant: Grant, resources: string[]): string[] {
	return actionsOf(grant).filter(
		(action) =>
			!resources.every((resource) => statements.some((statement) => allows(statement, grant, action, resource))),
	);
}

/** How the statements are called that give the grant, or a part of it. */
export const allowedBy = (policy: Policy, grant: Grant): string[] =>
	policy.statements
		.filter((statement) => actionsOf(grant).some((action) => allows(statement, grant, action, resourceOf(grant))))
		.map((statement) => calledIn(policy, statement));

/** Allows it without any condition, to this very user. */
function allows(statement: Statement, { principal }: Grant, action: string, resource: string): boolean {
	return (
		statement.Effect === 'Allow' &&
		statement.Condition === undefined &&
		namesUser(statement, principal) &&
		listOf(statement.Action).some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase())) &&
		listOf(statement.Resource).some((pattern) => covers(pattern, resource))
	);
}
