import { accessDenied, noSuchBucket } from './errors';
import type { RequestFacts } from './policy/conditions';
import { type Question, evaluate, isPublic } from './policy/evaluate';
import { type Bucket, type Context, type S3User, accountOf } from './types';

/** The bucket a request is about. Throws NoSuchBucket. */
export function bucketOf(context: Context): Bucket {
	const bucket = context.buckets.get(context.request.bucket);
	if (!bucket) throw noSuchBucket(context.request.bucket);
	return bucket;
}

/** The signed-in user. Throws AccessDenied for a request without a signature. */
export function signedIn(context: Context): S3User {
	if (!context.caller) throw accessDenied();
	return context.caller;
}

/**
 * Throws AccessDenied, with the reason AWS gives, unless the caller may do this with the bucket (or with that object
 * in it).
 */
export function authorize(context: Context, bucket: Bucket, action: string, key?: string): void {
	const reason = refusal(context, bucket, action, key);
	if (reason === undefined) return;
	if (!context.caller) throw accessDenied();
	throw accessDenied(
		`User: ${context.caller.arn} is not authorized to perform: ${action} on resource: ` +
			`"${resourceArn(bucket, key)}" ${reason}`,
	);
}

export function mayDo(context: Context, bucket: Bucket, action: string, key?: string): boolean {
	return refusal(context, bucket, action, key) === undefined;
}

/**
 * AWS's rules: an explicit Deny always wins; users of the bucket's own account need their identity to allow it (they
 * all have full rights here); everybody else needs an Allow in the bucket policy.
 */
function refusal(context: Context, bucket: Bucket, action: string, key: string | undefined): string | undefined {
	const { caller } = context;
	const principal = caller && { arn: caller.arn, account: accountOf(caller) };
	const question: Question = { principal, action, resource: resourceArn(bucket, key), facts: factsOf(context) };
	const said = bucket.policy ? evaluate(bucket.policy.document, question) : 'silent';
	if (said === 'Deny') return 'with an explicit deny in a resource-based policy';
	if (principal?.account === bucket.owner) return undefined;
	if (bucket.policy && bucket.publicAccessBlock?.RestrictPublicBuckets && isPublic(bucket.policy.document)) {
		return 'because public access is restricted by the RestrictPublicBuckets block public access setting';
	}
	return said === 'Allow' ? undefined : `because no resource-based policy allows the ${action} action`;
}

function resourceArn(bucket: Bucket, key: string | undefined): string {
	return `arn:aws:s3:::${bucket.name}${key === undefined ? '' : `/${key}`}`;
}

function factsOf({ request, caller }: Context): RequestFacts {
	const facts: RequestFacts = new Map([['aws:securetransport', 'false']]);
	for (const name of ['prefix', 'delimiter', 'max-keys']) {
		const value = request.query.get(name);
		if (value !== undefined) facts.set(`s3:${name}`, value);
	}
	for (const name of ['x-amz-acl', 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id']) {
		const value = request.headers[name];
		if (value !== undefined) facts.set(`s3:${name}`, value);
	}
	if (caller) {
		facts.set('aws:principalarn', caller.arn);
		facts.set('aws:principalaccount', accountOf(caller));
		facts.set('aws:username', caller.arn.slice(caller.arn.lastIndexOf('/') + 1));
	}
	return facts;
}
