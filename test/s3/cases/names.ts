import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import type { PolicyWorld } from '../policyWorld';

/** Folders, buckets, keys and regions, good and bad. */
export function nameCases(at: PolicyWorld): void {
	const { client, result, where, put, refused, policy } = at;

	test.each(['results of faces/2026', 'Ergebnisse/Ä ö/日本', "o'clock/a&b=c", '/slashes/at/the/ends/'])(
		'the folder "%s" works as it is typed',
		async (folder) => {
			const tidy = folder.replace(/^\/|\/$/g, '');
			expect(await result({ folder })).toMatchObject({ policy: 'added', folder: tidy });
			await put(at.server.cognitive, `${tidy}/a`);
			await refused(put(at.server.cognitive, `${tidy}x/a`));
		},
	);

	test.each(['a/../b', '..', 'a//b', '//', 'a%2Fb', 'a*', '?', '${aws:username}', 'a/ b', 'a\\b', 'a\nb'])(
		'the folder %j is refused before anything is changed',
		async (folder) => {
			expect(String((await result({ folder })).message)).toMatch(/cannot be used as a folder.*plain path/s);
			expect(await policy()).toBeNull();
		},
	);

	test.each(['My_Bucket', 's3://media', 'a', '127.0.0.1', 'a..b', 'x'.repeat(64)])(
		'the bucket name %j is refused',
		async (wrong) => {
			expect(String((await result({ bucket: wrong })).message)).toMatch(/not the name of an S3 bucket.*bare name/);
		},
	);

	test('a bucket that is missing is made in its region when that is wanted, and is not otherwise', async () => {
		const name = `${at.bucket}-new`;
		expect(String((await result({ bucket: name })).message)).toMatch(/There is no bucket .*-new/);
		expect(await result({ bucket: name, options: { createIfMissing: true } })).toMatchObject({
			bucketCreated: true,
			policy: 'added',
		});
		expect(
			(await client(at.server.owner).send(new GetBucketLocationCommand({ Bucket: name }))).LocationConstraint,
		).toBe(at.server.region);
		await put(at.server.cognitive, 'callback/a', name);
	});

	test('wrong keys, and a bucket of somebody else', async () => {
		expect(String((await result({}, { keys: { secretAccessKey: 'wrong' } })).message)).toMatch(
			/does not belong to this Access Key ID/,
		);
		expect(String((await result({}, { keys: { accessKeyId: 'AKIANOBODYATALL' } })).message)).toMatch(
			/does not know this Access Key ID/,
		);
		const foreign = await result({}, { keys: { ...at.server.other } });
		expect(String(foreign.message)).toMatch(
			/may not do s3:\w+ on the bucket "media-.*belongs to somebody else, or the user of the key pair lacks/,
		);
		expect(await policy()).toBeNull();
		expect(String((await result({}, { keys: { endpoint: 'http://127.0.0.1:9' } })).message)).toMatch(
			/could not be asked: nothing is listening there/,
		);
		expect(String((await result({}, { keys: { endpoint: 'not an address' } })).message)).toMatch(/is not an address/);
	});

	where('regionOfSignature', 'a wrong region is named with the right one', async () => {
		expect(String((await result({}, { keys: { region: 'us-west-2' } })).message)).toMatch(/region/);
		expect(await result({ operation: 'check' }, { keys: { region: 'us-west-2' } })).toMatchObject({
			ready: false,
			toDo: [expect.stringMatching(/^Bucket: .*region us-west-2/), expect.anything()],
		});
	});
}
