import { both, calls, declared, policy, xml, type AnswerWith, type Name } from '../../support/bothWaysToS3';

// The two ways to S3, the AWS SDK's and ours for n8n Cloud: the SDK is the judge of what is read.

const list = (inside: string) =>
	declared(`<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`);
const object = (key: string) =>
	`<Contents><Key>${key}</Key><LastModified>2026-07-23T19:30:45.513Z</LastModified><Size>12</Size></Contents>`;
const encryption = (inside: string) =>
	declared(`<ServerSideEncryptionConfiguration>${inside}</ServerSideEncryptionConfiguration>`);
const byDefault = (inside: string) =>
	`<Rule><ApplyServerSideEncryptionByDefault>${inside}</ApplyServerSideEncryptionByDefault></Rule>`;
const block = (inside: string) =>
	declared(`<PublicAccessBlockConfiguration>${inside}</PublicAccessBlockConfiguration>`);
const inPieces =
	(body: string): AnswerWith =>
	(_, response) => {
		response.writeHead(200, { 'content-type': 'application/xml' });
		for (const letter of Buffer.from(body)) response.write(Buffer.from([letter]));
		response.end();
	};

describe('what is read', () => {
	test.each<[Name, string, AnswerWith]>([
		[
			'ListBuckets',
			'buckets',
			xml(200, declared('<ListAllMyBucketsResult><Owner><ID>1</ID></Owner><Buckets/></ListAllMyBucketsResult>')),
		],
		[
			'ListBuckets',
			'an owner without buckets',
			xml(200, '<ListAllMyBucketsResult><Owner><ID>1</ID></Owner></ListAllMyBucketsResult>'),
		],
		['ListBuckets', 'a page', xml(200, '<html></html>')],
		['HeadBucket', 'a region', xml(200, '', { 'x-amz-bucket-region': 'eu-west-3' })],
		['ListObjectsV2', 'none', xml(200, list('<KeyCount>0</KeyCount>'))],
		['ListObjectsV2', 'one', xml(200, list(object('a')))],
		[
			'ListObjectsV2',
			'several',
			xml(200, list(object('a/1') + object(' b &amp; c ') + object('007') + object('ä&#xE4;&#13;x'))),
		],
		[
			'ListObjectsV2',
			'a following page',
			xml(200, list(`${object('a')}<NextContinuationToken>1/+=&amp;</NextContinuationToken>`)),
		],
		['ListObjectsV2', 'letters cut in two', inPieces(list(object('äöü 日本 🎬')))],
		[
			'GetBucketLocation',
			'none',
			xml(200, declared('<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>')),
		],
		[
			'GetBucketLocation',
			'one',
			xml(200, '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">EU</LocationConstraint>'),
		],
		['GetBucketPolicy', 'as it is', xml(200, policy, { 'content-type': 'application/json' })],
		['GetBucketPolicy', 'in pieces', inPieces(`  ${policy}\n`)],
		['GetBucketEncryption', 'of S3', xml(200, encryption(byDefault('<SSEAlgorithm>AES256</SSEAlgorithm>')))],
		[
			'GetBucketEncryption',
			'of KMS',
			xml(200, encryption(byDefault('<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:1</KMSMasterKeyID>'))),
		],
		[
			'GetBucketEncryption',
			'two rules',
			xml(200, encryption(byDefault('<SSEAlgorithm>a</SSEAlgorithm>') + byDefault('<SSEAlgorithm>b</SSEAlgorithm>'))),
		],
		['GetBucketEncryption', 'no rule', xml(200, encryption(''))],
		[
			'GetPublicAccessBlock',
			'both',
			xml(200, block('<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>')),
		],
		[
			'GetPublicAccessBlock',
			'one',
			xml(
				200,
				block('<BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>'),
			),
		],
		['GetPublicAccessBlock', 'none', xml(200, block(''))],
		['GetBucketEncryption', 'a list, as Ceph 16 answers', xml(200, list('<Name>media</Name><Prefix></Prefix>'))],
		[
			'GetPublicAccessBlock',
			'under another name, as Ceph 16 answers',
			xml(200, block('<BlockPublicPolicy>true</BlockPublicPolicy>').replaceAll('PublicAccess', 'BlockPublicAccess')),
		],
	])('%s: %s', async (name, _, answer) => {
		const { sdk, ours } = await both(name, answer);
		expect(ours.outcome).toEqual(sdk.outcome);
		expect(sdk.outcome).toHaveProperty('given');
	});

	test.each(Object.keys(calls).filter((name) => !name.includes(' of ')))('%s: nothing', async (name) => {
		for (const status of [200, 204]) {
			const { sdk, ours } = await both(name, xml(status, ''));
			expect([name, status, ours.outcome]).toEqual([name, status, sdk.outcome]);
		}
	});
});
