import { theirs, type PolicyWorld } from '../policyWorld';

const policyRead = (method: string, url: string) =>
	method === 'GET' && /[?&]policy/.test(url) && !/policyStatus/.test(url);
const policyWrite = (method: string, url: string) => method === 'PUT' && /[?&]policy/.test(url);

/** A server that refuses, and somebody who changes the policy meanwhile. */
export function faultCases(at: PolicyWorld): void {
	const { result, policy, setPolicy, meddled } = at;

	test('a server that does not let the policy be read, but all else: nothing is written', async () => {
		await setPolicy(theirs);
		const meddler = await meddled();
		let writes = 0;
		meddler.before(policyRead, 1, async () => 403);
		meddler.before(policyWrite, 1, async () => void (writes += 1));
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).message)).toMatch(
			/may not do s3:GetBucketPolicy/,
		);
		meddler.before(policyRead, 1, async () => 403);
		expect(await result({ operation: 'check' }, { keys: { endpoint: meddler.endpoint } })).toMatchObject({
			ready: null,
			requirements: expect.arrayContaining([
				expect.objectContaining({ requirement: 'Bucket policy', fulfilled: null }),
			]),
		});
		meddler.before(policyRead, 1, async () => 403);
		expect(await result({ operation: 'showWhatToDo' }, { keys: { endpoint: meddler.endpoint } })).toMatchObject({
			policy: 'unknown',
			statement: { Sid: 'N8nVidiCoreCallback' },
		});
		expect(writes).toBe(0);
	});

	test('somebody changes the policy between our reading and our writing: we stop, and his change stays', async () => {
		await setPolicy(theirs);
		const meddler = await meddled();
		let his = '';
		meddler.before(policyRead, 2, async () => void (his = await setPolicy(theirs, { ...theirs, Sid: 'His' })));
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).message)).toMatch(
			/Somebody else changed the policy .*Nothing was changed by this node.*Run this again/s,
		);
		expect(await policy()).toEqual(JSON.parse(his));
	});

	test('somebody overwrites what we have just written, at once or a moment later: we say so', async () => {
		for (const look of [3, 4]) {
			await setPolicy(theirs);
			const meddler = await meddled();
			meddler.before(policyRead, look, async () => void (await setPolicy({ ...theirs, Sid: 'His' })));
			expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).message)).toMatch(
				/Somebody else changed the policy .*not in it any more/s,
			);
		}
	});

	test('a first look after our write that is refused is told, and the access is there', async () => {
		const meddler = await meddled();
		meddler.before(policyRead, 3, async () => 403); // the first look after the write fails for good: that is said
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).message)).toMatch(
			/may not do s3:GetBucketPolicy/,
		);
		expect(await result({})).toMatchObject({ policy: 'alreadyThere' });
	});
}
