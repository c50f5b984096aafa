import { both, forEachCall, plain, refusal, xml, type Name } from '../../support/bothWaysToS3';

// The two ways to S3, the AWS SDK's and ours for n8n Cloud: the SDK is the judge of what a refusal is called, and of
// what is tried again.

const codes: Array<[status: number, code: string, more?: string]> = [
	[301, 'PermanentRedirect', '<Endpoint>media.s3.eu-west-3.amazonaws.com</Endpoint>'],
	[307, 'TemporaryRedirect'],
	[400, 'AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>'],
	[400, 'IllegalLocationConstraintException'],
	[400, 'InvalidLocationConstraint'],
	[400, 'ExpiredToken'],
	[400, 'InvalidToken'],
	[400, 'InvalidBucketName'],
	[400, 'MalformedPolicy'],
	[400, 'InvalidRequest'],
	[403, 'AccessDenied'],
	[403, 'AllAccessDisabled'],
	[403, 'InvalidAccessKeyId'],
	[403, 'SignatureDoesNotMatch'],
	[403, 'RequestTimeTooSkewed'],
	[404, 'NoSuchBucket'],
	[404, 'NoSuchBucketPolicy'],
	[404, 'NoSuchPublicAccessBlockConfiguration'],
	[404, 'ServerSideEncryptionConfigurationNotFoundError'],
	[405, 'MethodNotAllowed'],
	[409, 'BucketAlreadyExists'],
	[409, 'BucketAlreadyOwnedByYou'],
	[409, 'OperationAborted'],
	[429, 'TooManyRequests'],
	[500, 'InternalError'],
	[501, 'NotImplemented'],
	[503, 'SlowDown'],
	[503, 'ServiceUnavailable'],
];
const refusedAs = (answer: string) => ({
	outcome: { refused: answer, fault: { kind: 'refused', action: 's3:Action', bucket: 'media', answer } },
});
/** What the SDK tells; where it cannot read whether there are buckets, ours says that there are none to be seen. */
const told = (name: Name, { outcome }: { outcome: unknown }) => (name === 'ListBuckets' ? { given: false } : outcome);

describe('what is refused', () => {
	test.each(codes)('%d %s', async (status, code, more = '') => {
		const headers: Record<string, string> = status === 301 ? { 'x-amz-bucket-region': 'eu-west-3' } : {};
		await forEachCall(plain, async (name) => {
			const { sdk, ours } = await both(name, xml(status, refusal(code, more), headers));
			expect([name, ours.outcome, ours.sent.length]).toEqual([name, sdk.outcome, sdk.sent.length]);
		});
	});

	test.each([301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 409, 412, 429, 500, 501, 502, 503, 504])(
		'%d without a word, and with a page',
		async (status) => {
			for (const body of ['', '<html><body><h1>Gateway</h1></body></html>', '<Error>', 'no'])
				await forEachCall(['HeadBucket', 'GetBucketPolicy', 'PutBucketPolicy'], async (name) => {
					const { sdk, ours } = await both(name, xml(status, body, { location: 'http://elsewhere.example/x' }));
					expect([name, body, ours.outcome, ours.sent.length]).toEqual([name, body, sdk.outcome, sdk.sent.length]);
				});
		},
	);

	test('an error with 200', async () => {
		await forEachCall(plain, async (name) => {
			const { sdk, ours } = await both(name, xml(200, refusal('InternalError')));
			// For the policy the SDK takes the error for what was asked for; ours does not.
			const theirs = /Policy/.test(name)
				? { ...refusedAs('InternalError'), sent: 2 }
				: { ...sdk, sent: sdk.sent.length };
			expect([name, ours.outcome, ours.sent.length]).toEqual([name, theirs.outcome, theirs.sent]);
		});
	});

	test.each([
		['a page', '<html><body>Sign in</body></html>'],
		['a text', 'hello'],
		['half a document', '<ListBucketResult><Contents><Key>a'],
	])('%s instead of a document is not taken for an empty one', async (_, body) => {
		await forEachCall(plain, async (name) => {
			const { sdk, ours } = await both(name, xml(200, body));
			const isRead = /^(ListObjects|GetBucketLocation|GetBucketEncryption|GetPublic)/.test(name);
			expect([name, ours.outcome]).toEqual([
				name,
				isRead ? { refused: '', fault: { kind: 'notS3' } } : told(name, sdk),
			]);
			expect(ours.sent).toHaveLength(1);
		});
	});

	test('what goes well the second time', async () => {
		for (const [status, code] of codes.filter(([one]) => one >= 400)) {
			const { sdk, ours } = await both('DeleteBucketPolicy', (seen, response, nth) =>
				nth === 1 ? xml(status, refusal(code))(seen, response, nth) : xml(204, '')(seen, response, nth),
			);
			expect([code, ours.outcome, ours.sent.length]).toEqual([code, sdk.outcome, sdk.sent.length]);
		}
	});

	test('a connection that is cut, and a server that is not there', async () => {
		await forEachCall(plain, async (name) => {
			const { sdk, ours } = await both(name, (_, response) => void response.destroy());
			// jest hides the code of Node's own errors from the SDK.
			expect(ours.outcome).toMatchObject({ refused: '', fault: { kind: 'unreachable', code: 'ECONNRESET' } });
			expect(sdk.outcome).toMatchObject({ refused: '', fault: { kind: 'unreachable' } });
			expect(ours.sent).toHaveLength(2);
			const nowhere = await both(name, () => undefined, { endpoint: 'http://127.0.0.1:1' });
			expect([name, nowhere.ours.outcome]).toEqual([name, nowhere.sdk.outcome]);
		});
	});

	test('a clock that is wrong is corrected by the server’s, once', async () => {
		const date = new Date(Date.now() + 3_600_000);
		const { sdk, ours } = await both(
			'PutBucketPolicy',
			xml(403, refusal('RequestTimeTooSkewed'), { date: date.toUTCString() }),
		);
		expect([ours.outcome, ours.sent.length]).toEqual([sdk.outcome, sdk.sent.length]);
		const hours = ({ sent }: typeof ours) => sent.map(({ headers }) => headers['x-amz-date']?.slice(0, 11));
		expect(hours(ours)).toEqual(hours(sdk));
		expect(hours(ours)[1]).toBe(date.toISOString().replace(/[:-]/g, '').slice(0, 11));
	});
});
