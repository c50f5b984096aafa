import type { IDataObject } from 'n8n-workflow';
import { agentWorkflow, fromModel, type AgentTool, type AgentVersion } from '../../tools/lab/agentWorkflow';
import { callbackFolder } from '../../tools/lab/setUpService';
import type { RunningN8n } from '../../tools/lab/n8n';
import { startScriptedModel, textOf, type ScriptedModel } from '../../tools/lab/scriptedModel';
import { located } from '../../tools/lab/workflowNode';
import { openedIn, type InN8n } from './inN8n';

/** A tool, what the model is told of it by n8n itself, what the model hands over, and what it is answered. */
interface Use {
	tool: AgentTool;
	described: RegExp;
	args: Record<string, string>;
	answer: IDataObject;
	/** What it is answered where it hands over something that is not there. */
	wrong?: { args: Record<string, string>; answer: IDataObject };
}

/** Tests in which one conversation uses every node that is of use as a tool, once as it should and once wrongly. */
export function everyToolCases(n8n: () => RunningN8n, versions: readonly AgentVersion[]): void {
	describe.each(versions)('an agent of version %d', (version) => casesIn(n8n, version));
}

function casesIn(n8n: () => RunningN8n, version: AgentVersion): void {
	let at: InN8n;
	let model: ScriptedModel;
	let uses: Use[];

	beforeEach(async () => {
		at = await openedIn(n8n(), { speed: 600 });
		const collection = await at.trained();
		const job = await at.analysis('VX-108');
		await at.ended(job);
		uses = usesOf(at, collection, job);
	});
	afterEach(async () => {
		await model?.close();
		await at?.close();
	});

	/** A conversation in which the model calls these one after the other; by the name of the tool what it was told. */
	async function told(calls: ReadonlyArray<[name: string, args: Record<string, string>]>) {
		model = await startScriptedModel(({ messages }) => {
			const answered = messages.filter(({ role }) => role === 'tool').length;
			const [next, args] = calls[answered] ?? [];
			return next && args ? { call: next, with: args } : { say: 'That was all' };
		});
		const key = await at.n8n.rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
		const tools = uses.map(({ tool }) => tool);
		const result = await at.run(agentWorkflow(version, key, tools, 'Use every tool'));
		const last = model.requests.at(-1);
		const answers = last?.messages.filter(({ role }) => role === 'tool').map(textOf) ?? [];
		const descriptions = new Map(last?.tools.map(({ function: tool }) => [tool.name, tool.description]));
		return { result, answers: answers.map((answer) => JSON.parse(answer) as IDataObject[]), descriptions };
	}

	test('uses every node, and is told what it needs for the next step', async () => {
		const { result, answers, descriptions } = await told(uses.map(({ tool, args }) => [toolName(tool), args]));
		expect({ status: result.status, error: result.error }).toEqual({ status: 'success', error: undefined });
		expect(result.nodes.Agent?.items).toEqual([{ output: 'That was all' }]);
		expect(answers.map(([first]) => first)).toEqual(uses.map(({ answer }) => expect.objectContaining(answer)));
		for (const { tool, described } of uses) expect(descriptions.get(toolName(tool))).toMatch(described);
	});

	test('hands over what is not there, and is told what is wrong and what to do', async () => {
		const wrong = uses.flatMap(({ tool, wrong: use }) => (use ? [{ name: toolName(tool), ...use }] : []));
		const { result, answers } = await told(wrong.map(({ name, args }) => [name, args]));
		expect(result.status).toBe('success');
		expect(answers.map(([first]) => first)).toEqual(wrong.map(({ answer }) => expect.objectContaining(answer)));
	});
}

/** The name under which n8n offers a node to a model. */
const toolName = ({ name }: AgentTool): string => name.replace(/\W/g, '_');

function usesOf({ service }: InN8n, collection: string, job: string): Use[] {
	const ids = { resourceId: located(service.resourceId), callbackId: located(service.callbackId) };
	const item = { itemId: located(fromModel('itemId')) };
	const noItem = {
		args: { itemId: 'VX-9999' },
		answer: {
			error: expect.stringMatching(/VidiCore has no item VX-9999/),
			advice: expect.stringMatching(/[Cc]heck/),
		},
	};
	return [
		{
			tool: { type: 'vidiCore', name: 'Get Item', parameters: { resource: 'item', operation: 'get', ...item } },
			described: /^Get an item/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108', title: 'Council meeting, part one' },
			wrong: noItem,
		},
		{
			tool: { type: 'getFaceTimespans', name: 'Faces', parameters: item },
			described: /^Get who is seen in a video.*Free/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108', person: 'Ada Nordin', startTimecode: '00:00:02:00' },
			wrong: noItem,
		},
		{
			tool: { type: 'getAnalysisResults', name: 'Results', parameters: item },
			described: /labels, spoken words/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108' },
			wrong: noItem,
		},
		{
			tool: {
				type: 'manageFaces',
				name: 'Reel',
				parameters: { resource: 'person', operation: 'makeReel', persons: fromModel('person') },
			},
			described: /^Make a reel of a person/,
			args: { person: 'Ada Nordin' },
			answer: { persons: ['Ada Nordin'], clips: 3, videos: 1 },
			wrong: {
				args: { person: 'Ada Nordinn' },
				answer: { error: expect.stringMatching(/nobody called/), advice: expect.stringMatching(/mean "Ada Nordin"/) },
			},
		},
		{
			tool: { type: 'analyzeItem', name: 'Analyze', parameters: { ...ids, ...item } },
			described: /^Start the billed analysis/,
			args: { itemId: 'VX-109' },
			answer: { itemId: 'VX-109', started: true, jobId: expect.stringMatching(/^VX-/) },
			wrong: noItem,
		},
		{
			tool: { type: 'waitForJob', name: 'Job', parameters: { jobId: located(fromModel('jobId')) } },
			described: /^Wait until jobs of VidiCore have ended, and say how/,
			args: { jobId: job },
			answer: { jobId: job, outcome: 'finished' },
			wrong: { args: { jobId: 'VX-9' }, answer: { error: expect.stringMatching(/VX-9/), advice: expect.any(String) } },
		},
		{
			tool: {
				type: 'trainCollection',
				name: 'Learned',
				parameters: { operation: 'report', collectionId: located(fromModel('collectionId')) },
			},
			described: /^Report for free what of a collection was learned/,
			args: { collectionId: collection },
			answer: { collectionId: collection, trained: 4, new: 0 },
			wrong: { args: { collectionId: 'VX-9999' }, answer: { error: expect.stringMatching(/VX-9999/) } },
		},
		{
			tool: {
				type: 'attachVidiNetService',
				name: 'Service',
				parameters: { operation: 'find', serviceName: fromModel('name') },
			},
			described: /^Find an attached service/,
			args: { name: 'Face' },
			answer: { resourceId: service.resourceId, action: 'found' },
			wrong: {
				args: { name: 'Weather' },
				answer: {
					error: expect.stringMatching(/"Weather" in its name/),
					advice: expect.stringMatching(/Attached are/),
				},
			},
		},
		{
			tool: { type: 'configureFields', name: 'Fields', parameters: { resourceId: located(service.resourceId) } },
			described: /metadata fields.*that a service needs/,
			args: {},
			answer: { resourceId: service.resourceId },
		},
		{
			tool: {
				type: 'prepareBucket',
				name: 'Bucket',
				parameters: { operation: 'check', purpose: 'callback', ...callbackFolder, bucket: fromModel('bucket') },
			},
			described: /^Check a bucket/,
			args: { bucket: callbackFolder.bucket },
			answer: { bucket: callbackFolder.bucket, purpose: 'callback' },
			wrong: { args: { bucket: 'no-such-bucket-here' }, answer: { toDo: expect.anything() } },
		},
		{
			tool: {
				type: 'createCallbackResource',
				name: 'Callback',
				parameters: { ...callbackFolder, bucketAccess: 'leave' },
			},
			described: /S3 folder through which the face service hands over its results/,
			args: {},
			answer: { resourceId: service.callbackId },
		},
	];
}
