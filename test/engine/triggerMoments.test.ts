import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { called } from '../../nodes/VidiCoreTrigger/called.webhook';
import { VidiCoreTrigger } from '../../nodes/VidiCoreTrigger/VidiCoreTrigger.node';
import { aboutJobs, useTriggerWorld, watching } from '../support/triggerWorld';
import { siteId } from '../support/site';

// Messages come at the same moment, and n8n keeps what is left behind for ever.
const at = useTriggerWorld();

describe('messages at the same moment', () => {
	test('twenty copies start the workflow once, and ask once', async () => {
		const { tell } = await at.published();
		const id = await at.job();
		const asked = at.requestsFromNow();
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await tell(aboutJobs(id))));
		expect(answers.flatMap(({ items }) => items)).toMatchObject([{ jobId: id }]);
		expect(asked()).toHaveLength(1);
	});

	test('a copy does not rely on the one before it, whose look may fail', async () => {
		const { tell } = await at.published();
		const id = await at.job();
		at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${id}$`), times: 1, effect: { status: 401 } });
		const answers = await Promise.all([tell(aboutJobs(id)), tell(aboutJobs(id))]);
		expect(answers.map(({ status, items }) => [status, items.length])).toEqual([
			[503, 0],
			[200, 1],
		]);
	});

	test('fifty about a collection are a few looks at it, and each item comes once', async () => {
		const id = await at.collection(siteId(108));
		const { tell } = await at.published(watching(id));
		const asked = at.requestsFromNow();
		for (const item of [siteId(111), siteId(112), siteId(113)])
			await at.http.send('PUT', `/API/collection/${id}/${item}`);
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await tell({})));
		expect(answers.flatMap(({ items }) => items.map(({ itemId }) => itemId))).toEqual([
			siteId(111),
			siteId(112),
			siteId(113),
		]);
		expect(asked().filter((request) => request === `GET /API/collection/${id}/item`).length).toBeLessThan(4);
	});

	test('all that share a look which fails are told to call again', async () => {
		const id = await at.collection(siteId(108));
		const { tell } = await at.published(watching(id));
		await at.http.send('PUT', `/API/collection/${id}/${siteId(111)}`);
		at.world.vidiCore.faults.add({ match: /^GET \/API\/collection\/.*\/item$/, times: 10, effect: { status: 401 } });
		const answers = await Promise.all(Array.from({ length: 10 }, async () => await tell({})));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
		at.world.vidiCore.faults.clear();
		expect((await tell({})).items).toMatchObject([{ itemId: siteId(111) }]);
	});
});

describe('an answer of VidiCore that takes longer than it listens', () => {
	class Impatient extends VidiCoreTrigger {
		override async webhook(this: IWebhookFunctions) {
			return await called(this, 100);
		}
	}

	test('about a job is told as 503, counts as not seen, and the next call starts the workflow', async () => {
		const { tell } = await at.published({}, new Impatient());
		const id = await at.job();
		const effect = { delayMs: 400 };
		at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${id}$`), times: 1, effect });
		expect(await tell(aboutJobs(id))).toMatchObject({ status: 503, items: [] });
		for (;;) {
			const { status, items } = await tell(aboutJobs(id)); // 503 as long as the first look is under way
			if (status === 503) continue;
			expect(items).toMatchObject([{ jobId: id }]);
			break;
		}
	});

	test('about a collection leaves it as it was', async () => {
		const id = await at.collection(siteId(108));
		const { node, tell } = await at.published(watching(id), new Impatient());
		await at.http.send('PUT', `/API/collection/${id}/${siteId(111)}`);
		const before = structuredClone(node.staticData);
		at.world.vidiCore.faults.add({ match: /^GET \/API\/collection\/.*\/item$/, times: 1, effect: { delayMs: 400 } });
		expect(await tell({})).toMatchObject({ status: 503, items: [] });
		expect(node.staticData).toEqual(before);
		for (;;) {
			const { status, items } = await tell({});
			if (status === 503) continue;
			expect(items).toMatchObject([{ itemId: siteId(111) }]);
			break;
		}
	});
});

describe('what n8n keeps', () => {
	test('is complete again after publishing, whatever a call has made of it', async () => {
		const { node } = await at.published();
		const kept = structuredClone(node.staticData);
		const [made] = await at.notifications('job', node);
		node.staticData = {};
		await node.publish();
		expect([node.staticData, await at.notifications('job', node)]).toEqual([kept, [made]]);
	});

	test('is about what is watched now, however often that was changed', async () => {
		const { node } = await at.published();
		for (let n = 0; n < 5; n++) {
			node.node.parameters = watching(await at.collection(siteId(108))) as typeof node.node.parameters;
			await node.unpublish();
			await node.publish();
		}
		expect(Object.keys(node.staticData['node:Trigger'] as IDataObject).sort()).toEqual([
			expect.stringMatching(/^itemEntered /),
			'subscription',
		]);
	});

	test('a collection that is watched again begins anew, by what is in it then', async () => {
		const [one, other] = [await at.collection(siteId(108)), await at.collection()];
		const { node, tell } = await at.published(watching(one));
		await at.http.send('PUT', `/API/collection/${one}/${siteId(111)}`);
		expect((await tell({})).items).toMatchObject([{ itemId: siteId(111) }]);
		for (const id of [other, one]) {
			node.node.parameters = watching(id) as typeof node.node.parameters;
			await at.http.send('PUT', `/API/collection/${one}/${siteId(112)}`);
			await node.unpublish();
			await node.publish();
		}
		await at.http.send('PUT', `/API/collection/${one}/${siteId(113)}`);
		const [{ secret } = { secret: '' }] = await at.notifications(`collection/${one}`, node);
		expect((await node.call({ query: { secret } })).items).toMatchObject([{ itemId: siteId(113) }]);
	});

	test('lost, it makes no event of what is there', async () => {
		const id = await at.collection(siteId(108));
		const { node, tell } = await at.published(watching(id));
		const { subscription } = node.staticData['node:Trigger'] as IDataObject;
		node.staticData = { 'node:Trigger': { subscription } };
		expect(await tell({})).toMatchObject({ status: 200, items: [] });
		await at.http.send('PUT', `/API/collection/${id}/${siteId(111)}`);
		expect((await tell({})).items).toMatchObject([{ itemId: siteId(111) }]);
	});
});
