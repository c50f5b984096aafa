import type { IDataObject } from 'n8n-workflow';
import type { RunningN8n } from '../../tools/lab/n8n';
import { startScriptedModel, textOf, type ScriptedModel } from '../../tools/lab/scriptedModel';
import { archiveAssistant } from './archiveAssistant';
import { chatWith } from './chat';
import { openedIn, type InN8n } from './inN8n';

/** The evening news. */
const edition = 'VX-109';
const known = ["Rosa O'Malley & Sons", 'Steven Stevenson', 'Łukasz Ångström'];

/**
 * Conversations with workflows/ask-the-archive.json, as somebody has them at its chat, with a model that plays a
 * written part and knows nothing but what it is told.
 */
export function conversationCases(n8n: () => RunningN8n): void {
	// With hooks of its own: what these tests opened is closed before the file ends its n8n.
	describe('a conversation with the archive', () => casesIn(n8n));
}

function casesIn(n8n: () => RunningN8n): void {
	let at: InN8n;
	let model: ScriptedModel;
	let chat: (words: string) => Promise<string>;

	beforeEach(async () => {
		at = await openedIn(n8n(), { speed: 600 });
		model = await startScriptedModel(archiveAssistant);
		chat = await chatWith(at, model);
		await at.trained();
	});
	afterEach(async () => {
		await model?.close();
		await at?.close();
	});

	const analyses = () =>
		at.world.vidiCore.requests
			.filter(({ method, path }) => method === 'POST' && /^.API.item.[^/]+.analyze$/.test(path))
			.map(({ path }) => path);

	/** What the model was told last by that tool. */
	const toldBy = (tool: string): IDataObject[] => {
		const messages = model.requests.flatMap((request) => request.messages);
		const calls = new Set(
			messages.flatMap(({ tool_calls = [] }) =>
				tool_calls.flatMap((call) => (call.function.name === tool ? [call.id] : [])),
			),
		);
		const told = messages.filter(({ tool_call_id: id = '' }) => calls.has(id)).at(-1);
		if (!told) throw new Error(`the model was told nothing by ${tool}`);
		return JSON.parse(textOf(told)) as IDataObject[];
	};

	test('who is in the evening news: by its title to its id, and to those who are seen when', async () => {
		await at.ended(await at.analysis(edition));
		const answer = await chat("Who is in yesterday's evening news?");
		expect(answer).toMatch(/^VX-109, Evening news \(NTSC\): .*Steven Stevenson 00:01:08;04 – 00:01:28;04/);
		const rows = toldBy('Who_Is_in_It');
		expect(new Set(rows.flatMap(({ known, person }) => (known ? [person] : [])))).toEqual(new Set(known));
		for (const { person, startTimecode, endTimecode } of rows)
			expect(answer).toContain(`${String(person)} ${String(startTimecode)} – ${String(endTimecode)}`);
	});

	test('a video that was never analyzed: told so, analyzed once when asked for, and read', async () => {
		const before = await chat("Who is in yesterday's evening news?");
		expect(before).toMatch(/^VX-109, .*never analyzed.*Start "Analyze Item" first.*billed/);
		expect(analyses()).toEqual([]);
		const answer = await chat('Analyze it');
		expect(toldBy('Analyze_a_Video')).toEqual([
			expect.objectContaining({ itemId: edition, state: 'finished', started: true, currency: 'USD' }),
		]);
		expect(answer).toMatch(/^job VX-\d+ of VX-109, [\d.]+ USD, started: .*Steven Stevenson 00:01:08;04/);
		expect(await chat('Analyze it again')).toMatch(
			/^job VX-\d+ of VX-109, The same was done already.*Steven Stevenson/,
		);
		expect(analyses()).toEqual([`/API/item/${edition}/analyze`]);
	});

	test('a job that goes on: named, not waited for, not started a second time', async () => {
		expect(await chat('Analyze VX-113')).toMatch(/^job VX-\d+ of VX-113, [\d.]+ USD: running .*do not start it again/);
		expect(await chat('How is the job?')).toMatch(/^running .*Ask again later with the same job id/);
		expect(await chat('Analyze VX-113')).toMatch(/^job VX-\d+ of VX-113: running/);
		expect(analyses()).toEqual(['/API/item/VX-113/analyze']);
	});

	test('what goes wrong is told with what to do next, and costs nothing', async () => {
		expect(await chat('Who is in VX-9999?')).toMatch(/VidiCore has no item VX-9999 .*check the id/i);
		expect(await chat('Analyze VX-112')).toMatch(/^VX-112: .*file.*Nothing was started/);
		expect(await chat('Where is Steven Stevensen?')).toMatch(
			/nobody called "Steven Stevensen" Perhaps you mean "Steven/,
		);
		expect(await chat('Where is Steven Stevenson?')).toMatch(/^Nothing was found; that is no fault/);
		expect(analyses()).toEqual([]);
	});

	test('where somebody is seen in all videos, and who is known at all', async () => {
		await at.ended(await at.analysis('VX-108'), await at.analysis(edition));
		expect(await chat('Where is Steven Stevenson?')).toMatch(/Evening news \(NTSC\) 00:01:08;04/);
		const people = await chat('Whom do you know?');
		for (const name of known) expect(people).toContain(name);
	});

	test('the model is told what each tool is for, what it costs and what it wants', async () => {
		await chat("Who is in yesterday's evening news?");
		const [first] = model.requests;
		const tools = new Map(first?.tools.map(({ function: tool }) => [tool.name, tool]));
		expect([...tools.keys()].sort()).toEqual(
			[
				'Analyze_a_Video',
				'Find_Videos',
				'How_Is_the_Job',
				'People_Known',
				'Where_Is_This_Person',
				'Who_Is_in_It',
			].sort(),
		);
		expect(tools.get('Find_Videos')?.description).toMatch(/words of their title.*itemId/);
		expect(tools.get('Analyze_a_Video')?.description).toMatch(/costs money.*job id.*not billed again/);
		expect(tools.get('Who_Is_in_It')?.parameters).toMatchObject({
			properties: { itemId: { type: 'string', description: expect.stringMatching(/VX-108/) } },
			required: ['itemId'],
		});
		expect(textOf(first!.messages[0]!)).toMatch(/^You answer questions .* Today is \w+, \d{4}-/);
	});
}
