import { deniesAgainst, forbidsChange, isPublic, type Against } from '../../../../s3/policy/denies';
import type { Statement } from '../../../../s3/policy/document';
import { cognitiveService, type Grant } from '../../../../s3/policy/grant';
import { callbackGrant as grant } from '../../../support/policies';

const account = '823635665685';
const policy = (...statements: Statement[]) => ({ rest: {}, statements });
const deny = (more: object): Statement => ({
	Sid: 'No',
	Effect: 'Deny',
	Principal: '*',
	Action: 's3:*',
	Resource: 'arn:aws:s3:::media/*',
	...more,
});

/** `no`: the statement does not stand against the grant; `maybe`: only under a condition that cannot be judged. */
type Verdict = 'yes' | 'maybe' | 'no';
const verdict = ([against]: Against[]): Verdict => (against === undefined ? 'no' : against.certain ? 'yes' : 'maybe');
const judged = (more: object, to: Partial<Grant> = {}): Verdict =>
	verdict(deniesAgainst(policy(deny(more)), { ...grant, ...to }));

describe('whom a Deny means', () => {
	const not = (AWS: unknown) => ({ Principal: undefined, NotPrincipal: { AWS } });
	it.each<[string, object, Verdict]>([
		['everybody', { Principal: { AWS: '*' } }, 'yes'],
		['the user in a list', { Principal: { AWS: ['111122223333', cognitiveService] } }, 'yes'],
		['his account by its root', { Principal: { AWS: `arn:aws:iam::${account}:root` } }, 'yes'],
		['his account by its number, in a list', { Principal: { AWS: ['111122223333', account] } }, 'yes'],
		['another account by its root', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'no'],
		['another account by its number', { Principal: { AWS: '111122223333' } }, 'no'],
		['another user of his account', { Principal: { AWS: `arn:aws:iam::${account}:user/other` } }, 'no'],
		['a service', { Principal: { Service: 'logging.s3.amazonaws.com' } }, 'no'],
		['nobody that is readable', { Principal: 7 }, 'no'],
		// IAM: the account has to be spared beside the user, or the user is denied with his account.
		['all but the user, his account not spared', not(cognitiveService), 'yes'],
		['all but his account, the user not spared', not(account), 'yes'],
		['all but the user and another account', not([cognitiveService, 'arn:aws:iam::111122223333:root']), 'yes'],
		['all but the user and his account', not([cognitiveService, `arn:aws:iam::${account}:root`]), 'no'],
		['nobody: all are spared', not('*'), 'no'],
	])('%s', (_, more, expected) => {
		expect(judged(more)).toBe(expected);
	});
});

describe('what a Deny is about', () => {
	const notAction = (NotAction: unknown) => ({ Action: undefined, NotAction });
	const notResource = (...NotResource: string[]) => ({
		Resource: undefined,
		NotResource: NotResource.map((folder) => `arn:aws:s3:::media/${folder}*`),
	});
	it.each<[string, object, Verdict]>([
		['one of several actions', { Action: ['s3:ListBucket', 's3:PutObjectAcl'] }, 'yes'],
		['an action in other letters', { Action: 'S3:PUTobject' }, 'yes'],
		['other actions', { Action: ['s3:DeleteObject', 's3:GetObjectAcl'] }, 'no'],
		['all actions but some of those needed', notAction(['s3:GetObject', 's3:PutObject']), 'yes'],
		['all actions but those needed, in other letters', notAction(['s3:getobject', 'S3:Put*']), 'no'],
		['all actions but others', notAction(['s3:ListBucket', 's3:DeleteObject']), 'yes'],
		['one of several resources', { Resource: ['arn:aws:s3:::media/other/*', 'arn:aws:s3:::media/callback/a'] }, 'yes'],
		['a variable in the resource', { Resource: 'arn:aws:s3:::media/${aws:username}/*' }, 'yes'],
		['a variable elsewhere', { Resource: 'arn:aws:s3:::media/other/${aws:username}' }, 'no'],
		['another bucket', { Resource: 'arn:aws:s3:::other/callback/*' }, 'no'],
		['the bucket itself, not what is in it', { Resource: 'arn:aws:s3:::media' }, 'no'],
		['all objects but those of other folders', notResource('other/', 'more/'), 'yes'],
		['all objects but those of several folders, ours among them', notResource('other/', 'callback/'), 'no'],
		['all objects but a part of our folder', notResource('callback/sub/'), 'yes'],
		['an Allow', { Effect: 'Allow' }, 'no'],
	])('%s', (_, more, expected) => {
		expect(judged(more)).toBe(expected);
	});

	it('reading the source media needs no right to write', () => {
		const writing = { Action: ['s3:PutObject', 's3:PutObjectAcl'] };
		expect([judged(writing, { purpose: 'source' }), judged(writing)]).toEqual(['no', 'yes']);
	});
});

describe('conditions', () => {
	const other = 'arn:aws:iam::111122223333:user/editor';
	it.each<[string, unknown, Verdict]>([
		['plain HTTP', { Bool: { 'aws:SecureTransport': 'false' } }, 'no'],
		['HTTPS', { BoolIfExists: { 'AWS:securetransport': 'true' } }, 'yes'],
		['HTTPS by an operator of texts', { StringEquals: { 'aws:SecureTransport': 'false' } }, 'maybe'],
		['TLS below 1.2', { NumericLessThan: { 's3:TlsVersion': '1.2' } }, 'no'],
		['TLS below 1.3', { NumericLessThan: { 's3:TlsVersion': '1.3' } }, 'maybe'],
		['TLS below 1.2 or 1.3', { NumericLessThan: { 's3:tlsversion': ['1.2', '1.3'] } }, 'maybe'],
		['TLS of 1.2 at most', { NumericLessThanEquals: { 's3:TlsVersion': '1.2' } }, 'maybe'],
		['an unknown key by a known operator', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, 'maybe'],
		['a known key by an unknown operator', { StringEqualsIgnoreCase: { 'aws:PrincipalArn': other } }, 'maybe'],
		['a known key without values', { StringEquals: { 'aws:PrincipalArn': [] } }, 'maybe'],
		['a condition that is none', 'none', 'maybe'],
		['an operator without keys', { StringEquals: 'aws:PrincipalArn' }, 'maybe'],
		['the user', { StringEquals: { 'aws:PrincipalArn': [other, cognitiveService] } }, 'yes'],
		['another user', { StringEqualsIfExists: { 'aws:PrincipalArn': other } }, 'no'],
		['his account', { StringEquals: { 'aws:PrincipalAccount': account } }, 'yes'],
		['another account', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, 'no'],
		['a pattern that StringEquals does not read', { StringEquals: { 'aws:PrincipalArn': 'arn:*' } }, 'no'],
		['a pattern of him', { StringLike: { 'aws:PrincipalArn': '*:user/cognitive-*' } }, 'yes'],
		['a pattern of others', { StringLike: { 'aws:PrincipalArn': '*:user/e*' } }, 'no'],
		['an ARN pattern of him', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:*` } }, 'yes'],
		['an ARN pattern of others', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:*' } }, 'no'],
		['an ARN pattern of him and others', { ArnLike: { 'aws:PrincipalArn': [other, 'arn:*'] } }, 'yes'],
		['all but others', { StringNotEquals: { 'aws:PrincipalArn': other } }, 'yes'],
		['all but him', { StringNotEquals: { 'aws:PrincipalArn': [other, cognitiveService] } }, 'no'],
		['all but a pattern of others', { StringNotLike: { 'aws:PrincipalArn': '*:user/e*' } }, 'yes'],
		['all but a pattern of him', { StringNotLike: { 'aws:PrincipalArn': '*cognitive*' } }, 'no'],
		['all but an ARN of others', { ArnNotEquals: { 'aws:PrincipalArn': other } }, 'yes'],
		['all but an ARN pattern of him', { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:*' } }, 'no'],
		['all but an ARN like others’', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:*' } }, 'yes'],
		['all but an ARN like his', { ArnNotLike: { 'aws:PrincipalArn': [other, 'arn:*'] } }, 'no'],
	])('%s', (_, Condition, expected) => {
		expect(judged({ Condition })).toBe(expected);
	});

	it('all parts must hold: one that does not is enough, one that cannot be judged leaves it open', () => {
		const [holds, unknown, fails] = [
			{ Bool: { 'aws:SecureTransport': 'true' } },
			{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
			{ StringEquals: { 'aws:PrincipalArn': other } },
		];
		expect(judged({ Condition: { ...holds, ...unknown } })).toBe('maybe');
		expect(judged({ Condition: { ...holds, ...unknown, ...fails } })).toBe('no');
		expect(judged({ Condition: {} })).toBe('yes');
	});

	it('are named by their keys, each statement by its name or number', () => {
		const Condition = {
			IpAddress: { 'aws:SourceIp': '10.0.0.0/8', 'aws:VpcSourceIp': '10.0.0.0/8' },
			Null: { 'aws:TokenIssueTime': 'true' },
			Bool: 'broken',
		};
		const found = deniesAgainst(policy(deny({ Effect: 'Allow' }), deny({ Sid: '', Condition }), deny({})), grant);
		expect(found).toEqual([
			{
				statement: 'statement number 2',
				certain: false,
				conditions: ['aws:SourceIp', 'aws:VpcSourceIp', 'aws:TokenIssueTime'],
			},
			{ statement: 'the statement "No"', certain: true, conditions: [] },
		]);
	});
});

describe('a policy that forbids its change', () => {
	const lock = (more: object) =>
		verdict(
			forbidsChange(policy(deny({ Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::media', ...more })), grant),
		);
	it.each<[string, object, Verdict]>([
		['to everybody', {}, 'yes'],
		['to everybody, among other actions and buckets', { Action: ['s3:Get*', 's3:put*policy'], Resource: '*' }, 'yes'],
		['all but other actions', { Action: undefined, NotAction: ['s3:GetBucketPolicy', 's3:Delete*'] }, 'yes'],
		['all but this action', { Action: undefined, NotAction: ['s3:GetBucketPolicy', 's3:PutBucket*'] }, 'no'],
		['of all but other buckets', { Resource: undefined, NotResource: ['arn:aws:s3:::other'] }, 'yes'],
		['of all but this bucket', { Resource: undefined, NotResource: ['arn:aws:s3:::other', 'arn:aws:s3:::med*'] }, 'no'],
		['only its removal', { Action: 's3:DeleteBucketPolicy' }, 'no'],
		['to all but one', { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'maybe'],
		['under a condition', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'maybe'],
		['to an account', { Principal: { AWS: '111122223333' } }, 'no'],
		['nothing: it is an Allow', { Effect: 'Allow' }, 'no'],
		['of its objects only', { Resource: 'arn:aws:s3:::media/*' }, 'no'],
		['of a bucket in another partition', { Resource: 'arn:aws-cn:s3:::media' }, 'no'],
	])('%s', (_, more, expected) => {
		expect(lock(more)).toBe(expected);
	});
});

describe('public', () => {
	const everybody = (more: object) =>
		isPublic(policy(deny({ Effect: 'Allow', ...more }), deny({ Principal: { AWS: '111122223333' } })));
	it.each([
		'aws:SourceIp',
		'aws:SourceArn',
		'aws:SourceVpc',
		'aws:SourceVpce',
		'aws:SourceAccount',
		'aws:SourceOwner',
		'aws:PrincipalOrgID',
		'aws:PrincipalOrgPaths',
		'aws:PrincipalArn',
		'aws:PrincipalAccount',
		'aws:userid',
		's3:DataAccessPointArn',
		's3:DataAccessPointAccount',
	])('everybody is not the public where %s ties him', (key) => {
		expect(everybody({ Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { [key]: 'x' } } })).toBe(
			false,
		);
	});

	it('it is with no such condition, and with NotPrincipal', () => {
		expect([
			everybody({}),
			everybody({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
			everybody({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
			everybody({ Principal: { AWS: cognitiveService } }),
		]).toEqual([true, true, true, false]);
	});
});
