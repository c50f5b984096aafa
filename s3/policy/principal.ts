import { isObject, listOf, type Statement } from './document';

/** `arn:PARTITION:iam::ACCOUNT:user/NAME` taken apart; undefined for what is none. Roles are principals as well. */
export function userArn(arn: string): { partition: string; account: string; name: string } | undefined {
	const parts = /^arn:(aws[\w-]*):iam::(\d{12}):(?:user|role)\/([\w+=,.@/-]+)$/.exec(arn);
	return parts ? { partition: parts[1] ?? '', account: parts[2] ?? '', name: parts[3] ?? '' } : undefined;
}

/**
 * Whether the statement names this very user, alone or among others. Everybody (`*`) and a whole account do not
 * count.
 */
export const namesUser = (statement: Statement, arn: string): boolean =>
	awsPrincipals(statement.Principal).includes(arn);

/** Whether the statement names this user and nobody else. */
export const namesOnly = (statement: Statement, arn: string): boolean =>
	isObject(statement.Principal) &&
	Object.keys(statement.Principal).length === 1 &&
	awsPrincipals(statement.Principal).every((one) => one === arn) &&
	namesUser(statement, arn);

/**
 * Whether a Deny is about this user: named, by account, or as everybody. With NotPrincipal everybody is meant who is
 * not listed, and AWS wants the account listed beside the user (IAM's documentation of NotPrincipal).
 */
export function meansUser(statement: Statement, arn: string): boolean {
	const account = userArn(arn)?.account ?? '';
	const accounts = (list: string[]) =>
		list.some((one) => one === account || (one.endsWith(':root') && one.split(':')[4] === account));
	if (statement.NotPrincipal !== undefined) {
		const spared = awsPrincipals(statement.NotPrincipal);
		return !(spared.includes('*') || (spared.includes(arn) && accounts(spared)));
	}
	const named = awsPrincipals(statement.Principal);
	return named.includes('*') || named.includes(arn) || accounts(named);
}

/** Everybody, in either of the two ways policies say it. */
export const meansEverybody = (statement: Statement): boolean =>
	statement.NotPrincipal !== undefined || awsPrincipals(statement.Principal).includes('*');

/**
 * The ids of deleted users and roles in a statement. AWS shows such an id in place of the ARN once the user is gone,
 * and then refuses every policy that holds one (IAM's documentation of principals, unique identifiers).
 */
export const deletedPrincipals = (statement: Statement): string[] =>
	[...awsPrincipals(statement.Principal), ...awsPrincipals(statement.NotPrincipal)].filter((one) =>
		/^A(?:IDA|ROA|GPA|IPA|NPA|SCA)[A-Z0-9]{12,}$/.test(one),
	);

/**
 * The accounts, users and roles of a Principal; services, federated and canonical users are nobody this package deals
 * with.
 */
function awsPrincipals(principal: unknown): string[] {
	if (principal === '*') return ['*'];
	return isObject(principal) ? listOf(principal.AWS) : [];
}
