import { loadSdk, s3Client, type S3Access } from './client';

/**
 * Whether S3 knows this key pair. AccessDenied counts as yes: a key that may only touch one folder cannot list buckets, but
 * S3 has checked its signature by then. Resolves to undefined, or to what is wrong in the user's words. Never throws.
 */
export async function keyProblem(access: S3Access): Promise<string | undefined> {
	const client = await s3Client(access);
	try {
		const { ListBucketsCommand } = await loadSdk();
		await client.send(new ListBucketsCommand({ MaxBuckets: 1 }));
		return undefined;
	} catch (error) {
		const name = error instanceof Error ? error.name : '';
		return name === 'AccessDenied' ? undefined : (problems[name] ?? unknownProblem(error, access));
	} finally {
		client.destroy();
	}
}

const problems: Record<string, string> = {
	InvalidAccessKeyId: 'S3 does not know this Access Key ID.',
	SignatureDoesNotMatch: 'The Secret Access Key does not belong to this Access Key ID.',
	AuthorizationHeaderMalformed: 'S3 expects another region for this key pair.',
	RequestTimeTooSkewed: 'The clock of n8n’s machine is wrong, so S3 refuses its signatures.',
};

function unknownProblem(error: unknown, { endpoint, region }: S3Access): string {
	const { code, name } = error as { code?: unknown; name?: unknown };
	return `S3 at ${endpoint || `region ${region}`} could not be asked (${String(code ?? name ?? 'no answer')}). Check the region and the custom endpoint.`;
}
