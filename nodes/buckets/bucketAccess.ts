import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { S3Access, S3Keys } from '../../s3/calls';
import { adviseAccess, checkAccess } from '../../s3/checkAccess';
import { giveAccess, takeAccessAway } from '../../s3/giveAccess';
import { partitionOf } from '../../s3/partition';
import { cognitiveService, type Grant } from '../../s3/policy/grant';
import type { PolicyChange } from '../../s3/policy/merge';
import type { S3Location } from '../../vidicore/resources/s3Uri';
import { UserError } from '../kit/errors';
import { keepSecret, secretsOf } from '../kit/secrets';
import { clock } from '../kit/vidiCore';
import { inOurWords, problemText } from './problemWords';
import { requirementItem, type RequirementItem } from './requirementWords';
import { sendThrough } from './sendHttp';

/** The key pair of the storage credential, tidied. Throws a UserError when a part of it is missing. */
export async function storageAccess(context: IExecuteFunctions, item: number): Promise<S3Access> {
	const given = await context.getCredentials<Partial<S3Keys> & IDataObject>('vidiCoreCallbackStorageApi', item);
	keepSecret(context, secretsOf(given));
	const text = (name: keyof S3Keys) => String(given[name] ?? '').trim();
	for (const [name, label] of [
		['accessKeyId', 'Access Key ID'],
		['secretAccessKey', 'Secret Access Key'],
		['region', 'Region'],
	] as const) {
		if (text(name) === '')
			throw new UserError(`The storage credential has no ${label}`, 'Open the credential in n8n and fill it in.');
	}
	const endpoint = text('endpoint');
	if (endpoint !== '' && !/^https?:\/\/[^/\s]+/i.test(endpoint))
		throw new UserError(
			`The custom endpoint of the storage credential ("${endpoint}") is not an address`,
			'It must begin with https:// or http://; leave it empty for AWS.',
		);
	return {
		accessKeyId: text('accessKeyId'),
		secretAccessKey: text('secretAccessKey'),
		sessionToken: text('sessionToken') || undefined,
		region: text('region'),
		endpoint: endpoint || undefined,
		forcePathStyle: given.forcePathStyle !== false,
		send: sendThrough(context),
	};
}

/** Who is to be let in where, from the node's fields. */
export const grantOf = (
	principal: string,
	purpose: Grant['purpose'],
	{ bucket, folder }: S3Location,
	{ region }: S3Access,
): Grant => ({ purpose, bucket, folder, partition: partitionOf(region), principal: principal || cognitiveService });

const pause = async (ms: number) => await clock.sleep(ms);

/** Prepares the bucket; what was done, for the output. Throws a UserError for what S3 has against it. */
export async function prepareBucket(
	access: S3Access,
	grant: Grant,
	how: { createIfMissing: boolean; despiteConditions: boolean },
): Promise<IDataObject> {
	const { change, bucketCreated, allowedBy, encryption } = await inOurWords(
		async () => await giveAccess(access, grant, { ...how, pause }),
	);
	return {
		policy: change === 'none' ? 'alreadyThere' : change,
		bucketCreated,
		allowedBy,
		principal: grant.principal,
		encryption: requirementItem(encryption) as unknown as IDataObject,
	};
}

/** Takes our statement for this folder out of the bucket's policy again. Throws a UserError as prepareBucket does. */
export const takeAway = async (access: S3Access, grant: Grant): Promise<PolicyChange> =>
	await inOurWords(async () => await takeAccessAway(access, grant, pause));

/** All that S3 has a say in, without changing anything. Throws a UserError for a principal that is none. */
export const look = async (access: S3Access, grant: Grant, now: Date): Promise<RequirementItem[]> =>
	(await inOurWords(async () => await checkAccess(access, grant, now))).map(requirementItem);

/** What to do by hand, with the exact statements. Changes nothing. Throws a UserError as prepareBucket does. */
export async function showStatements(access: S3Access, grant: Grant): Promise<IDataObject> {
	const toDo = await inOurWords(async () => await adviseAccess(access, grant));
	const { statement, policy, ready, problem } = toDo;
	const encryption = toDo.encryption && requirementItem(toDo.encryption);
	const whatToDo = ready
		? 'Nothing: the policy of the bucket lets the face service in already'
		: policy
			? 'Put "bucketPolicy" into the policy of the bucket (in AWS: S3, the bucket, Permissions, Bucket policy, Edit). ' +
				'It is the present policy with one statement more'
			: 'Add "statement" to the statements of the bucket policy (in AWS: S3, the bucket, Permissions, Bucket policy, ' +
				'Edit); keep those that are there';
	const keyStatement =
		encryption?.statement === undefined
			? {}
			: {
					keyPolicyStatement: encryption.statement as IDataObject,
					encryption: `${encryption.found}. ${encryption.whatToDo}`,
				};
	return {
		policy: ready === null ? 'unknown' : ready ? 'alreadyThere' : 'missing',
		whatToDo,
		...(problem ? { problem: problemText(problem) } : {}),
		statement: statement as IDataObject,
		...(policy && !ready ? { bucketPolicy: policy as IDataObject } : {}),
		...keyStatement,
	};
}
