import { deletedPrincipals, userArn } from '../../../../s3/policy/principal';

describe('the ARN of a user', () => {
	it.each([
		['arn:aws:iam::111122223333:user/a', { partition: 'aws', account: '111122223333', name: 'a' }],
		[
			'arn:aws-us-gov:iam::111122223333:role/p/a+b=c',
			{ partition: 'aws-us-gov', account: '111122223333', name: 'p/a+b=c' },
		],
		['arn:aws:iam::111122223333:root', undefined],
		['arn:aws:sts::111122223333:assumed-role/a/b', undefined],
		['arn:aws:iam::1111222233334:user/a', undefined],
		['arn:aws:iam::111122223333:user/', undefined],
		['arn:aws:iam::111122223333:user/a b', undefined],
		['x arn:aws:iam::111122223333:user/a', undefined],
		['arn:other:iam::111122223333:user/a', undefined],
	])('%s', (arn, parts) => {
		expect(userArn(arn)).toEqual(parts);
	});
});

describe('ids of what was deleted', () => {
	const rest = 'JQABLZS4A3QDU576Q';
	it.each(['AIDA', 'AROA', 'AGPA', 'AIPA', 'ANPA', 'ASCA'])('%s…', (prefix) => {
		expect(deletedPrincipals({ Principal: { AWS: prefix + rest } })).toEqual([prefix + rest]);
	});

	it('are found in lists, and among those that are spared', () => {
		const named = { AWS: ['*', `AIDA${rest}`, '111122223333'] };
		const spared = { AWS: ['arn:aws:iam::111122223333:user/AIDA', `AROA${rest}`] };
		expect(deletedPrincipals({ Principal: named, NotPrincipal: spared })).toEqual([`AIDA${rest}`, `AROA${rest}`]);
	});

	it.each([
		'*',
		'111122223333',
		'AIDA',
		'AIDAJQABLZS4A3Q',
		`AKIA${rest}`,
		`arn:aws:iam::111122223333:user/AIDA${rest}`,
		`AIDA${rest}/`,
		`AIDA${rest.toLowerCase()}`,
	])('not %s', (one) => {
		expect(deletedPrincipals({ Principal: { AWS: one }, NotPrincipal: { CanonicalUser: `AIDA${rest}` } })).toEqual([]);
	});
});
