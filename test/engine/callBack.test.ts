import { WebhookContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { Credentials } from '../support/engine';
import { quickClock } from '../support/quickClock';
import { callWebhook, type Call } from '../support/triggerNode';
import { useTriggerWorld } from '../support/triggerWorld';
import { site, siteId } from '../support/site';

// VidiCore calls a parked Wait For Job. A throw would resume the execution with an empty item, and a 503 for what will
// never be better has VidiCore call until it gives up.
const at = useTriggerWorld();
beforeEach(quickClock);
afterEach(() => jest.restoreAllMocks());

/** The webhook of an execution that is parked for this job (or keeps something else), in a node of that name. */
async function calledBack(jobId: string, call: Call = {}, name = 'Wait For Job', kept?: unknown, typeVersion = 1) {
	const type = new WaitForJob();
	const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const node: INode = {
		id: 'w',
		name,
		type: 'n8n-nodes-vidicore.waitForJob',
		typeVersion,
		position: [0, 0],
		parameters: { way: 'callBack' },
		credentials: { vidiCoreApi: { id: 'c', name: 'c' } },
	};
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const data = createRunExecutionData({});
	const parking = {
		jobs: [{ item: 0, jobId, input: { mine: 'yes' } }],
		since: 0,
		notifications: { [jobId]: siteId(0) },
	};
	const { contextData } = data.executionData ?? {};
	if (contextData) contextData[`node:${name}`] = (kept ?? { parking }) as IDataObject;
	return await callWebhook(type, call, (ofCall) => {
		const credentials = {
			baseUrl: at.world.vidiCore.baseUrl,
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
		};
		const additionalData = {
			...ofCall,
			credentialsHelper: new Credentials({ vidiCoreApi: credentials }),
			executionId: 'e',
			webhookWaitingBaseUrl: 'http://127.0.0.1:1/webhook-waiting',
			formWaitingBaseUrl: 'http://127.0.0.1:1/form-waiting',
			instanceBaseUrl: 'http://127.0.0.1:1/',
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhookData = { webhookDescription: type.description.webhooks?.[0] } as unknown as IWebhookData;
		return new WebhookContext(workflow, node, additionalData, 'manual', webhookData, [], data);
	});
}

test.each(['Wait For Job', 'Wait }} here', '{{ "Wait" }}', "Wait'n \\ `see`", 'Wait\nhere', '${wait}', '}'])(
	'a node called %j comes back with the job and the fields of its input',
	async (name) => {
		const id = await at.job();
		const { items, status } = await calledBack(id, {}, name);
		expect([status, items]).toEqual([200, [expect.objectContaining({ jobId: id, mine: 'yes' })]]);
	},
);

test('what the call says is not looked at, whatever its form', async () => {
	const id = await at.job();
	const calls: Call[] = [
		{ query: { secret: { toString: 'x' } }, body: null },
		{ query: null as unknown as IDataObject, body: 'x'.repeat(1e6) },
		{ body: { field: Array.from({ length: 10_000 }, (_, n) => ({ key: 'jobId', value: `${site}-${n}` })) } },
		{ body: JSON.parse('{"__proto__":{"parking":{"jobs":[]}}}'), headers: { 'content-length': '-1' } },
	];
	for (const call of calls) {
		const asked = at.requestsFromNow();
		expect((await calledBack(id, call)).items).toMatchObject([{ jobId: id }]);
		expect(asked().length).toBeLessThan(4);
	}
});

test.each([
	['nothing', {}],
	['something else', { parking: { jobs: siteId(1) } }],
	['null', { parking: null }],
])(
	'when it is not known what is waited for (%s) it stays parked, and VidiCore need not call again',
	async (_, kept) => {
		expect(await calledBack(siteId(1), {}, 'Wait For Job', kept)).toMatchObject({
			status: 200,
			data: { webhookResponse: { message: expect.stringMatching(/not known/) as string } },
			log: [expect.stringMatching(/not known/)],
		});
	},
);

const effects: Array<[name: string, effect: FaultRule['effect'], status: number]> = [
	['503', { status: 503 }, 503],
	['401', { status: 401 }, 503],
	['a sign-in page', { html: 200 }, 503],
	['another document', { status: 200, contentType: 'application/json', body: '{"foo":1}' }, 503],
	['a cut connection', 'drop', 503],
	['that we may not see it', { status: 403, contentType: 'application/json', body: '{"forbidden":{}}' }, 200],
];

test.each(effects)('VidiCore answers %s', async (_, effect, status) => {
	const id = await at.job();
	at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${id}$`), times: Infinity, effect });
	const answer = await calledBack(id);
	expect([answer.status, answer.items.length]).toEqual([status, status === 200 ? 1 : 0]);
});

test('a job that is deleted meanwhile comes back as failed, and VidiCore need not call again', async () => {
	const { status, data } = await calledBack(siteId(999999));
	expect([status, data.workflowData?.map((items) => items.length)]).toEqual([200, [0, 0, 1]]);
});

test('a later node says in a word for people how the job ended', async () => {
	const { items } = await calledBack(await at.job(), {}, 'Wait For Job', undefined, 1.1);
	expect(items).toEqual([expect.objectContaining({ mine: 'yes', state: 'finished', status: 'FINISHED' })]);
	expect(items[0]).not.toHaveProperty('outcome');
});
