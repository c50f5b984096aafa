import { PutBucketEncryptionCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { theirs, type PolicyWorld } from '../policyWorld';

/** What stands against the access: a Deny, the size, encryption, the public access block. */
export function obstacleCases(at: PolicyWorld): void {
	const { client, result, where, put, policy, setPolicy } = at;

	test('a Deny that defeats the service stops it, and so does one that may; nothing is changed', async () => {
		const deny = {
			Sid: 'NoWriting',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:PutObject',
			Resource: 'arn:aws:s3:::BUCKET/callback/locked*',
		};
		const was = await setPolicy(theirs, deny);
		expect(String((await result({})).message)).toMatch(
			/"NoWriting" denies what the face service needs.*Nothing was changed/s,
		);
		expect(await policy()).toEqual(JSON.parse(was));
		await setPolicy(theirs, { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '127.0.0.1/32' } } });
		expect(String((await result({})).message)).toMatch(/may deny.*aws:SourceIp.*Merge Despite/s);
		expect(await result({ options: { despiteConditions: true } })).toMatchObject({ policy: 'added' });
		await setPolicy({ ...deny, Resource: 'arn:aws:s3:::BUCKET/elsewhere/*' });
		expect(await result({})).toMatchObject({ policy: 'added' });
		await put(at.server.cognitive, 'callback/a');
	});

	test('a policy that would be too large is not written', async () => {
		const many = Array.from({ length: 90 }, (_, n) => ({
			...theirs,
			Sid: `Theirs${n}`,
			Resource: [`arn:aws:s3:::BUCKET/shared/${'x'.repeat(18)}${n}/*`],
		}));
		const was = await setPolicy(...many);
		expect(String((await result({ folder: 'y'.repeat(20480 - was.length) })).message)).toMatch(
			/would be \d+ bytes; S3 takes at most 20480/,
		);
		expect(await policy()).toEqual(JSON.parse(was));
	});

	where(
		'bucketEncryption',
		'a bucket encrypted with KMS: the statement for the key is given, the key is not touched',
		async () => {
			const encrypt = (KMSMasterKeyID?: string) =>
				client(at.server.owner).send(
					new PutBucketEncryptionCommand({
						Bucket: at.bucket,
						ServerSideEncryptionConfiguration: {
							Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
						},
					}),
				);
			const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
			await encrypt(key);
			expect(await result({})).toMatchObject({
				policy: 'added',
				encryption: {
					fulfilled: null,
					found: expect.stringContaining(key),
					statement: { Sid: 'Enable VidiNet Decrypt', Action: ['kms:Decrypt', 'kms:GenerateDataKey'] },
				},
			});
			expect(await result({ purpose: 'source', operation: 'showWhatToDo' })).toMatchObject({
				keyPolicyStatement: { Action: ['kms:Decrypt'] },
			});
			await encrypt();
			expect(await result({ operation: 'check' })).toMatchObject({
				ready: false,
				toDo: [expect.stringMatching(/aws\/s3, which no other account can use.*SSE-S3/), expect.anything()],
			});
		},
	);

	where('publicAccessBlock', 'a public policy under a public access block stops it; a plain one does not', async () => {
		const open = async (block: boolean) =>
			await client(at.server.owner).send(
				new PutPublicAccessBlockCommand({
					Bucket: at.bucket,
					PublicAccessBlockConfiguration: block ? { BlockPublicPolicy: true, RestrictPublicBuckets: true } : {},
				}),
			);
		expect(await result({})).toMatchObject({ policy: 'added' }); // with the block that every new bucket has
		await open(false);
		await setPolicy({ ...theirs, Principal: '*' });
		await open(true);
		expect(String((await result({})).message)).toMatch(/lets everybody in, and the bucket’s Public Access Block/);
		expect(await result({ operation: 'check' })).toMatchObject({
			ready: false,
			toDo: expect.arrayContaining([expect.stringMatching(/^Public access block: .*Remove the public statement/)]),
		});
	});
}
