import fc from 'fast-check';
import { cognitiveService } from '../../s3/policy/grant';
import { parsePolicy } from '../../tools/emulator/s3/policy/document';
import { evaluate } from '../../tools/emulator/s3/policy/evaluate';

// Policies and grants to try, and who may do what by them. The judge is the light S3 server's own evaluation, which
// shares no code with what is tested.

const someone = fc.constantFrom(
	'arn:aws:iam::111122223333:user/editor',
	'arn:aws:iam::111122223333:root',
	'444455556666',
	cognitiveService,
	'arn:aws:iam::823635665685:user/somebody-else',
	'*',
);
const oneOrMany = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
const resources = oneOrMany(
	fc.constantFrom(
		'arn:aws:s3:::media/*',
		'arn:aws:s3:::media/callback/*',
		'arn:aws:s3:::media/call*',
		'arn:aws:s3:::media/other/*',
		'arn:aws:s3:::media/?allback/a',
		'arn:aws:s3:::media/callback/locked/*',
	),
);
const actions = oneOrMany(
	fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:Get*', 's3:*', 's3:DeleteObject'),
);
const condition = fc.option(
	fc.constantFrom(
		{ Bool: { 'aws:SecureTransport': 'false' } },
		{ StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
		{ ArnNotLike: { 'aws:PrincipalArn': [cognitiveService] } },
	),
	{ nil: undefined },
);
export const statement = (effect: fc.Arbitrary<string>) =>
	fc.record({
		Effect: effect,
		Principal: fc.oneof(
			someone.map((AWS) => ({ AWS })),
			fc.constant('*' as const),
			fc.uniqueArray(someone, { minLength: 1, maxLength: 3 }).map((AWS) => ({ AWS })),
		),
		Action: actions,
		Resource: resources,
		Condition: condition,
	});
/** The same, of Deny also in the forms that name what is spared. */
export const sparing = fc
	.tuple(statement(fc.constantFrom('Allow', 'Deny', 'Deny')), fc.constantFrom('', 'Action', 'Resource', 'both'))
	.map(([one, spared]) => {
		const { Action, Resource, ...rest } = one;
		if (one.Effect === 'Allow') return one;
		return {
			...rest,
			...(spared === 'Action' || spared === 'both' ? { NotAction: Action } : { Action }),
			...(spared === 'Resource' || spared === 'both' ? { NotResource: Resource } : { Resource }),
		};
	});
export const policies = (one: fc.Arbitrary<object>) =>
	fc.oneof(
		{
			weight: 9,
			arbitrary: fc.array(one, { minLength: 1, maxLength: 5 }).chain((list) =>
				fc.tuple(fc.constant(list), fc.boolean()).map(([all, named]) =>
					JSON.stringify({
						Version: '2012-10-17',
						Id: 'theirs',
						Statement:
							all.length === 1 && named
								? all[0]
								: all.map((each, n) => (named ? { Sid: `Theirs${n}`, ...each } : each)),
					}),
				),
			),
		},
		{ weight: 1, arbitrary: fc.constant(undefined) },
	);
export const grants = fc.record({
	purpose: fc.constantFrom('callback' as const, 'source' as const),
	partition: fc.constant('aws'),
	bucket: fc.constant('media'),
	folder: fc.constantFrom('', 'callback', 'callback/locked', 'other', 'a b/ä'),
	principal: fc.constantFrom(cognitiveService, 'arn:aws:iam::823635665685:user/somebody-else'),
});

const users = [
	'arn:aws:iam::111122223333:user/editor',
	'arn:aws:iam::444455556666:user/x',
	cognitiveService,
	'arn:aws:iam::823635665685:user/somebody-else',
];
export const keys = ['callback/a', 'callback/b', 'callback/locked/a', 'other/a', 'a b/ä/1', 'outside'];
export const asked = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject'];

const judged = (text: string | undefined) => (text === undefined ? { statements: [] } : parsePolicy(text, 'media'));

/** Whether somebody whom no statement names may change the policy, as the light server sees it. */
export const mayChange = (text: string | undefined) =>
	evaluate(judged(text), {
		principal: { arn: 'arn:aws:iam::999988887777:user/stranger', account: '999988887777' },
		action: 's3:PutBucketPolicy',
		resource: 'arn:aws:s3:::media',
		facts: new Map([['aws:securetransport', 'true']]),
	});

/** What everybody may do, as the light server sees it. */
export function rights(text: string | undefined): Map<string, string> {
	const policy = judged(text);
	const found = new Map<string, string>();
	for (const arn of users)
		for (const key of keys)
			for (const action of asked) {
				const account = arn.split(':')[4] ?? '';
				const facts = new Map([
					['aws:securetransport', 'true'],
					['aws:principalarn', arn],
					['aws:principalaccount', account],
				]);
				found.set(
					`${arn} ${action} ${key}`,
					evaluate(policy, { principal: { arn, account }, action, resource: `arn:aws:s3:::media/${key}`, facts }),
				);
			}
	return found;
}
