import { answerMs, type Connect } from './calls';
import { S3Problem } from './problem';
import { all, readDocument, textAt, type Element } from './signed/document';
import { md5 } from './signed/signature';
import { SignedRequests, type S3Request } from './signed/requests';

/**
 * S3 by requests that are signed here and sent through n8n: the build for n8n Cloud, where the AWS SDK cannot be.
 * Rejects for a region or endpoint that is none.
 */
export const connect: Connect = async (access, limitMs = answerMs) => {
	const s3 = new SignedRequests(access, limitMs);
	/**
	 * The content of the answer's document, '' for none. Its name is not looked at: Ceph 16 has names of its own. A page
	 * of somebody in between is no answer.
	 */
	const ask = async (bucket: string, query: S3Request['query']): Promise<Element | string> => {
		const { body } = await s3.send({ method: 'GET', bucket, query });
		if (body === '') return '';
		const { name = 'html', content = '' } = readDocument(body) ?? {};
		return /^html$/i.test(name) ? await Promise.reject(new S3Problem({ kind: 'notS3' })) : content;
	};
	return {
		async listBuckets() {
			const { body } = await s3.send({ method: 'GET', query: { 'max-buckets': '1' } });
			return readDocument(body)?.name === 'ListAllMyBucketsResult';
		},
		async headBucket(bucket) {
			return (await s3.send({ method: 'HEAD', bucket })).headers['x-amz-bucket-region'];
		},
		async listObjects(bucket, { prefix, token, most }) {
			const query = { 'list-type': '2', prefix, 'continuation-token': token, 'max-keys': most?.toString() };
			const list = await ask(bucket, query);
			return { objects: all(list, 'Contents').map(objectOf), next: textAt(list, 'NextContinuationToken') };
		},
		async createBucket(bucket, region) {
			const headers = { 'content-type': 'application/xml' };
			const where = region === undefined ? {} : { body: createdIn(region), headers };
			await s3.send({ method: 'PUT', bucket, ...where });
		},
		async getBucketLocation(bucket) {
			const named = await ask(bucket, { location: '' });
			return textAt(named) || undefined;
		},
		async getBucketPolicy(bucket) {
			return (await s3.send({ method: 'GET', bucket, query: { policy: '' } })).body || undefined;
		},
		async putBucketPolicy(bucket, policy) {
			const headers = { 'content-type': 'text/plain', 'content-md5': md5(policy) };
			await s3.send({ method: 'PUT', bucket, query: { policy: '' }, body: policy, headers });
		},
		async deleteBucketPolicy(bucket) {
			await s3.send({ method: 'DELETE', bucket, query: { policy: '' } });
		},
		async getBucketEncryption(bucket) {
			const set = await ask(bucket, { encryption: '' });
			const standard = (name: string) => textAt(set, 'Rule', 'ApplyServerSideEncryptionByDefault', name);
			return { algorithm: standard('SSEAlgorithm'), key: standard('KMSMasterKeyID') };
		},
		async getPublicAccessBlock(bucket) {
			const set = await ask(bucket, { publicAccessBlock: '' });
			return {
				blockPublicPolicy: textAt(set, 'BlockPublicPolicy') === 'true',
				restrictPublicBuckets: textAt(set, 'RestrictPublicBuckets') === 'true',
			};
		},
		close: () => undefined, // n8n keeps the connections
	};
};

const createdIn = (region: string): string =>
	'<?xml version="1.0" encoding="UTF-8"?><CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
	`<LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

function objectOf(contents: Element) {
	const changed = textAt(contents, 'LastModified');
	return {
		key: textAt(contents, 'Key') ?? '',
		size: Number(textAt(contents, 'Size') ?? 0),
		changed: changed === undefined ? undefined : new Date(changed),
	};
}
