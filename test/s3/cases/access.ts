import {
	DeleteObjectCommand,
	ListObjectsV2Command,
	PutBucketPolicyCommand,
	PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { cognitiveService } from '../../../s3/policy/grant';
import { theirs, type PolicyWorld } from '../policyWorld';

/** What access is given, to whom, and that what was there stays. */
export function accessCases(at: PolicyWorld): void {
	const { client, result, has, put, get, refused, policy, setPolicy } = at;

	test('callback: refused before, allowed after and only in the folder; what was there still works', async () => {
		await setPolicy(theirs);
		await put(at.server.owner, 'shared/a');
		await refused(put(at.server.cognitive, 'callback/a'));
		await get(at.server.other, 'shared/a');
		expect(await result({})).toMatchObject({
			policy: 'added',
			bucketCreated: false,
			allowedBy: ['the statement "N8nVidiCoreCallback"'],
		});
		await put(at.server.cognitive, 'callback/job-1/a b ä');
		expect(await (await get(at.server.owner, 'callback/job-1/a b ä')).Body?.transformToString()).toBe('text');
		await get(at.server.cognitive, 'callback/job-1/a b ä');
		await get(at.server.other, 'shared/a');
		for (const key of ['outside', 'callbackX/a', 'shared/a']) await refused(put(at.server.cognitive, key));
		await refused(get(at.server.cognitive, 'shared/a'));
		await refused(put(at.server.other, 'callback/a'));
		await refused(
			client(at.server.cognitive).send(new DeleteObjectCommand({ Bucket: at.bucket, Key: 'callback/job-1/a b ä' })),
		);
		await refused(
			client(at.server.cognitive).send(new ListObjectsV2Command({ Bucket: at.bucket, Prefix: 'callback/' })),
		);
		expect((await policy())?.Statement[0]).toEqual(JSON.parse(JSON.stringify(theirs).replaceAll('BUCKET', at.bucket)));
		expect(await result({})).toMatchObject({ policy: 'alreadyThere' });
	});

	test('source media: reading is allowed after, in the folder or the whole bucket, and writing never', async () => {
		for (const key of ['videos/a.mp4', 'b.mp4']) await put(at.server.owner, key);
		await refused(get(at.server.cognitive, 'videos/a.mp4'));
		expect(await result({ purpose: 'source', folder: 'videos' })).toMatchObject({ policy: 'added' });
		await get(at.server.cognitive, 'videos/a.mp4');
		await refused(get(at.server.cognitive, 'b.mp4'));
		expect(await result({ purpose: 'source', folder: '' })).toMatchObject({ policy: 'widened' });
		await get(at.server.cognitive, 'b.mp4');
		await refused(put(at.server.cognitive, 'videos/b'));
		await refused(get(at.server.other, 'b.mp4'));
	});

	test('a second folder widens the statement; each can be taken out again, until all is as it was', async () => {
		const was = await setPolicy(theirs);
		await result({ folder: 'one' });
		expect(await result({ folder: 'two/deep' })).toMatchObject({ policy: 'widened' });
		expect((await policy())?.Statement).toHaveLength(2);
		for (const key of ['one/a', 'two/deep/a']) await put(at.server.cognitive, key);
		expect(await result({ folder: 'one', operation: 'takeAccessAway' })).toMatchObject({
			policy: 'narrowed',
			stillAllowedBy: [],
		});
		await refused(put(at.server.cognitive, 'one/a'));
		await put(at.server.cognitive, 'two/deep/b');
		expect(await result({ folder: 'two', operation: 'takeAccessAway' })).toMatchObject({ policy: 'nothingToTakeOut' });
		expect(await result({ folder: 'two/deep', operation: 'takeAccessAway' })).toMatchObject({ policy: 'removed' });
		await refused(put(at.server.cognitive, 'two/deep/c'));
		expect(await policy()).toEqual(JSON.parse(was));
	});

	test('without a policy before there is none after taking out', async () => {
		await result({});
		expect(await result({ operation: 'takeAccessAway' })).toMatchObject({ policy: 'removed' });
		expect(await policy()).toBeNull();
	});

	test('one’s own statement under another name, or with more in it, is found and left alone', async () => {
		const pasted = {
			Effect: 'Allow',
			Principal: { AWS: cognitiveService },
			Action: ['s3:PutObjectAcl', 's3:GetObject', 's3:PutObject'],
			Resource: 'arn:aws:s3:::BUCKET/callback/*',
		};
		const was = await setPolicy({ ...pasted, Sid: 'FromTheGuide' }, theirs);
		expect(await result({})).toMatchObject({ policy: 'alreadyThere', allowedBy: ['the statement "FromTheGuide"'] });
		expect(await result({ operation: 'takeAccessAway' })).toMatchObject({
			policy: 'nothingToTakeOut',
			stillAllowedBy: ['the statement "FromTheGuide"'],
		});
		expect(await policy()).toEqual(JSON.parse(was));
		await put(at.server.cognitive, 'callback/a');
	});

	test('a policy with a single statement that is not in a list', async () => {
		await client(at.server.owner).send(
			new PutBucketPolicyCommand({
				Bucket: at.bucket,
				Policy: JSON.stringify({ Version: '2012-10-17', Statement: theirs }).replaceAll('BUCKET', at.bucket),
			}),
		);
		await put(at.server.owner, 'shared/a');
		expect(await result({})).toMatchObject({ policy: 'added' });
		await put(at.server.cognitive, 'callback/a');
		await get(at.server.other, 'shared/a');
	});

	test.each([
		['*', '*'],
		['AWS *', { AWS: '*' }],
		['an account', { AWS: 'arn:aws:iam::823635665685:root' }],
		['a user', { AWS: 'arn:aws:iam::823635665685:user/somebody-else' }],
		[
			'a list',
			{ AWS: ['arn:aws:iam::823635665685:user/somebody-else', 'arn:aws:iam::111122223333:user/bucket-owner'] },
		],
	])('a Principal in the form of %s is kept and goes on to work', async (_, Principal) => {
		if (has('publicAccessBlock'))
			await client(at.server.owner).send(
				new PutPublicAccessBlockCommand({ Bucket: at.bucket, PublicAccessBlockConfiguration: {} }),
			);
		await setPolicy({ ...theirs, Principal });
		await put(at.server.owner, 'shared/a');
		await get(at.server.other, 'shared/a');
		expect(await result({})).toMatchObject({ policy: 'added' });
		expect((await policy())?.Statement[0]).toMatchObject({ Sid: 'Theirs', Principal });
		await get(at.server.other, 'shared/a');
		await put(at.server.cognitive, 'callback/a');
	});
}
