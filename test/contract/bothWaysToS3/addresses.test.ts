import type { S3Access, S3Calls } from '../../../s3/calls';
import { connect as bySdk } from '../../../s3/connect';
import { connect as signed } from '../../../s3/connect.cloud';
import { askedOfS3 } from '../../support/askedOfS3';
import { keys } from '../../support/bothWaysToS3';

// The two ways to S3, the AWS SDK's and ours for n8n Cloud: the SDK is the judge of where a request goes.

describe('where it is sent', () => {
	const known = [
		'us-east-1',
		'EU-west-1',
		'us-gov-west-1',
		'cn-north-1',
		'eusc-de-east-1',
		'us-iso-east-1',
		'us-isob-east-1',
	];
	const places: Array<[string, Partial<S3Access>]> = [
		...[...known, 'eu-isoe-west-1', 'us-isof-south-1', 'nowhere-1', 'no such', 'a.b'].map(
			(region): [string, Partial<S3Access>] => [region, { region }],
		),
		...['http', 'https'].flatMap((scheme) =>
			[
				's3.example.com',
				's3.example.com:9000/',
				's3.example.com/p',
				'10.0.0.1',
				'[::1]:9000',
				'user:word@s3.example.com',
			].flatMap((host) =>
				[true, false, undefined].map((forcePathStyle): [string, Partial<S3Access>] => [
					`${scheme}://${host} ${forcePathStyle}`,
					{ endpoint: ` ${scheme}://${host} `, forcePathStyle },
				]),
			),
		),
		['none', { endpoint: 'not an address' }],
	];
	test.each(places)('%s', async (_, more) => {
		for (const bucket of [undefined, 'media', 'my.media.example', 'a-b--c', '1ab'])
			for (const [ours, theirs] of [[signed, bySdk]] as const) {
				const call = (s3: S3Calls) => (bucket === undefined ? s3.listBuckets() : s3.headBucket(bucket));
				const asked = async (connect: typeof bySdk) =>
					await askedOfS3(connect, { ...keys, ...more }, call).then(
						({ address }) => address,
						() => 'refused',
					);
				expect([bucket, await asked(ours)]).toEqual([bucket, await asked(theirs)]);
			}
	});
});
