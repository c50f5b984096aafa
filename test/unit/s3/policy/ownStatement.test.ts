import { cognitiveService, findOwn, ownStatement, type Grant } from '../../../../s3/policy/grant';
import { merge, takeOut } from '../../../../s3/policy/merge';

const grant: Grant = {
	purpose: 'callback',
	partition: 'aws',
	bucket: 'media',
	folder: 'callback',
	principal: cognitiveService,
};
const other = 'arn:aws:iam::111122223333:user/editor';
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const ours = (more: object) => ({ ...ownStatement(grant), ...more });

/** For another folder than the one in the statement: only then would it be widened. */
const second: Grant = { ...grant, folder: 'second' };

describe('a statement with our name is only ours when it says nothing else', () => {
	it.each([
		['names a further user', { Principal: { AWS: [cognitiveService, other] } }],
		['names a service as well', { Principal: { AWS: cognitiveService, Service: 'logging.s3.amazonaws.com' } }],
		['names somebody else', { Principal: { AWS: other } }],
		['names nobody', { Principal: { AWS: [] } }],
		['names everybody', { Principal: '*' }],
		['allows too few actions', { Action: ['s3:GetObject', 's3:PutObject'] }],
		['allows all actions but one', { Action: undefined, NotAction: 's3:DeleteObject' }],
		['is about all resources but one', { Resource: undefined, NotResource: 'arn:aws:s3:::media/other/*' }],
		['has a condition', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
		['denies, and is about nothing', { Effect: 'Deny', Resource: [] }],
		['has a condition, and is about nothing', { Condition: { Bool: { 'aws:SecureTransport': 'true' } }, Resource: [] }],
		['allows all actions but one, of nothing', { Action: undefined, NotAction: 's3:DeleteObject', Resource: [] }],
		[
			'allows too little in one of its folders',
			{ Action: 's3:GetObject', Resource: ['arn:aws:s3:::media/callback/*'] },
		],
		['denies', { Effect: 'Deny', Resource: ['arn:aws:s3:::media/elsewhere/*'] }],
	])('%s', (_, more) => {
		const changed = { kind: 'changedStatement', fault: { sid: 'N8nVidiCoreCallback' } };
		for (const change of [merge, takeOut]) {
			let thrown: unknown;
			try {
				change(policyOf(ours(more)), second);
			} catch (error) {
				thrown = error;
			}
			expect(thrown).toMatchObject(changed);
		}
	});

	it.each([
		['as we write it', {}],
		['its user in a list', { Principal: { AWS: [cognitiveService] } }],
		['its actions as a pattern', { Action: 's3:*Object*' }],
		['its one resource not in a list', { Resource: 'arn:aws:s3:::media/callback/*' }],
	])('%s', (_, more) => {
		expect(merge(policyOf(ours(more)), second).change).toBe('widened');
		const text = merge(policyOf(ours(more)), second).text ?? '';
		expect(JSON.parse(text)).toEqual({
			Version: '2012-10-17',
			Statement: [ours({ ...more, Resource: ['arn:aws:s3:::media/callback/*', 'arn:aws:s3:::media/second/*'] })],
		});
	});

	it('one of another name is not looked at', () => {
		const statements = [ours({ Sid: 'Pasted', Principal: { AWS: other } }), ours({})];
		expect(findOwn({ rest: {}, statements }, grant)).toBe(statements[1]);
		expect(findOwn({ rest: {}, statements: statements.slice(0, 1) }, grant)).toBeUndefined();
	});
});

describe('the name of our statement', () => {
	it.each([
		['callback', cognitiveService, 'N8nVidiCoreCallback'],
		['source', cognitiveService, 'N8nVidiCoreSource'],
		['source', 'arn:aws:iam::111122223333:user/a-b_c', 'N8nVidiCoreSourcearnawsiam111122223333userabc'],
	] as const)('for %s and %s is %s', (purpose, principal, Sid) => {
		expect(ownStatement({ ...grant, purpose, principal, folder: '' })).toEqual({
			Sid,
			Effect: 'Allow',
			Principal: { AWS: principal },
			Action: purpose === 'source' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
			Resource: ['arn:aws:s3:::media/*'],
		});
	});
});

test('taking out leaves every other statement, and every other folder of ours, in its place', () => {
	const [before, after] = [
		ours({ Sid: 'Before', Principal: { AWS: other } }),
		ours({ Sid: 'After', Resource: 'arn:aws:s3:::media/callback/*' }),
	];
	const both = ours({ Resource: ['arn:aws:s3:::media/callback/*', 'arn:aws:s3:::media/second/*'] });
	const { change, text, allowedBy } = takeOut(policyOf(before, both, after), grant);
	expect([change, allowedBy]).toEqual(['narrowed', ['the statement "After"']]);
	expect(JSON.parse(text ?? '')).toEqual({
		Version: '2012-10-17',
		Statement: [before, ours({ Resource: ['arn:aws:s3:::media/second/*'] }), after],
	});
	const alone = takeOut(policyOf(before, ours({}), after), grant);
	expect([alone.change, JSON.parse(alone.text ?? '')]).toEqual([
		'removed',
		{ Version: '2012-10-17', Statement: [before, after] },
	]);
});

test('a folder that our statement does not have is not taken out, and who gives it all the same is named', () => {
	const others = [
		ours({ Sid: 'Theirs', Resource: 'arn:aws:s3:::media/second/*' }),
		ours({ Sid: 'Against', Effect: 'Deny', Resource: 'arn:aws:s3:::media/second/*' }),
	];
	for (const text of [policyOf(...others), policyOf(ours({}), ...others), undefined])
		expect(takeOut(text, second)).toEqual({
			change: 'none',
			text,
			allowedBy: text === undefined ? [] : ['the statement "Theirs"'],
		});
});

test('a policy that lets nobody change it is said to do so, unless that is not certain', () => {
	const forbids = { Sid: 'Locked', Effect: 'Deny', Principal: '*', Action: 's3:Put*Policy', Resource: '*' };
	const perhaps = { ...forbids, Condition: { StringNotEquals: { 'aws:PrincipalTag/role': 'boss' } } };
	const kind = { kind: 'forbidsChange', fault: { bucket: 'media', statement: 'the statement "Locked"' } };
	const thrown = (act: () => unknown) => {
		try {
			return act();
		} catch (error) {
			return error;
		}
	};
	expect(thrown(() => merge(policyOf(ours({}), forbids), second))).toMatchObject(kind);
	expect(thrown(() => takeOut(policyOf(ours({}), forbids), grant))).toMatchObject(kind);
	expect(merge(policyOf(ours({}), perhaps), second).change).toBe('widened');
	expect(takeOut(policyOf(ours({}), perhaps), grant).change).toBe('removed');
});
