import type { BucketClient } from '../client';

/** What lies in a callback folder: results that VidiCore has not fetched, of jobs that run or that never ended well. */
export interface Leftovers {
	count: number;
	/** Whether there are more than were counted. */
	more: boolean;
	bytes: number;
	/** The oldest file's last change; undefined when there is none. */
	oldest: Date | undefined;
}

const pages = 10;

/**
 * Counts the files in the folder, up to 10,000; undefined when this key pair may not list it. Throws an S3Problem.
 * Removes nothing.
 */
export async function leftovers({ bucket, ask }: BucketClient, folder: string): Promise<Leftovers | undefined> {
	const prefix = folder === '' ? '' : `${folder}/`;
	const found: Leftovers = { count: 0, more: false, bytes: 0, oldest: undefined };
	let token: string | undefined;
	for (let page = 0; page < pages; page++) {
		const { given, refused } = await ask(
			's3:ListBucket',
			async (s3) => await s3.listObjects(bucket, { prefix, token }),
			['AccessDenied'],
		);
		if (refused !== undefined) return undefined;
		for (const { key, size, changed } of given.objects) {
			if (key === prefix) continue; // the folder itself, as S3's console makes it
			found.count += 1;
			found.bytes += size;
			if (changed && (found.oldest === undefined || changed < found.oldest)) found.oldest = changed;
		}
		token = given.next;
		if (token === undefined) return found;
	}
	return { ...found, more: true };
}
