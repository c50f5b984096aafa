import type { IDataObject } from 'n8n-workflow';
import { agentWorkflow, type AgentVersion } from '../../tools/lab/agentWorkflow';
import type { RunningN8n } from '../../tools/lab/n8n';
import { startScriptedModel, textOf, type ScriptedModel } from '../../tools/lab/scriptedModel';
import { openedIn, type InN8n } from './inN8n';
import { toolName, usesOf, type ToolUse } from './toolUses';

/** Tests in which one conversation uses every node that is of use as a tool, once as it should and once wrongly. */
export function everyToolCases(n8n: () => RunningN8n, versions: readonly AgentVersion[]): void {
	describe.each(versions)('an agent of version %d', (version) => casesIn(n8n, version));
}

function casesIn(n8n: () => RunningN8n, version: AgentVersion): void {
	let at: InN8n;
	let model: ScriptedModel;
	let uses: ToolUse[];

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
