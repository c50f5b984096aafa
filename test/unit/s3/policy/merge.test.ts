import { partitionOf } from '../../../../s3/partition';
import { largestPolicy, readPolicy } from '../../../../s3/policy/document';
import { cognitiveService, missing, ownStatement } from '../../../../s3/policy/grant';
import { merge, takeOut } from '../../../../s3/policy/merge';
import { allow, callbackGrant as grant, policyOf } from '../../../support/policies';

test(
	'a folder more widens our statement, one that is allowed already changes nothing, under whatever name and in ' +
		'whatever order',
	() => {
		const first = merge(undefined, grant);
		expect(JSON.parse(first.text ?? '')).toEqual({ Version: '2012-10-17', Statement: [ownStatement(grant)] });
		const second = merge(first.text, { ...grant, folder: 'second' });
		expect([first.change, second.change]).toEqual(['added', 'widened']);
		expect(readPolicy(second.text).statements).toEqual([
			ownStatement(grant, ['arn:aws:s3:::media/callback/*', 'arn:aws:s3:::media/second/*']),
		]);
		expect(takeOut(second.text, grant)).toMatchObject({ change: 'narrowed' });
		for (const theirs of [
			allow({}),
			allow({ Sid: 'Pasted', Action: ['s3:PutObjectAcl', 's3:PutObject', 's3:GetObject'] }),
			allow({ Action: 's3:*', Resource: ['arn:aws:s3:::media', 'arn:aws:s3:::media/*'] }),
			allow({ Principal: { AWS: ['arn:aws:iam::111122223333:root', cognitiveService] } }),
			allow({ Action: 'S3:*Object*' }),
		]) {
			expect(merge(policyOf(theirs), grant)).toMatchObject({ change: 'none', text: policyOf(theirs) });
		}
		// Two of theirs that give it together; and ours is added beside one that gives a part, or gives it to everybody or
		// under a condition.
		expect(merge(policyOf(allow({ Action: 's3:Get*' }), allow({ Action: 's3:Put*' })), grant)).toMatchObject({
			change: 'none',
			allowedBy: ['statement number 1', 'statement number 2'],
		});
		for (const theirs of [
			allow({ Action: 's3:GetObject' }),
			allow({ Principal: '*' }),
			allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
			allow({ Principal: { AWS: '823635665685' } }),
			allow({ Resource: 'arn:aws:s3:::media/callback/?*' }),
			{ ...allow({}), NotAction: 's3:DeleteObject', Action: undefined },
		]) {
			expect(merge(policyOf(theirs), grant).change).toBe('added');
		}
	},
);

test('a Principal of every documented form is kept, and a single statement need not be a list', () => {
	const forms = [
		'*',
		{ AWS: '*' },
		{ AWS: '111122223333' },
		{ AWS: 'arn:aws:iam::111122223333:root' },
		{ AWS: ['111122223333', 'arn:aws:sts::111122223333:assumed-role/R/s'] },
		{ CanonicalUser: '79a59df9' },
		{ Federated: 'cognito-identity.amazonaws.com' },
		{ Service: ['logging.s3.amazonaws.com'] },
		{ AWS: 'AIDAEXAMPLE' },
	];
	const theirs = forms.map((Principal, n) => ({
		Sid: `S${n}`,
		Effect: 'Allow',
		Principal,
		Action: 's3:GetObject',
		Resource: 'arn:aws:s3:::media/public/*',
	}));
	expect(readPolicy(merge(policyOf(...theirs), grant).text).statements).toEqual([...theirs, ownStatement(grant)]);
	for (const one of theirs)
		expect(readPolicy(merge(JSON.stringify({ Version: '2008-10-17', Statement: one }), grant).text)).toEqual({
			rest: { Version: '2008-10-17' },
			statements: [one, ownStatement(grant)],
		});
});

test.each([
	['not JSON', '{"Version":', /not JSON/],
	['no object', '[]', /not a JSON object/],
	['a name twice', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny"}]}', /twice/],
	['a statement that is none', '{"Statement":["Allow"]}', /not an object/],
	[
		'a number that would be rounded',
		policyOf({ Effect: 'Allow', Condition: { NumericLessThan: { 's3:max-keys': 1 } } }).replace(
			':1}',
			':12345678901234567890}',
		),
		/too large to be kept/,
	],
	[
		'our name for something else',
		policyOf({ ...ownStatement(grant), Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
		/somebody has changed/,
	],
	[
		'our name for another user',
		policyOf({ ...ownStatement(grant), Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
		/somebody has changed/,
	],
	[
		'too large with ours in it',
		policyOf(
			...Array.from({ length: 110 }, (_, n) => ({
				Sid: `Long${n}`,
				Effect: 'Allow',
				Principal: { AWS: 'arn:aws:iam::111122223333:root' },
				Action: 's3:GetObject',
				Resource: `arn:aws:s3:::media/folder-number-${n}/*`,
				x: 'y'.repeat(22),
			})),
		),
		/at most 20480/,
	],
])('a policy that is %s stops with a message and changes nothing', (_, text, message) => {
	expect(() => merge(text, grant)).toThrow(message);
});

test('a Deny that is certain is refused also where conditions that cannot be judged are let pass', () => {
	const deny = { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::media/*' };
	const unknown = { ...deny, Sid: 'Perhaps', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
	const despite = { despiteConditions: true };
	expect(merge(policyOf(unknown), grant, despite).change).toBe('added');
	for (const text of [policyOf(deny), policyOf(unknown, deny)])
		expect(() => merge(text, grant, despite)).toThrow(/the statement "No" denies/);
});

test('the largest policy that fits is still written', () => {
	const filler = (size: number) =>
		policyOf({
			Sid: 'Long',
			Effect: 'Allow',
			Principal: { AWS: 'arn:aws:iam::111122223333:root' },
			Action: 's3:GetObject',
			Resource: `arn:aws:s3:::media/${'x'.repeat(size)}/*`,
		});
	const room = largestPolicy - new TextEncoder().encode(merge(filler(1), grant).text).length + 1;
	expect(new TextEncoder().encode(merge(filler(room), grant).text).length).toBe(largestPolicy);
	expect(() => merge(filler(room + 1), grant)).toThrow(/20481 bytes/);
});

test('another user has a statement of his own; who is no user, or of another partition, is refused', () => {
	const other = { ...grant, principal: 'arn:aws:iam::111122223333:user/test' };
	const both = merge(merge(undefined, grant).text, other);
	expect(readPolicy(both.text).statements.map(({ Sid }) => Sid)).toEqual([
		'N8nVidiCoreCallback',
		'N8nVidiCoreCallbackarnawsiam111122223333usertest',
	]);
	expect(takeOut(both.text, grant).text).toBe(merge(undefined, other).text);
	for (const principal of ['', 'cognitive-service', 'arn:aws:iam::12:user/x', '*'])
		expect(() => merge(undefined, { ...grant, principal })).toThrow(/not the ARN of a user/);
	expect(() => merge(undefined, { ...grant, partition: 'aws-cn' })).toThrow(/partition aws-cn/);
	const china = { ...grant, partition: 'aws-cn', principal: cognitiveService.replace('aws', 'aws-cn') };
	expect(readPolicy(merge(undefined, china).text).statements[0]).toMatchObject({
		Resource: ['arn:aws-cn:s3:::media/callback/*'],
	});
	expect(missing(readPolicy(merge(undefined, china).text), china)).toEqual([]);
	expect(['eu-west-1', 'cn-north-1', 'us-gov-west-1', 'us-isob-east-1', 'garage'].map(partitionOf)).toEqual([
		'aws',
		'aws-cn',
		'aws-us-gov',
		'aws-iso-b',
		'aws',
	]);
});
