import { type RequestFacts, conditionHolds } from './conditions';
import type { PolicyDocument } from './document';
import type { Statement } from './statement';
import { matches } from './wildcard';

/** What somebody wants to do. `principal` is undefined for a request without a signature. */
export interface Question {
	principal: { arn: string; account: string } | undefined;
	action: string;
	resource: string;
	facts: RequestFacts;
}

/** What the policy says, with an explicit Deny above every Allow; 'silent' when no statement is about it. */
export function evaluate(policy: PolicyDocument, question: Question): 'Allow' | 'Deny' | 'silent' {
	let allowed = false;
	for (const statement of policy.statements) {
		if (!applies(statement, question)) continue;
		if (statement.effect === 'Deny') return 'Deny';
		allowed = true;
	}
	return allowed ? 'Allow' : 'silent';
}

function applies(statement: Statement, question: Question): boolean {
	const action = question.action.toLowerCase();
	return (
		names(statement.principals, question.principal) !== statement.exceptPrincipals &&
		statement.actions.some((pattern) => matches(pattern.toLowerCase(), action)) !== statement.exceptActions &&
		statement.resources.some((pattern) => matches(pattern, question.resource)) !== statement.exceptResources &&
		statement.condition.every((condition) => {
			const holds = conditionHolds(condition, question.facts);
			return holds === 'unknown' ? statement.effect === 'Deny' : holds;
		})
	);
}

/** An account's number and the ARN of its root both mean everybody in the account. */
function names(principals: string[], who: Question['principal']): boolean {
	return principals.some(
		(one) =>
			one === '*' ||
			(who !== undefined && (one === who.arn || one === who.account || one === `arn:aws:iam::${who.account}:root`)),
	);
}

/** Condition keys that tie a statement to known callers, so that "everybody" in it is not the public. */
const TYING_KEYS = new Set([
	'aws:sourceip',
	'aws:sourcearn',
	'aws:sourcevpc',
	'aws:sourcevpce',
	'aws:sourceaccount',
	'aws:sourceowner',
	'aws:principalorgid',
	'aws:principalarn',
	'aws:principalaccount',
	'aws:userid',
]);

/** Whether AWS would call the policy public: an Allow for everybody that no condition ties to known callers. */
export function isPublic(policy: PolicyDocument): boolean {
	return policy.statements.some(
		({ effect, principals, exceptPrincipals, condition }) =>
			effect === 'Allow' &&
			(exceptPrincipals || principals.includes('*')) &&
			!condition.some(
				({ key, values }) => TYING_KEYS.has(key.toLowerCase()) && !values.some((value) => value.includes('*')),
			),
	);
}
