import type { S3Access } from '../../../s3/calls';
import { connect as bySdk } from '../../../s3/connect';
import { connect as signed } from '../../../s3/connect.cloud';
import { both, calls, gist, keys, xml } from '../../support/bothWaysToS3';
import { httpServer } from '../../support/httpServer';

// The two ways to S3, the AWS SDK's and ours for n8n Cloud: the SDK is the judge of what is sent.

describe('what is sent', () => {
	test.each(Object.keys(calls))('%s', async (name) => {
		const { sdk, ours } = await both(name, xml(200, ''));
		expect(ours.sent.map(gist)).toEqual(sdk.sent.map(gist));
		expect(sdk.sent).toHaveLength(1);
	});

	test.each<[string, Partial<S3Access>]>([
		['a session token', { sessionToken: ' token/+= ' }],
		['another region', { region: ' us-gov-west-1 ' }],
	])('with %s', async (_, more) => {
		const { sdk, ours } = await both('PutBucketPolicy', xml(204, ''), more);
		expect(ours.sent.map(gist)).toEqual(sdk.sent.map(gist));
		expect(ours.sent[0]?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIASESAME\//);
	});

	test('below the path of an endpoint', async () => {
		for (const path of ['/s3', '/s3/', '/a b/']) {
			const server = await httpServer((_, response) => response.end());
			for (const connect of [bySdk, signed])
				await (await connect({ ...keys, endpoint: server.root + path })).headBucket('media');
			expect(server.seen[1]?.url).toBe(server.seen[0]?.url);
			await server.close();
		}
	});
});
