import { matches } from './wildcard';

/**
 * What is known of a request when a policy is looked at: condition key (lower case) → value. An absent key has no
 * value.
 */
export type RequestFacts = Map<string, string>;

/** The condition keys this server can tell; for any other the outcome is 'unknown'. */
const KEYS = new Set([
	's3:prefix',
	's3:delimiter',
	's3:max-keys',
	's3:x-amz-acl',
	's3:x-amz-server-side-encryption',
	's3:x-amz-server-side-encryption-aws-kms-key-id',
	'aws:securetransport',
	'aws:principalarn',
	'aws:principalaccount',
	'aws:username',
]);

type Test = (wanted: string, value: string) => boolean;

const POSITIVE: Record<string, Test> = {
	StringEquals: (wanted, value) => wanted === value,
	StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
	StringLike: matches,
	ArnEquals: matches,
	ArnLike: matches,
	Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};
const NEGATIVE: Record<string, Test> = {
	StringNotEquals: (wanted, value) => wanted === value,
	StringNotLike: matches,
	ArnNotEquals: matches,
	ArnNotLike: matches,
};
const OTHERS = [
	'StringNotEqualsIgnoreCase',
	'NumericEquals',
	'NumericNotEquals',
	'NumericLessThan',
	'NumericLessThanEquals',
	'NumericGreaterThan',
	'NumericGreaterThanEquals',
	'DateEquals',
	'DateNotEquals',
	'DateLessThan',
	'DateLessThanEquals',
	'DateGreaterThan',
	'DateGreaterThanEquals',
	'BinaryEquals',
	'IpAddress',
	'NotIpAddress',
	'Null',
];
const ALL = new Set([...Object.keys(POSITIVE), ...Object.keys(NEGATIVE), ...OTHERS]);

/**
 * Whether AWS has such an operator (with its `…IfExists` and `ForAnyValue:` forms); any other makes the policy
 * malformed.
 */
export function isConditionOperator(name: string): boolean {
	return ALL.has(name.replace(/^For(AnyValue|AllValues):/, '').replace(/IfExists$/, ''));
}

/**
 * Whether one condition holds. 'unknown' when the operator or key is one this server cannot judge: the caller then
 * lets an Allow not apply and a Deny apply, so that a doubt never opens a bucket.
 */
export function conditionHolds(
	condition: { operator: string; key: string; values: string[] },
	facts: RequestFacts,
): boolean | 'unknown' {
	const key = condition.key.toLowerCase();
	const [positive, negative] = [POSITIVE[condition.operator], NEGATIVE[condition.operator]];
	if ((!positive && !negative) || !KEYS.has(key)) return 'unknown';
	const value = facts.get(key);
	if (negative) return value === undefined || !condition.values.some((wanted) => negative(wanted, value));
	return value !== undefined && condition.values.some((wanted) => (positive as Test)(wanted, value));
}
