import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { firstFaces, Walk } from '../../tools/lab/firstFaces';
import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import { root } from '../../tools/lab/package';
import { stopwatch } from '../../tools/lab/progress';
import { byHand, inARow, ourNode } from '../../tools/lab/workflowNode';
import { failure, foundNodes, listSays, newWorkflow, openNode } from '../support/editorPages';
import { useArchives } from '../support/inN8n';
import { useBrowser } from '../support/useBrowser';
import { emptyLists, mistakes } from './mistakes';
import { searchWords } from './searchWords';

// What somebody sees who is new to it, in n8n's editor.
let n8n: RunningN8n;
beforeAll(async () => void (n8n = await startN8n(stopwatch())), 20 * 60_000);
afterAll(() => n8n?.close());
const page = useBrowser(() => n8n);

test('n8n’s panel of nodes finds ours by what people type', async () => {
	await newWorkflow(page(), n8n.url);
	await page().getByTestId('node-creator-plus-button').first().click();
	const missed: string[] = [];
	for (const { words, among, firstOfOurs } of searchWords) {
		const names = await foundNodes(page(), words);
		const ours = names.filter((name) => name.startsWith('VidiCore'));
		const good = among
			? names.slice(0, 3).includes(among)
			: ours[0] === firstOfOurs && names.indexOf(ours[0] ?? '') < 4;
		if (!good) missed.push(`${words}: ${names.slice(0, 6).join(', ')}`);
	}
	expect(missed).toEqual([]);
});

/** The steps of a page's first numbered list. */
const numbered = (page: string): string[] => [...page.matchAll(/^\d+\. (.*)$/gm)].map(([, words = '']) => words);

describe('with an archive', () => {
	const at = useArchives(() => n8n, { speed: 600 });

	/** A workflow of a trigger and this node, which is then open. */
	const opened = async (node: string, parameters: IDataObject, credentials?: INode['credentials']) => {
		const tried = { ...ourNode('Tried', node, parameters), credentials };
		const workflow = await at.importWorkflow(inARow('A mistake', [byHand(), tried]));
		await openNode(page(), n8n.url, workflow, 'Tried');
	};

	test.each(mistakes)('$what', async ({ node, parameters, credential, headline, advice }) => {
		const credentials = credential ? await otherLogin(credential(at.world.vidiCore.baseUrl)) : undefined;
		await opened(node, await parameters(at), credentials);
		expect(await failure(page())).toEqual({
			headline: expect.stringMatching(headline),
			advice: expect.stringMatching(advice),
		});
	});

	test('a list that VidiCore refuses says what to do', async () => {
		await opened('getFaceTimespans', {}, await otherLogin({ password: 'open-sesame' }));
		expect(await listSays(page(), 'itemId')).toMatch(
			/VidiCore refuses the login \(401\)[^]*Check the user name and password/,
		);
	});

	test('from nothing on the canvas to who is seen when, by the actions that docs/first-faces.md counts', async () => {
		await at.trained();
		const { name: login } = await at.n8n.rest.createCredential(`Login of ${at.world.vidiCore.baseUrl}`, 'vidiCoreApi', {
			baseUrl: at.world.vidiCore.baseUrl,
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
		});
		const walk = new Walk(page());
		const video = /Council meeting, part one – video/;
		expect(await firstFaces(page(), n8n.url, walk, { video, login })).toMatch(/person[^]*00:00:/);
		// Which of the logins of this file's tests is meant, nobody is asked who has one.
		const actions = walk.actions.filter((words) => !/credential/i.test(words));
		expect(walk.actions).toHaveLength(actions.length + 2);
		expect(actions).toEqual(numbered(readFileSync(join(root, 'docs', 'first-faces.md'), 'utf8')));
		expect(actions.length).toBeLessThanOrEqual(12);
	});

	async function otherLogin(more: IDataObject): Promise<INode['credentials']> {
		const { id, name } = await at.n8n.rest.createCredential('Other login', 'vidiCoreApi', {
			baseUrl: at.world.vidiCore.baseUrl,
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
			...more,
		});
		return { vidiCoreApi: { id, name } };
	}
});

describe('with an archive that was never set up', () => {
	const at = useArchives(() => n8n, { speed: 600, bare: true });

	test('the empty lists name the node that makes what is missing', async () => {
		const workflow = await at.importWorkflow(inARow('Not set up', [byHand(), ourNode('Tried', 'analyzeItem')]));
		for (const { parameter, says } of emptyLists) {
			await openNode(page(), n8n.url, workflow, 'Tried');
			expect(await listSays(page(), parameter)).toMatch(says);
		}
	});
});
