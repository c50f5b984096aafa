import { S3Problem } from '../problem';
import { listOf, readPolicy, writePolicy, type Policy, type Statement } from './document';
import { deniesAgainst, forbidsChange } from './denies';
import { allowedBy, checkPrincipal, findOwn, missing, ownStatement, resourceOf, type Grant } from './grant';

export interface PolicyChange {
	change: 'none' | 'added' | 'widened' | 'narrowed' | 'removed';
	/** The policy as it is to be; undefined for none at all. */
	text: string | undefined;
	/** How the statements are called that give this access afterwards. */
	allowedBy: string[];
}

/**
 * Merges a grant into a bucket policy. Every statement stays as it is; ours comes last, or gets one more resource
 * when it is there already. What is allowed already, by whatever statement, changes nothing. Throws an S3Problem: a
 * policy that cannot be read or would be too large, a Deny that defeats the grant (one with a condition that cannot
 * be judged only unless `despiteConditions`), a statement of our name that is not ours.
 */
export function merge(before: string | undefined, grant: Grant, { despiteConditions = false } = {}): PolicyChange {
	checkPrincipal(grant);
	const policy = readPolicy(before);
	refuseDenies(policy, grant, despiteConditions);
	if (missing(policy, grant).length === 0) return { change: 'none', text: before, allowedBy: allowedBy(policy, grant) };
	refuseForbidden(policy, grant);
	const own = findOwn(policy, grant);
	const wanted = ownStatement(grant, [...(own ? listOf(own.Resource) : []), resourceOf(grant)]);
	const statements: Statement[] = own
		? policy.statements.map((statement) => (statement === own ? { ...own, Resource: wanted.Resource } : statement))
		: [...policy.statements, wanted];
	const after = { ...policy, statements };
	return { change: own ? 'widened' : 'added', text: writePolicy(after), allowedBy: allowedBy(after, grant) };
}

/**
 * Takes a grant out again: the folder out of our own statement, and the statement when no folder is left in it.
 * Statements of others stay, also when they give the same access: `allowedBy` names them. Throws an S3Problem as
 * merge does.
 */
export function takeOut(before: string | undefined, grant: Grant): PolicyChange {
	const policy = readPolicy(before);
	const own = findOwn(policy, grant);
	const resources = own ? listOf(own.Resource) : [];
	if (!own || !resources.includes(resourceOf(grant)))
		return { change: 'none', text: before, allowedBy: allowedBy(policy, grant) };
	refuseForbidden(policy, grant);
	const left = resources.filter((resource) => resource !== resourceOf(grant));
	const statements = policy.statements.flatMap((statement) =>
		statement !== own ? [statement] : left.length === 0 ? [] : [{ ...own, Resource: left }],
	);
	const after = { ...policy, statements };
	return {
		change: left.length === 0 ? 'removed' : 'narrowed',
		text: writePolicy(after),
		allowedBy: allowedBy(after, grant),
	};
}

/** What the policy forbids for everybody S3 would refuse as well, but without saying that it is the policy. */
function refuseForbidden(policy: Policy, grant: Grant): void {
	const forbidding = forbidsChange(policy, grant).find(({ certain }) => certain);
	if (!forbidding) return;
	throw new S3Problem({ kind: 'forbidsChange', bucket: grant.bucket, statement: forbidding.statement });
}

function refuseDenies(policy: Policy, grant: Grant, despiteConditions: boolean): void {
	const against = deniesAgainst(policy, grant).find(({ certain }) => certain || !despiteConditions);
	if (!against) return;
	const { statement, certain, conditions } = against;
	throw new S3Problem(certain ? { kind: 'denies', statement } : { kind: 'mayDeny', statement, conditions });
}
