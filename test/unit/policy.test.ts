import fc from 'fast-check';
import { parsePolicy } from '../../tools/emulator/s3/policy/document';
import { evaluate } from '../../tools/emulator/s3/policy/evaluate';
import { covers, overlap } from '../../s3/policy/glob';
import { deniesAgainst, isPublic } from '../../s3/policy/denies';
import { largestPolicy, readPolicy } from '../../s3/policy/document';
import { cognitiveService, missing, ownStatement, type Grant } from '../../s3/policy/grant';
import { merge, takeOut } from '../../s3/policy/merge';
import { partitionOf } from '../../s3/partition';

// The merge of bucket policies. The judge is the light S3 server's own evaluation, which shares no code with it.
const runs = { numRuns: 1000 };
const grant: Grant = {
	purpose: 'callback',
	partition: 'aws',
	bucket: 'media',
	folder: 'callback',
	principal: cognitiveService,
};
const meaning = (text: string | undefined) => JSON.stringify(readPolicy(text));
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (more: object) => ({
	Effect: 'Allow',
	Principal: { AWS: cognitiveService },
	Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
	Resource: 'arn:aws:s3:::media/callback/*',
	...more,
});

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
const statement = (effect: fc.Arbitrary<string>) =>
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
const sparing = fc
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
const policies = (one: fc.Arbitrary<object>) =>
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
const grants = fc.record({
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
const keys = ['callback/a', 'callback/b', 'callback/locked/a', 'other/a', 'a b/ä/1', 'outside'];
const asked = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject'];

const judged = (text: string | undefined) => (text === undefined ? { statements: [] } : parsePolicy(text, 'media'));

/** Whether somebody whom no statement names may change the policy, as the light server sees it. */
const mayChange = (text: string | undefined) =>
	evaluate(judged(text), {
		principal: { arn: 'arn:aws:iam::999988887777:user/stranger', account: '999988887777' },
		action: 's3:PutBucketPolicy',
		resource: 'arn:aws:s3:::media',
		facts: new Map([['aws:securetransport', 'true']]),
	});

/** What everybody may do, as the light server sees it. */
function rights(text: string | undefined): Map<string, string> {
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

test(`merging twice is merging once, and taking out again gives what was there (${runs.numRuns} policies)`, () => {
	let changed = 0;
	fc.assert(
		fc.property(policies(statement(fc.constant('Allow'))), grants, (before, wanted) => {
			const once = merge(before, wanted);
			expect(merge(once.text, wanted)).toMatchObject({ change: 'none', text: once.text });
			if (once.change === 'none') return;
			changed += 1;
			const back = takeOut(once.text, wanted);
			expect(['removed', 'narrowed']).toContain(back.change);
			expect(meaning(back.text)).toBe(meaning(before));
			expect(takeOut(back.text, wanted).change).toBe('none');
		}),
		runs,
	);
	expect(changed).toBeGreaterThan(runs.numRuns / 3);
});

test(
	`no foreign statement changes, and who may do what stays the same but for what was granted (${runs.numRuns} ` +
		'policies, several grants)',
	() => {
		fc.assert(
			fc.property(
				policies(statement(fc.constant('Allow'))),
				fc.uniqueArray(grants, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }),
				(before, wanted) => {
					let text = before;
					for (const one of wanted) text = merge(text, one).text;
					const theirs = readPolicy(before).statements.map((one) => JSON.stringify(one));
					expect(
						readPolicy(text)
							.statements.slice(0, theirs.length)
							.map((one) => JSON.stringify(one)),
					).toEqual(theirs);
					expect(readPolicy(text).rest).toEqual(readPolicy(before).rest);
					const [was, is] = [rights(before), rights(text)];
					for (const [right, said] of is) {
						const [arn, action = '', ...key] = right.split(' ');
						const granted = wanted.some(
							({ principal, purpose, folder }) =>
								principal === arn &&
								(folder === '' || key.join(' ').startsWith(`${folder}/`)) &&
								(purpose === 'callback' ? action !== 's3:DeleteObject' : action === 's3:GetObject'),
						);
						expect([right, said]).toEqual([right, granted ? 'Allow' : was.get(right)]);
					}
				},
			),
			runs,
		);
	},
);

test(
	'with Deny statements: merged only when nothing is denied in the folder, refused only when something may be ' +
		`(${runs.numRuns} policies)`,
	() => {
		const outcomes = { merged: 0, refused: 0 };
		fc.assert(
			fc.property(policies(sparing), grants, (before, wanted) => {
				let text: string | undefined;
				const inside = keys.filter((key) => wanted.folder === '' || key.startsWith(`${wanted.folder}/`));
				const needed = wanted.purpose === 'callback' ? asked.slice(0, 3) : asked.slice(0, 1);
				try {
					text = merge(before, wanted).text;
				} catch (error) {
					outcomes.refused += 1;
					const { kind } = error as { kind?: string };
					const was = rights(before);
					// The conditions above can all be judged, so nothing may be refused because it is not certain.
					const denied =
						kind === 'forbidsChange'
							? mayChange(before) === 'Deny'
							: inside.some((key) =>
									needed.some((action) => was.get(`${wanted.principal} ${action} ${key}`) === 'Deny'),
								);
					expect([kind, denied]).toEqual([expect.stringMatching(/^(denies|forbidsChange)$/), true]);
					return;
				}
				outcomes.merged += 1;
				const is = rights(text);
				for (const key of inside)
					for (const action of needed) expect(is.get(`${wanted.principal} ${action} ${key}`)).toBe('Allow');
			}),
			runs,
		);
		expect(Math.min(outcomes.merged, outcomes.refused)).toBeGreaterThan(100);
	},
);

test('patterns: covering and overlapping agree with a plain matching of all short texts', () => {
	const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
	const texts = [''];
	for (let i = 0; texts.length < 400; i++) texts.push(`${texts[i]}a`, `${texts[i]}b`);
	const matching = (one: string) => {
		const expression = new RegExp(`^${one.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
		return new Set(texts.filter((text) => expression.test(text)));
	};
	fc.assert(
		fc.property(pattern, pattern, (one, other) => {
			const [a, b] = [matching(one), matching(other)];
			if (covers(one, other)) expect([...b].every((text) => a.has(text))).toBe(true);
			expect(overlap(one, other)).toBe([...b].some((text) => a.has(text)));
		}),
		{ numRuns: 3000 },
	);
	expect([covers('a/*', 'a/b/*'), covers('a/b/*', 'a/*'), covers('*', 'x'), covers('a/?*', 'a/*')]).toEqual([
		true,
		false,
		true,
		false,
	]);
});

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
