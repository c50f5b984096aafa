import { redactor, type Redactor } from '../secrets/redactor';
import type { S3Access, S3Calls, S3Keys } from './calls';
import { connect } from './connect';
import { asProblem, errorName } from './refusals';

/** Takes the keys of a credential out of what a server says, and a login out of its address. */
export function hiderOf({ accessKeyId, secretAccessKey, sessionToken, endpoint = '' }: S3Keys): Redactor {
	const login = /^[a-z]+:\/\/([^/?#]*)@/i.exec(endpoint.trim())?.[1];
	return redactor([secretAccessKey, sessionToken, accessKeyId, login]);
}

export type Answer<T> = { given: T; refused?: undefined } | { given?: undefined; refused: string };

/** One bucket, as far as a key pair lets us in. */
export interface BucketClient {
	bucket: string;
	region: string;
	endpoint: string | undefined;
	/**
	 * Asks S3; `action` is the right it needs (s3:GetBucketPolicy …). Resolves to what is given, or to the name of the
	 * refusal when that is among those expected. Throws an S3Problem for any other.
	 */
	ask<T>(action: string, call: (s3: S3Calls) => Promise<T>, expected?: string[]): Promise<Answer<T>>;
}

/**
 * Lends a client of one bucket to `work` and closes it afterwards. Throws what `work` throws, and an S3Problem for
 * keys that are none.
 */
export async function withBucket<T>(
	access: S3Access,
	bucket: string,
	work: (lent: BucketClient) => Promise<T>,
): Promise<T> {
	const { region, endpoint } = access;
	const s3 = await connect(access);
	const hide = hiderOf(access);
	const ask: BucketClient['ask'] = async (action, call, expected = []) => {
		try {
			return { given: await call(s3) };
		} catch (error) {
			const refused = errorName(error);
			if (expected.includes(refused)) return { refused };
			return await Promise.reject(asProblem(error, { action, bucket, region, endpoint, hide }));
		}
	};
	try {
		return await work({ bucket, region, endpoint, ask });
	} finally {
		s3.close();
	}
}
