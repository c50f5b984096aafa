import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { cognitiveService } from '../../../s3/policy/grant';
import { theirs, type PolicyWorld } from '../policyWorld';

/** What only looks: Show What To Do, and Check. */
export function lookingCases(at: PolicyWorld): void {
	const { client, prepare, result, put, policy, setPolicy, opened } = at;

	test('show: the exact statement and the whole policy to paste, which then works; nothing is changed', async () => {
		const was = await setPolicy(theirs);
		const shown = await result({ operation: 'showWhatToDo' });
		expect(await policy()).toEqual(JSON.parse(was));
		expect(shown).toMatchObject({
			policy: 'missing',
			statement: { Principal: { AWS: cognitiveService } },
			bucketPolicy: { Statement: [{ Sid: 'Theirs' }, { Sid: 'N8nVidiCoreCallback' }] },
		});
		await client(at.server.owner).send(
			new PutBucketPolicyCommand({ Bucket: at.bucket, Policy: JSON.stringify(shown.bucketPolicy) }),
		);
		await put(at.server.cognitive, 'callback/a');
		expect(await result({ operation: 'showWhatToDo' })).toMatchObject({ policy: 'alreadyThere' });
		expect(await result({ operation: 'showWhatToDo', bucket: `${at.bucket}-none` })).toMatchObject({
			policy: 'missing',
		});
	});

	test('check: each requirement with what to do, before and after, with what lies in the folder', async () => {
		const before = await result({ operation: 'check' });
		expect(before).toMatchObject({
			ready: false,
			toDo: expect.arrayContaining([
				expect.stringMatching(
					/^Bucket policy: The policy does not allow s3:GetObject, s3:PutObject, s3:PutObjectAcl.*Give access with the node/,
				),
			]),
		});
		await result({});
		for (const key of ['callback/1', 'callback/2']) await put(at.server.cognitive, key);
		const world = await opened();
		const vidiCore = {
			vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
		};
		const after = await prepare({ operation: 'check', output: 'requirements' }, { vidiCore });
		expect(Object.fromEntries(after.map(({ requirement, fulfilled }) => [requirement, fulfilled]))).toEqual({
			Bucket: true,
			Region: true,
			'Bucket policy': true,
			'Public access block': true,
			Encryption: true,
			'Callback folder is empty': true,
			'Folder outside of VidiCore’s storages': true,
		});
		expect(after.find(({ requirement }) => requirement === 'Callback folder is empty')?.found).toMatch(
			/^2 files, 8 bytes, the oldest 0 hours old/,
		);
		expect(await result({ operation: 'check' }, { vidiCore })).toMatchObject({ ready: true, toDo: [] });
		expect(await result({ operation: 'check', bucket: `${at.bucket}-none` })).toMatchObject({
			ready: false,
			toDo: [expect.stringMatching(/There is no bucket/), expect.anything()],
		});
	});
}
