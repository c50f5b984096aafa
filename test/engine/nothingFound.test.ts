import type { IDataObject, INode } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { hintsOf } from '../support/resourceWorld';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// Nothing found is not nothing said: never analyzed, nobody seen, no such person and filtered out are told apart.
let at: NodeWorld;
beforeAll(async () => {
	at = await openNodeWorld();
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	await analyzed(at.http, siteId(108), at.service);
	await analyzed(at.http, siteId(111), at.service);
});
afterAll(() => at.close());

const saying = { options: { sayNothingFound: true } };
const faces = async (video: string, parameters: IDataObject = {}, more: Partial<INode> = {}) => {
	const { run, outputs } = await at.run(new GetFaceTimespans(), { itemId: located(video), ...parameters }, [{}], more);
	return { hints: hintsOf(run), rows: outputs[0]?.map(({ json }) => json) ?? [] };
};
const names = async () => [...new Set((await faces(siteId(108))).rows.map(({ person }) => String(person)))];
const refuse = (match: RegExp) =>
	at.world.vidiCore.faults.add({
		match,
		times: 1,
		effect: {
			status: 403,
			body: JSON.stringify({ forbidden: { context: 'job', explanation: 'no' } }),
			contentType: 'application/json',
		},
	});

test('never analyzed: no item unless it is wanted, and a hint in any case', async () => {
	const silent = await faces(siteId(109));
	expect(silent.rows).toEqual([]);
	expect(silent.hints).toMatch(/^[A-Z]+-109 was never analyzed: .*\. Start "Analyze Item" first/);
	expect((await faces(siteId(109), saying)).rows).toEqual([
		{
			itemId: siteId(109),
			found: 0,
			why: 'neverAnalyzed',
			message: expect.stringMatching(/never analyzed/),
			next: expect.any(String),
			beforeFilters: 0,
		},
	]);
});

test('analyzed, and nobody was seen: by which job and when', async () => {
	at.world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-111$/,
		times: 2,
		effect: { status: 200, body: JSON.stringify({ id: siteId(111) }), contentType: 'application/json' },
	});
	const { rows } = await faces(siteId(111), saying);
	expect(rows).toEqual([
		expect.objectContaining({
			why: 'nothingFound',
			jobId: expect.stringMatching(/^[A-Z]+-\d+$/),
			analyzedAt: expect.stringMatching(/^2.*Z$/),
			message: expect.stringMatching(/^[A-Z]+-111 was analyzed \(job [A-Z]+-\d+, 2.*Z\), and no faces were found$/),
		}),
	]);
});

test('an analysis that runs, and one that failed', async () => {
	await at.run(new AnalyzeItem(), { itemId: located(siteId(113)), ...at.ids });
	expect((await faces(siteId(113), saying)).rows).toMatchObject(
		[{ why: 'analyzing', next: /Wait For Job/ }].map(words),
	);
	await analyzed(at.http, siteId(112), at.service).catch(() => undefined);
	expect((await faces(siteId(112), saying)).rows).toMatchObject([{ why: 'analysisFailed', next: /mend/ }].map(words));
});
const words = ({ why, next }: { why: string; next: RegExp }) => ({ why, next: expect.stringMatching(next) });

test('whoever may not see jobs is told so', async () => {
	refuse(/^GET .API.job$/);
	expect((await faces(siteId(109), saying)).rows).toMatchObject([{ why: 'notKnown' }]);
});

test('a name that does not occur is named with the nearest that do', async () => {
	const [name = '', other = ''] = (await names()).filter((one) => !one.includes('unknown_'));
	const wrong = `${name.slice(0, -1)}x`;
	const { rows, hints } = await faces(siteId(108), { ...saying, filters: { persons: wrong } });
	expect(rows).toMatchObject([{ why: 'noSuchName', beforeFilters: 9, nearest: [name], analyzedBy: /./ }].map(by));
	expect(hints).toContain(`Nobody called "${wrong}" is seen in ${siteId(108)}; the nearest there: ${name}`);
	const half = await faces(siteId(108), { filters: { persons: `${other}\n${wrong}` } });
	expect(half.rows.length).toBeGreaterThan(0);
	expect(half.hints).toContain(`Nobody called "${wrong}" is seen`);
	expect((await faces(siteId(108), { filters: { persons: `${other}\n${name}` } })).hints).toBe('');
});
const by = ({ analyzedBy, ...row }: { analyzedBy: RegExp }) => ({
	...row,
	analyzedBy: expect.stringMatching(analyzedBy),
});

test('filters that let nothing through say how many there were, and how sure they are', async () => {
	const filters = { minConfidence: 1, show: 'known' };
	const { rows, hints } = await faces(siteId(108), { ...saying, filters });
	expect(rows).toMatchObject([{ why: 'filteredOut', beforeFilters: 9 }]);
	expect(hints).toMatch(/None of the 9 faces of [A-Z]+-108 .*confidence of 0\.\d+/);
});

test('per video the reason joins the item that comes out anyway; a file comes with the hint', async () => {
	expect((await faces(siteId(109), { output: 'videos' })).rows).toEqual([
		{ itemId: siteId(109), people: [], appearances: [] },
	]);
	expect((await faces(siteId(109), { ...saying, output: 'videos' })).rows).toMatchObject([
		{ itemId: siteId(109), people: [], appearances: [], found: 0, why: 'neverAnalyzed' },
	]);
	const file = await faces(siteId(109), { output: 'file' });
	expect(file.rows).toMatchObject([{ appearances: 0 }]);
	expect(file.hints).toMatch(/never analyzed/);
});

test('the tool of an agent always says why, because a model sees no hint', async () => {
	const asTool = { type: 'n8n-nodes-vidicore.getFaceTimespansTool' };
	expect((await faces(siteId(109), {}, asTool)).rows).toMatchObject([{ found: 0, why: 'neverAnalyzed' }]);
});

test('where somebody is found nothing more is asked', async () => {
	at.world.vidiCore.requests.length = 0;
	expect((await faces(siteId(108))).hints).toBe('');
	expect(at.world.vidiCore.requests).toHaveLength(2);
});
