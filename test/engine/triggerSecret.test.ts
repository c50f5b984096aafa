import type { IDataObject } from 'n8n-workflow';
import { VidiCoreTrigger } from '../../nodes/VidiCoreTrigger/VidiCoreTrigger.node';
import { aboutJobs, useTriggerWorld } from '../support/triggerWorld';
import { siteId } from '../support/site';

// Who calls may be anybody; and who may read the workflow may not call.
const at = useTriggerWorld();

describe('the secret', () => {
	test('given in any other form than it was made, nothing is asked or started, and nothing is thrown', async () => {
		const { node } = await at.published();
		const [{ secret } = { secret: '' }] = await at.notifications('job', node);
		const forms: unknown[] = [
			...[undefined, null, '', 'x', secret.slice(1), `${secret}x`, ` ${secret}`, secret.toUpperCase(), `x${secret}`],
			...[[secret], [secret, secret], ['x', secret], { toString: secret }, { toString: 'x' }, { 0: secret }],
			...[{ secret }, { length: 48, toString: () => secret }, 7, true, 'x'.repeat(5_000_000), '\0'.repeat(48)],
			...['é'.repeat(24), '😀'.repeat(24), 'x'.repeat(48)],
			JSON.parse('{"__proto__":{"length":48},"valueOf":"x"}'),
		];
		const asked = at.requestsFromNow();
		const id = await at.job();
		const before = asked().length;
		for (const form of forms) {
			const { status, items, data } = await node.call({ query: { secret: form as string }, body: aboutJobs(id) });
			expect([status, items, data]).toEqual([403, [], { noWebhookResponse: true }]);
		}
		for (const query of [{}, { Secret: secret }, { 'secret[]': secret }, null])
			expect((await node.call({ query: query as IDataObject, body: aboutJobs(id) })).status).toBe(403);
		expect(asked()).toHaveLength(before);
		expect((await node.call({ query: { secret }, body: aboutJobs(id) })).items).toMatchObject([{ jobId: id }]);
	});

	test('is not told by what n8n keeps; the notification is known by it all the same', async () => {
		const { node } = await at.published();
		const [first] = await at.notifications('job', node);
		expect(first?.secret).toMatch(/^[0-9a-f]{48}$/);
		expect(JSON.stringify(node.staticData)).not.toContain(first?.secret);
		await node.publish(); // as when n8n starts again
		expect(await at.notifications('job', node)).toEqual([first]);
		await node.unpublish();
		expect(await at.notifications('job', node)).toEqual([]);
		await node.publish();
		const [second] = await at.notifications('job', node);
		expect(second?.secret).not.toBe(first?.secret);
	});

	test('of an earlier version, kept for all to read, is good until the next publishing replaces it', async () => {
		const { node } = await at.published();
		const [made] = await at.notifications('job', node);
		const kept = Object.values(node.staticData)[0] as { subscription: IDataObject };
		const { notificationId, scope, asked } = kept.subscription;
		const old = { notificationId, scope, asked, secret: made?.secret };
		node.staticData = { 'node:Trigger': { subscription: old, jobEnded: { seen: [siteId(1)] } } };
		const fresh = node.inAnotherProcess(new VidiCoreTrigger());
		const id = await at.job();
		const withOld = { query: { secret: made?.secret }, body: aboutJobs(id, siteId(1)) };
		expect((await fresh.call(withOld)).items).toMatchObject([{ jobId: id }]);
		await fresh.publish();
		const [now, ...more] = await at.notifications('job', fresh);
		expect([now?.id === made?.id, now?.secret === made?.secret, more]).toEqual([false, false, []]);
		expect(JSON.stringify(fresh.staticData)).not.toContain(made?.secret);
		expect(JSON.stringify(fresh.staticData)).not.toContain(now?.secret);
		expect((await fresh.call(withOld)).status).toBe(403);
		expect((await fresh.call({ query: { secret: now?.secret }, body: aboutJobs(id) })).items).toEqual([]); // still seen
	});

	test('is the new one’s also when a call that began before publishing ends after it', async () => {
		const { node, tell } = await at.published();
		const [slow, next] = [await at.job(), await at.job()];
		at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${slow}$`), times: 1, effect: { delayMs: 300 } });
		const late = tell(aboutJobs(slow));
		await node.unpublish();
		await node.publish();
		expect((await late).items).toMatchObject([{ jobId: slow }]); // n8n writes what it read before
		const [{ secret } = { secret: '' }] = await at.notifications('job', node);
		expect((await node.call({ query: { secret }, body: aboutJobs(next) })).items).toMatchObject([{ jobId: next }]);
		await node.unpublish();
		expect(await at.notifications('job', node)).toEqual([]);
	});
});

test('publishing takes back its own notifications only, not those of an address that begins alike', async () => {
	const { node } = await at.published();
	const [{ id = '' } = {}] = await at.notifications('job', node);
	const asynchronous = { method: 'POST', timeout: 5, synchronous: false };
	const others = [
		`${node.url}2?secret=x`,
		`${node.url}/more?secret=x`,
		`${node.url}`,
		`${node.url}?other=x`,
		'urn:no-address',
	];
	for (const url of others)
		await at.http.send('POST', '/API/job/notification', {
			body: JSON.stringify({ action: { http: { ...asynchronous, url } }, trigger: { job: { stop: {} } } }),
		});
	const forgotten = node.inAnotherProcess(new VidiCoreTrigger());
	forgotten.staticData = {}; // its own is found by its address
	await forgotten.publish();
	const left = await at.notifications('job', node);
	expect(left.map(({ url }) => url)).toEqual(expect.arrayContaining(others.slice(0, 4)));
	expect(left.map((notification) => notification.id)).not.toContain(id);
});
