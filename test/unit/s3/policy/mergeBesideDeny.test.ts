import { deniesAgainst, isPublic } from '../../../../s3/policy/denies';
import { readPolicy } from '../../../../s3/policy/document';
import { cognitiveService } from '../../../../s3/policy/grant';
import { merge } from '../../../../s3/policy/merge';
import { allow, callbackGrant as grant, policyOf } from '../../../support/policies';

test.each([
	['everybody', { Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::media/*' }, true],
	[
		'the account',
		{
			Principal: { AWS: 'arn:aws:iam::823635665685:root' },
			Action: 's3:PutObject',
			Resource: 'arn:aws:s3:::media/callback/a*',
		},
		true,
	],
	['its number', { Principal: { AWS: '823635665685' }, Action: 's3:PutObjectAcl', Resource: '*' }, true],
	[
		'all but others',
		{
			NotPrincipal: { AWS: ['arn:aws:iam::111122223333:root'] },
			NotAction: 's3:ListBucket',
			Resource: 'arn:aws:s3:::media/*',
		},
		true,
	],
	[
		'all objects but those of another folder',
		{ Principal: '*', Action: '*', NotResource: 'arn:aws:s3:::media/other/*' },
		true,
	],
	['a policy variable', { Principal: '*', Action: 's3:Put*', Resource: 'arn:aws:s3:::media/${aws:username}/*' }, true],
	[
		'an address',
		{
			Principal: '*',
			Action: 's3:*',
			Resource: 'arn:aws:s3:::media/*',
			Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
		},
		'maybe',
	],
	[
		'everybody but the service',
		{
			Principal: '*',
			Action: 's3:*',
			Resource: '*',
			Condition: { ArnNotEquals: { 'aws:PrincipalArn': cognitiveService } },
		},
		false,
	],
	[
		'plain HTTP',
		{ Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
		false,
	],
	[
		'old TLS',
		{ Principal: '*', Action: 's3:*', Resource: '*', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
		false,
	],
	['another account', { Principal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*' }, false],
	['another folder', { Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::media/other/*' }, false],
	['another action', { Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::media/*' }, false],
	[
		'all but the service',
		{ NotPrincipal: { AWS: [cognitiveService, '823635665685'] }, Action: 's3:*', Resource: '*' },
		false,
	],
] as const)('a Deny for %s', (_, deny, against) => {
	const text = policyOf({ Sid: 'No', Effect: 'Deny', ...deny });
	const found = deniesAgainst(readPolicy(text), grant);
	expect(found.map(({ certain }) => certain)).toEqual(against === false ? [] : [against === true]);
	if (against === false) expect(merge(text, grant).change).toBe('added');
	else expect(() => merge(text, grant)).toThrow(/the statement "No" (denies|may deny)/);
	if (against === 'maybe') expect(merge(text, grant, { despiteConditions: true }).change).toBe('added');
});

test('a public policy is told from one that names everybody under a tying condition', () => {
	const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/*' };
	expect(
		[
			[everybody],
			[{ ...everybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
			[{ ...everybody, Effect: 'Deny' }],
			[allow({})],
		].map((statements) => isPublic({ rest: {}, statements })),
	).toEqual([true, false, false, false]);
});
