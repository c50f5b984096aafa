import type { IDataObject } from 'n8n-workflow';
import { VidiCorePollingTrigger } from '../../nodes/VidiCorePollingTrigger/VidiCorePollingTrigger.node';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { quickClock } from '../support/quickClock';
import { TriggerNode } from '../support/triggerNode';
import { useTriggerWorld, watching } from '../support/triggerWorld';
import { siteId } from '../support/site';

// What a trigger knows of VidiCore must outlive every answer that is none.
const at = useTriggerWorld();
beforeEach(quickClock);
afterEach(() => jest.restoreAllMocks());

const document = (body: unknown, status = 200): FaultRule['effect'] => ({
	status,
	contentType: 'application/json',
	body: JSON.stringify(body),
});

const noAnswers: Record<string, FaultRule['effect']> = {
	'an empty answer': { status: 200 },
	'204': { status: 204 },
	'another document': document({ foo: 1 }),
	'an empty document': document({}),
	'a list': document([]),
	null: document(null),
	'a count of what is not there': document({ hits: 3 }),
	'entries without ids': document({ hits: 1, item: [{}], job: [{}] }),
	'null for a list': document({ hits: null, item: null, job: null }),
	'an object for a list': document({ hits: 1, item: { id: siteId(1) }, job: { jobId: siteId(1) } }),
	'a sign-in page': { html: 200 },
	'a redirect': { status: 302, contentType: 'text/html', body: '' },
	'a refused login': { status: 401 },
	'a missing right': document({ forbidden: { context: 'job' } }, 403),
	'a gateway’s page': { html: 502 },
	'404 of nobody': { status: 404 },
	'500': { status: 500 },
	'half an answer': 'truncate',
	'a cut connection': 'drop',
};

const write = async (item: string, title: string) =>
	await at.http.send('PUT', `/API/item/${item}/metadata`, {
		body: JSON.stringify({
			timespan: [{ start: '-INF', end: '+INF', field: [{ name: 'title', value: [{ value: title }] }] }],
		}),
	});

interface Watched {
	parameters: IDataObject;
	/** Makes something happen; resolves to what the event must hold. */
	happen(): Promise<IDataObject>;
	/** The requests by which it is noticed. */
	asked: RegExp;
}

const watched: Record<string, () => Promise<Watched>> = {
	'jobs that end': async () => ({
		parameters: {},
		happen: async () => ({ jobId: await at.job() }),
		asked: /^GET \/API\/job$/,
	}),
	'items that come into a collection': async () => {
		const id = await at.collection(siteId(108));
		const happen = async () => {
			await at.http.send('PUT', `/API/collection/${id}/${siteId(111)}`);
			return { itemId: siteId(111) };
		};
		return { parameters: watching(id), happen, asked: /^GET \/API\/collection\/[^/]+\/item$/ };
	},
	'metadata that change': async () => ({
		parameters: { event: 'metadataChanged', fields: 'title' },
		happen: async () => {
			const title = crypto.randomUUID();
			await write(siteId(112), title);
			return { itemId: siteId(112), fields: { title } };
		},
		asked: /^PUT \/API\/item$/,
	}),
};

describe.each(Object.entries(watched))('%s', (_, prepare) => {
	test.each(Object.entries(noAnswers))('asked by the clock: %s is an error and changes nothing', async (__, effect) => {
		const { parameters, happen, asked } = await prepare();
		const node = new TriggerNode(new VidiCorePollingTrigger(), parameters, at.world.vidiCore.baseUrl);
		const none = async (from: IDataObject) => {
			at.world.vidiCore.faults.add({ match: asked, times: Infinity, effect });
			await expect(node.poll()).rejects.toThrow();
			at.world.vidiCore.faults.clear();
			expect(node.staticData).toEqual(from);
		};
		await none({}); // the first look
		expect(await node.poll()).toEqual([]);
		await none(structuredClone(node.staticData));
		const event = await happen();
		await none(structuredClone(node.staticData));
		at.world.vidiCore.index.settle();
		expect(await node.poll()).toEqual([expect.objectContaining(event)]);
		expect(await node.poll()).toEqual([]);
	});
});

describe('unpublishing', () => {
	// VidiCore answers a DELETE without a document (recorded); one that came all the same would be its own.
	const names = [
		'a sign-in page',
		'a redirect',
		'a refused login',
		'a missing right',
		'a gateway’s page',
		'404 of nobody',
	];
	test.each([...names, '500'])(
		'answered with %s does not forget the notification, and publishing tidies up',
		async (name) => {
			const { node } = await at.published();
			const [made] = await at.notifications('job', node);
			const before = structuredClone(node.staticData);
			at.world.vidiCore.faults.add({
				match: /^DELETE \/API\/job\/notification/,
				times: Infinity,
				effect: noAnswers[name] ?? 'drop',
			});
			const forgot = await node.unpublish();
			at.world.vidiCore.faults.clear();
			expect([forgot, node.staticData]).toEqual([false, before]);
			expect(await at.notifications('job', node)).toEqual([made]);
			await node.publish();
			expect(await at.notifications('job', node)).toEqual([made]);
			expect(await node.unpublish()).toBe(true);
			expect(await at.notifications('job', node)).toEqual([]);
		},
	);

	test('a notification that is gone is forgotten', async () => {
		const { node } = await at.published();
		const [{ id } = { id: '' }] = await at.notifications('job', node);
		await at.http.send('DELETE', `/API/job/notification/${id}`);
		expect(await node.unpublish()).toBe(true);
	});
});
