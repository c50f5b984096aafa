import type { BucketClient } from '../client';
import { partitionOf } from '../partition';
import { S3Problem } from '../problem';
import { forbidsChange } from '../policy/denies';
import { calledIn, readPolicy } from '../policy/document';
import type { PolicyChange } from '../policy/merge';
import { deletedPrincipals } from '../policy/principal';
import { sameButNames, samePolicy } from '../policy/samePolicy';

/** Waits; the caller's clock. */
export type Pause = (ms: number) => Promise<void>;

/**
 * The bucket's policy as it stands, undefined when it has none. Throws an S3Problem, also when this key pair may not
 * read it.
 */
export async function readBucketPolicy({ bucket, ask }: BucketClient): Promise<string | undefined> {
	const { given } = await ask('s3:GetBucketPolicy', async (s3) => await s3.getBucketPolicy(bucket), [
		'NoSuchBucketPolicy',
	]);
	return given;
}

/**
 * After our write a bucket may show its old policy for some seconds (AWS: settings of buckets are eventually
 * consistent).
 */
const looks = 10;
const pauseMs = 1000;

/**
 * Changes the bucket's policy, and only if nobody else does at the same time; S3 cannot compare and set. So the
 * policy is read, read again right before the write, read back after it and once more a moment later. Changes of one
 * bucket from this process wait for each other. `change` says what the policy becomes and `holds` whether a policy
 * has what was wanted. Throws an S3Problem: `changedMeanwhile` by somebody else, and what `change` throws.
 */
export async function changeBucketPolicy(
	lent: BucketClient,
	change: (before: string | undefined) => PolicyChange,
	holds: (text: string | undefined) => boolean,
	pause: Pause,
): Promise<PolicyChange> {
	return await oneAtATime(`${lent.endpoint ?? ''} ${lent.bucket}`, async () => {
		const before = await readBucketPolicy(lent);
		const wanted = change(before);
		if (wanted.change === 'none') return wanted;
		if (!samePolicy(await readBucketPolicy(lent), before)) throw changedMeanwhile(lent.bucket, false);
		await write(lent, wanted.text).catch(
			async (error: unknown) => await Promise.reject(explained(error, lent, before)),
		);
		await verify(lent, { before, written: wanted.text }, holds, pause);
		return wanted;
	});
}

async function write({ bucket, ask }: BucketClient, text: string | undefined): Promise<void> {
	if (text === undefined) await ask('s3:DeleteBucketPolicy', async (s3) => await s3.deleteBucketPolicy(bucket));
	else await ask('s3:PutBucketPolicy', async (s3) => await s3.putBucketPolicy(bucket, text));
}

/**
 * S3's refusal of a policy, with what in the policy that was there already explains it: S3 names neither the statement
 * nor the reason.
 */
function explained(error: unknown, { bucket, region }: BucketClient, before: string | undefined): unknown {
	if (!(error instanceof S3Problem)) return error;
	const policy = readPolicy(before);
	const [stale] = policy.statements.flatMap((statement) =>
		deletedPrincipals(statement).map((id) => ({ id, statement: calledIn(policy, statement) })),
	);
	if (error.kind === 'malformedPolicy' && stale) return new S3Problem({ kind: 'deletedPrincipal', bucket, ...stale });
	const [forbidding] = forbidsChange(policy, { bucket, partition: partitionOf(region) });
	if (error.kind !== 'denied' || !forbidding) return error;
	const { statement, conditions } = forbidding;
	return new S3Problem({ kind: 'mayForbidChange', bucket, statement, conditions });
}

async function verify(
	lent: BucketClient,
	{ before, written }: { before: string | undefined; written: string | undefined },
	holds: (text: string | undefined) => boolean,
	pause: Pause,
): Promise<void> {
	const settling = (now: string | undefined) => samePolicy(now, before) || sameButNames(now, written);
	let seen = 0;
	for (let look = 0; look < looks; look++) {
		const now = await readBucketPolicy(lent);
		if (holds(now)) seen += 1;
		else if (seen > 0 || !settling(now)) throw changedMeanwhile(lent.bucket, true);
		if (seen === 2) return;
		await pause(pauseMs);
	}
	throw new S3Problem({ kind: 'notShownYet', bucket: lent.bucket });
}

const changedMeanwhile = (bucket: string, written: boolean) =>
	new S3Problem({ kind: 'changedMeanwhile', bucket, written });

const running = new Map<string, Promise<unknown>>();

async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
	const earlier = running.get(name) ?? Promise.resolve();
	const mine = earlier.then(work, work);
	running.set(name, mine);
	try {
		return await mine;
	} finally {
		if (running.get(name) === mine) running.delete(name);
	}
}
