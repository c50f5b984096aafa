import { sameButNames, samePolicy } from '../../../s3/policy/samePolicy';

// S3 does not give a policy back as it was put: see docs/field-reports.md.
const roles = ['a', 'b', 'c'].map((name) => `arn:aws:iam::480783779961:role/role-${name}`);
const [a = '', b = '', c = ''] = roles;
const statement = { Sid: 'one', Effect: 'Allow', Principal: { AWS: roles }, Action: ['s3:GetObject', 's3:PutObject'] };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const one = (change: object) => policy({ ...statement, Resource: 'arn:aws:s3:::bucket/*', ...change });

test.each<[string, string | undefined, string | undefined]>([
	['principals in another order', one({}), one({ Principal: { AWS: [c, a, b] } })],
	['actions in another order', one({}), one({ Action: ['s3:PutObject', 's3:GetObject'] })],
	['a list of one as its member', one({ Action: ['s3:GetObject'] }), one({ Action: 's3:GetObject' })],
	['a resource as a list of one', one({}), one({ Resource: ['arn:aws:s3:::bucket/*'] })],
	[
		'an account as its root user',
		one({ Principal: { AWS: '480783779961' } }),
		one({ Principal: { AWS: ['arn:aws:iam::480783779961:root'] } }),
	],
	['everybody in two ways', one({ Principal: '*' }), one({ Principal: { AWS: '*' } })],
	[
		'values of a condition',
		one({ Condition: { Bool: { 'aws:SecureTransport': true } } }),
		one({ Condition: { Bool: { 'aws:SecureTransport': ['true'] } } }),
	],
	['a number as its text', one({ Condition: { N: { x: 1 } } }), one({ Condition: { N: { x: '1' } } })],
	[
		'members in another order',
		one({ Sid: 'x' }),
		policy({ Resource: 'arn:aws:s3:::bucket/*', ...statement, Sid: 'x' }),
	],
	['no policy', undefined, undefined],
])('the same policy: %s', (_, first, second) => {
	expect(samePolicy(first, second)).toBe(true);
	expect(samePolicy(second, first)).toBe(true);
});

test.each<[string, string | undefined, string | undefined]>([
	['a principal more', one({}), one({ Principal: { AWS: [...roles, '480783779961'] } })],
	['a principal instead of another', one({ Principal: { AWS: a } }), one({ Principal: { AWS: b } })],
	['an action less', one({}), one({ Action: 's3:GetObject' })],
	['an action in other letters', one({ Action: 's3:GetObject' }), one({ Action: 's3:PutObject' })],
	['another effect', one({}), one({ Effect: 'Deny' })],
	['another name', one({}), one({ Sid: 'two' })],
	['a condition more', one({}), one({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
	['a statement more', one({}), policy(statement, statement)],
	['no policy any more', one({}), undefined],
	['another version', one({}), one({}).replace('2012-10-17', '2008-10-17')],
	['a canonical user', one({ Principal: { AWS: a } }), one({ Principal: { CanonicalUser: a } })],
	['a bucket without a policy and one with an empty policy', undefined, policy()],
	['an id for a name', one({ Principal: { AWS: a } }), one({ Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' } })],
	['a number and a longer one', one({ Principal: { AWS: '1234567890123' } }), one({ Principal: { AWS: 'x' } })],
	[
		'a longer number and an account',
		one({ Principal: { AWS: 'x480783779961' } }),
		one({ Principal: { AWS: 'arn:aws:iam::x480783779961:root' } }),
	],
	[
		'an account with something behind it',
		one({ Principal: { AWS: '480783779961x' } }),
		one({ Principal: { AWS: 'arn:aws:iam::480783779961x:root' } }),
	],
	['everybody, and a service', one({ Principal: '*' }), one({ Principal: { Service: '*' } })],
	['a user, and a member that only sounds like one', one({ XPrincipal: '*' }), one({ XPrincipal: { AWS: '*' } })],
	['a user, and a member that goes on', one({ PrincipalX: '*' }), one({ PrincipalX: { AWS: '*' } })],
	['true and what is no text', one({ Condition: { Bool: { x: true } } }), one({ Condition: { Bool: { x: null } } })],
	['a number and another', one({ Condition: { N: { x: 1 } } }), one({ Condition: { N: { x: '2' } } })],
	['a name as a list', one({ Sid: ['one'] }), one({ Sid: 'one' })],
	['an effect as a list', one({ Effect: ['Allow'] }), one({ Effect: 'Allow' })],
	['a version as a list', one({}), one({}).replace('"2012-10-17"', '["2012-10-17"]')],
	['an id as a list', one({}).replace('{', '{"Id":"x",'), one({}).replace('{', '{"Id":["x"],')],
	[
		'lists of other things in another order',
		one({ Principal: { AWS: [{ x: 1 }, 'b'] } }),
		one({ Principal: { AWS: ['b', { x: 1 }] } }),
	],
])('not the same policy: %s', (_, first, second) => {
	expect(samePolicy(first, second)).toBe(false);
	expect(samePolicy(second, first)).toBe(false);
});

test('a user whose id is shown for a while is the same but for the name; anything else is not', () => {
	const id = 'AIDAJQABLZS4A3QDU576Q';
	expect(sameButNames(one({ Principal: { AWS: a } }), one({ Principal: { AWS: id } }))).toBe(true);
	expect(samePolicy(one({ Principal: { AWS: a } }), one({ Principal: { AWS: id } }))).toBe(false);
	expect(sameButNames(one({ Principal: { AWS: a } }), one({ Principal: { AWS: '*' } }))).toBe(false);
	expect(sameButNames(one({ Principal: { AWS: a } }), one({ Principal: { AWS: id }, Effect: 'Deny' }))).toBe(false);
	for (const no of [undefined, policy()]) {
		expect(sameButNames(one({}), no)).toBe(false);
		expect(sameButNames(undefined, no)).toBe(false);
		expect(sameButNames(no, undefined)).toBe(false);
	}
	for (const none of [`x${a}`, 'arn:aws:iam::480783779961:group/x', `x${id}`, `${id}x`, 'AIDAJQABLZS', ''])
		expect([none, sameButNames(one({ Principal: { AWS: none } }), one({ Principal: { AWS: id } }))]).toEqual([
			none,
			false,
		]);
	for (const name of ['arn:aws-cn:iam::480783779961:user/x', 'AROAJQABLZS4A3QDU576Q'])
		expect(sameButNames(one({ Principal: { AWS: name } }), one({ Principal: { AWS: id } }))).toBe(true);
	expect(sameButNames(one({ Principal: { AWS: a } }), one({ Principal: { AWS: '' } }))).toBe(false);
});
