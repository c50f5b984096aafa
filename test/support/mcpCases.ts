import type { IDataObject } from 'n8n-workflow';
import { connectMcp, type McpClient } from '../../tools/lab/mcpClient';
import type { RunningN8n } from '../../tools/lab/n8n';
import { located } from '../../tools/lab/workflowNode';
import { openedIn, workflowOf, type InN8n } from './inN8n';

/** Tests that speak MCP with workflows/mcp-server.json, as Claude or another client does. */
export function mcpCases(n8n: () => RunningN8n): void {
	// With hooks of its own: what these tests opened is closed before the file ends its n8n.
	describe('an MCP server', () => casesIn(n8n));
}

function casesIn(n8n: () => RunningN8n): void {
	const token = crypto.randomUUID();
	let at: InN8n;
	let client: McpClient;
	let url: string;

	beforeEach(async () => {
		at = await openedIn(n8n(), { speed: 600 });
		const key = await at.n8n.rest.createCredential('Token', 'httpBearerAuth', { token });
		const service = { resourceId: located(at.service.resourceId), callbackId: located(at.service.callbackId) };
		// With a path of its own: another test's server may still be there for a moment.
		const path = crypto.randomUUID();
		const workflow = workflowOf('mcp-server.json', { 'MCP Server': { path }, 'Analyze a Video': service });
		for (const node of workflow.nodes)
			if (node.name === 'MCP Server') node.credentials = { httpBearerAuth: { id: key.id, name: key.name } };
		await at.published(workflow);
		url = `${at.n8n.url}/mcp/${path}`;
		client = await connectMcp(at.n8n.n8n, url, token);
	});
	afterEach(async () => {
		await client?.close();
		await at?.close();
	});

	async function call(name: string, args: Record<string, unknown>): Promise<IDataObject[]> {
		const { content, isError } = await client.callTool({ name, arguments: args });
		expect(isError ?? false).toBe(false);
		const text = content.map((part) => part.text ?? '').join('');
		const answer = JSON.parse(text) as IDataObject | IDataObject[];
		return Array.isArray(answer) ? answer : [answer];
	}

	test('offers its tools, each with what it is for and what it wants', async () => {
		const { tools } = await client.listTools();
		const wanted = tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties ?? {})]);
		expect(Object.fromEntries(wanted)).toEqual({
			Find_Videos: ['title'],
			Who_Is_in_It: ['itemId'],
			Where_Is_This_Person: ['person'],
			People_Known: expect.anything(),
			Analyze_a_Video: ['itemId'],
			How_Is_the_Job: ['jobId'],
		});
		expect(tools.find(({ name }) => name === 'Analyze_a_Video')?.description).toMatch(/costs money/);
		expect(tools.find(({ name }) => name === 'Find_Videos')?.inputSchema.properties?.title?.description).toMatch(
			/title/,
		);
	});

	test('finds a video by its title, has it analyzed once, and says who is in it', async () => {
		await at.trained();
		const [video] = await call('Find_Videos', { title: 'evening news' });
		expect(video).toMatchObject({ itemId: 'VX-109', title: 'Evening news (NTSC)' });
		const itemId = String(video?.itemId);
		expect(await call('Who_Is_in_It', { itemId })).toMatchObject([{ found: 0, why: 'neverAnalyzed' }]);
		expect(await call('Analyze_a_Video', { itemId })).toMatchObject([{ state: 'finished', started: true }]);
		expect(await call('Analyze_a_Video', { itemId })).toMatchObject([{ state: 'finished', started: false }]);
		expect((await call('Who_Is_in_It', { itemId })).map(({ person }) => person)).toContain('Steven Stevenson');
		expect(await call('Where_Is_This_Person', { person: 'Steven Stevenson' })).toMatchObject([{ itemId }]);
		const starts = at.world.vidiCore.requests.filter(({ path }) => /^.API.item.[^/]+.analyze$/.test(path));
		expect(starts).toHaveLength(1);
	});

	test('says what is wrong and what to do, and lets nobody in without the token', async () => {
		expect(await call('Who_Is_in_It', { itemId: 'VX-9999' })).toEqual([
			expect.objectContaining({
				error: expect.stringMatching(/no item VX-9999/),
				advice: expect.stringMatching(/check/),
			}),
		]);
		await expect(connectMcp(at.n8n.n8n, url, 'another')).rejects.toThrow(/403|401|Authorization|Forbidden/i);
	});
}
