import { malformedPolicy } from '../errors';
import { BUCKET_ACTIONS, OBJECT_ACTIONS } from './actions';
import { isConditionOperator } from './conditions';
import { isObject, known } from './members';
import { matches } from './wildcard';

/**
 * Who a statement is about: `*`, account numbers, or ARNs of users, roles and account roots. Others (services …)
 * never match here.
 */
export type Principals = string[];

export interface Statement {
	sid: string;
	effect: 'Allow' | 'Deny';
	principals: Principals;
	/** true for NotPrincipal: everybody who is not listed. */
	exceptPrincipals: boolean;
	actions: string[];
	exceptActions: boolean;
	resources: string[];
	exceptResources: boolean;
	/** operator → key → values */
	condition: Array<{ operator: string; key: string; values: string[] }>;
}

/** Reads a statement of a policy for that bucket. Throws MalformedPolicy. */
export function readStatement(value: unknown, bucket: string): Statement {
	if (!isObject(value)) throw malformedPolicy('Statement must be an object');
	known(
		value,
		['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
		'Unknown field',
	);
	if (value.Effect !== 'Allow' && value.Effect !== 'Deny') {
		throw malformedPolicy(
			value.Effect === undefined ? 'Missing required field Effect' : `Invalid effect: ${String(value.Effect)}`,
		);
	}
	const exceptPrincipals = oneOf(value, 'Principal', 'NotPrincipal');
	const exceptActions = oneOf(value, 'Action', 'NotAction');
	const exceptResources = oneOf(value, 'Resource', 'NotResource');
	const statement: Statement = {
		sid: typeof value.Sid === 'string' ? value.Sid : '',
		effect: value.Effect,
		principals: readPrincipals(exceptPrincipals ? value.NotPrincipal : value.Principal),
		exceptPrincipals,
		actions: strings(exceptActions ? value.NotAction : value.Action, 'Policy has invalid action').map(readAction),
		exceptActions,
		resources: strings(exceptResources ? value.NotResource : value.Resource, 'Policy has invalid resource'),
		exceptResources,
		condition: readCondition(value.Condition),
	};
	for (const resource of statement.resources) {
		if (!ofBucket(resource, bucket)) throw malformedPolicy('Policy has invalid resource');
	}
	if (!exceptActions && !exceptResources) checkActionsFit(statement, bucket);
	return statement;
}

function readPrincipals(value: unknown): Principals {
	if (value === '*') return ['*'];
	if (!isObject(value)) throw malformedPolicy('Invalid principal in policy');
	known(value, ['AWS', 'Service', 'Federated', 'CanonicalUser'], 'Invalid principal in policy');
	const found = value.AWS === undefined ? [] : strings(value.AWS, 'Invalid principal in policy');
	if (
		!found.every((one) =>
			/^(\*|\d{12}|arn:aws[\w-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role|federated-user)\/[\w+=,.@/-]+))$/.test(
				one,
			),
		)
	) {
		throw malformedPolicy('Invalid principal in policy');
	}
	return found;
}

function readAction(action: string): string {
	const fits =
		action === '*' ||
		[...OBJECT_ACTIONS, ...BUCKET_ACTIONS].some((name) => matches(action.toLowerCase(), name.toLowerCase()));
	if (!fits) throw malformedPolicy('Policy has invalid action');
	return action;
}

function readCondition(value: unknown): Statement['condition'] {
	if (value === undefined) return [];
	if (!isObject(value)) throw malformedPolicy('Invalid Condition');
	return Object.entries(value).flatMap(([operator, keys]) => {
		if (!isConditionOperator(operator)) throw malformedPolicy(`Invalid Condition type : ${operator}`);
		if (!isObject(keys)) throw malformedPolicy('Invalid Condition');
		return Object.entries(keys).map(([key, values]) => ({
			operator,
			key,
			values: (Array.isArray(values) ? values : [values]).map(String),
		}));
	});
}

/** A bucket policy may only speak of its own bucket and the objects in it. */
function ofBucket(resource: string, bucket: string): boolean {
	if (resource === '*') return true;
	const name = resource.replace(/^arn:aws[\w-]*:s3:::/, '');
	if (name === resource) return false;
	const slash = name.indexOf('/');
	return matches(slash < 0 ? name : name.slice(0, slash), bucket);
}

function checkActionsFit(statement: Statement, bucket: string): void {
	const forBucket = statement.resources.some((resource) => matches(resource, `arn:aws:s3:::${bucket}`));
	const forObjects = statement.resources.some((resource) => resource.includes('/') || resource.endsWith('*'));
	for (const action of statement.actions) {
		const on = (names: string[]) => names.some((name) => matches(action.toLowerCase(), name.toLowerCase()));
		if (!((forObjects && on(OBJECT_ACTIONS)) || (forBucket && on(BUCKET_ACTIONS)))) {
			throw malformedPolicy('Action does not apply to any resource(s) in statement');
		}
	}
}

/** true when the second, negated form is given. */
function oneOf(value: Record<string, unknown>, name: string, negated: string): boolean {
	if (value[name] !== undefined && value[negated] !== undefined)
		throw malformedPolicy(`Statement must not contain both ${name} and ${negated}`);
	if (value[name] === undefined && value[negated] === undefined)
		throw malformedPolicy(`Missing required field ${name}`);
	return value[name] === undefined;
}

function strings(value: unknown, complaint: string): string[] {
	const found = (Array.isArray(value) ? value : [value]) as unknown[];
	if (found.length === 0 || !found.every((one): one is string => typeof one === 'string' && one !== ''))
		throw malformedPolicy(complaint);
	return found;
}
