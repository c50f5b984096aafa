import { calledIn, isObject, listOf, textsOf, type Policy, type Statement } from './document';
import { covers, overlap } from './glob';
import { actionsOf, resourceOf, type Grant } from './grant';
import { meansEverybody, meansUser, userArn } from './principal';

/** A Deny that stands against a grant: always, or under a condition that cannot be judged from here. */
export interface Against {
	statement: string;
	certain: boolean;
	/** The keys of its condition. */
	conditions: string[];
}

/**
 * The Deny statements that would defeat the grant, wholly or in a part of its folder: an explicit Deny wins over
 * every Allow.
 */
export function deniesAgainst(policy: Policy, grant: Grant): Against[] {
	return policy.statements
		.filter(
			(statement) =>
				statement.Effect === 'Deny' &&
				meansUser(statement, grant.principal) &&
				meansActions(statement, grant) &&
				meansResources(statement, grant),
		)
		.map((statement) => ({
			statement: calledIn(policy, statement),
			applies: conditionApplies(statement.Condition, grant.principal),
			conditions: conditionKeys(statement.Condition),
		}))
		.filter(({ applies }) => applies !== false)
		.map(({ statement, applies, conditions }) => ({ statement, certain: applies === true, conditions }));
}

/**
 * The Deny statements by which the policy itself forbids to change it: for everybody (`certain` where no condition goes
 * with it), whoever asks. One that names single users or accounts is left to S3, because who asks is not known here.
 */
export function forbidsChange(policy: Policy, { partition, bucket }: Pick<Grant, 'partition' | 'bucket'>): Against[] {
	const actions = ['s3:putbucketpolicy'];
	const resource = `arn:${partition}:s3:::${bucket}`;
	return policy.statements
		.filter(
			(statement) =>
				statement.Effect === 'Deny' &&
				meansEverybody(statement) &&
				meansAny(statement, actions) &&
				meansResource(statement, resource),
		)
		.map((statement) => ({
			statement: calledIn(policy, statement),
			certain: statement.Condition === undefined && statement.NotPrincipal === undefined,
			conditions: conditionKeys(statement.Condition),
		}));
}

/**
 * Whether AWS would call the policy public: everybody is allowed something, without a condition that ties it to known
 * callers. The list of such conditions is AWS's ("The meaning of public").
 */
export const isPublic = ({ statements }: Policy): boolean =>
	statements.some(
		(statement) =>
			statement.Effect === 'Allow' &&
			meansEverybody(statement) &&
			!conditionKeys(statement.Condition).some((key) => tying.has(key.toLowerCase())),
	);

const tying = new Set([
	'aws:sourceip',
	'aws:sourcearn',
	'aws:sourcevpc',
	'aws:sourcevpce',
	'aws:sourceaccount',
	'aws:sourceowner',
	'aws:principalorgid',
	'aws:principalorgpaths',
	'aws:principalarn',
	'aws:principalaccount',
	'aws:userid',
	's3:dataaccesspointarn',
	's3:dataaccesspointaccount',
]);

const meansActions = (statement: Statement, grant: Grant): boolean =>
	meansAny(
		statement,
		actionsOf(grant).map((action) => action.toLowerCase()),
	);

/** Whether the statement is about one of these actions (in lower case). */
function meansAny(statement: Statement, actions: string[]): boolean {
	const named = (list: unknown) => {
		const patterns = listOf(list).map((pattern) => pattern.toLowerCase());
		return (action: string) => patterns.some((pattern) => covers(pattern, action));
	};
	if (statement.NotAction === undefined) return actions.some(named(statement.Action));
	const spared = named(statement.NotAction);
	return actions.some((action) => !spared(action));
}

const meansResources = (statement: Statement, grant: Grant): boolean => meansResource(statement, resourceOf(grant));

function meansResource(statement: Statement, wanted: string): boolean {
	if (statement.NotResource !== undefined)
		return !listOf(statement.NotResource).some((pattern) => covers(pattern, wanted));
	// A policy variable may stand for anything.
	return listOf(statement.Resource).some((pattern) => overlap(pattern.replace(/\$\{[^}]*\}/g, '*'), wanted));
}

function conditionKeys(condition: unknown): string[] {
	return isObject(condition)
		? Object.values(condition).flatMap((keys) => (isObject(keys) ? Object.keys(keys) : []))
		: [];
}

/**
 * Whether the condition holds when the face service comes: all parts of it must. undefined when that cannot be told.
 */
function conditionApplies(condition: unknown, principal: string): boolean | undefined {
	if (condition === undefined) return true;
	if (!isObject(condition)) return undefined;
	const parts = Object.entries(condition).flatMap(([operator, keys]) =>
		isObject(keys)
			? Object.entries(keys).map(([key, values]) => partApplies(operator, key, textsOf(values), principal))
			: [undefined],
	);
	if (parts.includes(false)) return false;
	return parts.includes(undefined) ? undefined : true;
}

/** The service comes over TLS of today, and is who it is; nothing else is known of it. */
function partApplies(operator: string, key: string, values: string[], principal: string): boolean | undefined {
	const name = key.toLowerCase();
	const plain = operator.replace(/IfExists$/, '');
	if (name === 'aws:securetransport' && plain === 'Bool') return values.includes('true');
	if (name === 's3:tlsversion' && plain === 'NumericLessThan')
		return values.some((value) => Number(value) > 1.2) ? undefined : false;
	const facts: Record<string, string | undefined> = {
		'aws:principalarn': principal,
		'aws:principalaccount': userArn(principal)?.account,
	};
	const fact = facts[name];
	const test = tests[plain];
	return fact === undefined || test === undefined || values.length === 0 ? undefined : test(values, fact);
}

const equal = (values: string[], fact: string) => values.includes(fact);
const like = (values: string[], fact: string) => values.some((value) => covers(value, fact));
const tests: Record<string, (values: string[], fact: string) => boolean> = {
	StringEquals: equal,
	StringLike: like,
	ArnEquals: like,
	ArnLike: like,
	StringNotEquals: (values, fact) => !equal(values, fact),
	StringNotLike: (values, fact) => !like(values, fact),
	ArnNotEquals: (values, fact) => !like(values, fact),
	ArnNotLike: (values, fact) => !like(values, fact),
};
