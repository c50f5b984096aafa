import { S3Fault, accountOf } from './types';

interface Statement {
	Effect?: unknown;
	Principal?: unknown;
	NotPrincipal?: unknown;
	Action?: unknown;
	NotAction?: unknown;
	Resource?: unknown;
	NotResource?: unknown;
	Condition?: unknown;
}

export interface Ask {
	/** Who asks. */
	arn: string;
	/** The account that owns the bucket. */
	owner: string;
	/** `s3:GetObject` … */
	action: string;
	/** `arn:aws:s3:::bucket` or `arn:aws:s3:::bucket/key`. */
	resource: string;
}

/**
 * AWS's decision: an explicit Deny wins; a user of the owner's account is allowed (its identity policy allows everything
 * here); anybody else needs an Allow in the bucket policy. Conditions are not evaluated: an Allow with one does not count, a
 * Deny with one does.
 */
export function allowed(policy: string | undefined, ask: Ask): boolean {
	const matching = policy === undefined ? [] : statements(policy).filter((statement) => applies(statement, ask));
	if (matching.some(({ Effect }) => Effect === 'Deny')) return false;
	return accountOf(ask.arn) === ask.owner || matching.some(({ Effect, Condition }) => Effect === 'Allow' && Condition === undefined);
}

/** Checks a policy as PutBucketPolicy does. Throws an S3Fault MalformedPolicy. */
export function checkPolicy(policy: string, bucket: string): void {
	const malformed = (why: string) => new S3Fault(400, 'MalformedPolicy', why);
	if (Buffer.byteLength(policy) > 20 * 1024) throw malformed('Policy exceeds the maximum allowed document size.');
	let list: Statement[];
	try {
		list = statements(policy);
	} catch {
		throw malformed('This policy contains invalid Json');
	}
	if (list.length === 0) throw malformed('Missing required field Statement');
	for (const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } of list) {
		if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed('Invalid effect');
		if (Principal === undefined && NotPrincipal === undefined) throw malformed('Missing required field Principal');
		if (Action === undefined && NotAction === undefined) throw malformed('Missing required field Action');
		const arns = [...strings(Resource), ...strings(NotResource)];
		if (arns.length === 0) throw malformed('Missing required field Resource');
		const own = new RegExp(`^arn:aws[a-z-]*:s3:::${bucket.replaceAll('.', '\\.')}(/|$)`);
		if (!arns.every((arn) => own.test(arn))) throw malformed('Policy has invalid resource');
	}
}

function statements(policy: string): Statement[] {
	const { Statement: found = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
	return Array.isArray(found) ? found : [found];
}

function applies(statement: Statement, ask: Ask): boolean {
	const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
	const who = NotPrincipal === undefined ? names(Principal, ask.arn) : !names(NotPrincipal, ask.arn);
	const what = NotAction === undefined ? some(Action, ask.action, true) : !some(NotAction, ask.action, true);
	return who && what && (NotResource === undefined ? some(Resource, ask.resource) : !some(NotResource, ask.resource));
}

function names(principal: unknown, arn: string): boolean {
	if (principal === '*') return true;
	const account = accountOf(arn);
	return strings((principal as { AWS?: unknown } | undefined)?.AWS).some((name) => name === '*' || name === arn || name === account || name === `arn:aws:iam::${account}:root`);
}

function some(patterns: unknown, text: string, foldCase = false): boolean {
	return strings(patterns).some((pattern) => {
		const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
		return new RegExp(`^${source}$`, foldCase ? 'is' : 's').test(text);
	});
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : typeof value === 'string' ? [value] : []);
