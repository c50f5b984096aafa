import type { IDataObject } from 'n8n-workflow';
import { VidiCorePollingTrigger } from '../../nodes/VidiCorePollingTrigger/VidiCorePollingTrigger.node';
import { fileInMemory, openImportWorld, type ImportWorld } from '../support/importWorld';
import { located } from '../support/nodeWorld';
import { first } from '../support/paidWorld';
import { TriggerNode } from '../support/triggerNode';
import { siteId } from '../support/site';

// What is new in VidiCore: items, imported items, files on a storage. Nothing is lost, nothing comes twice.
let at: ImportWorld;
beforeEach(async () => void (at = await openImportWorld({ storages: [{ id: siteId(2), bucket: 'incoming' }] })));
afterEach(() => at.close());

/** A trigger that has looked once, as after publishing. */
async function watching(parameters: IDataObject): Promise<TriggerNode> {
	const node = new TriggerNode(new VidiCorePollingTrigger(), parameters, at.world.vidiCore.baseUrl);
	expect(await node.poll()).toEqual([]);
	return node;
}
const files = (more: IDataObject = {}) => ({ event: 'fileAppeared', storageId: located(siteId(2)), ...more });
const imported = async (text: string) => first(await at.importItem({}, fileInMemory(text, `${text}.mp4`)));

test('items that are made after publishing start the workflow, each once', async () => {
	await imported('before');
	const node = await watching({ event: 'itemCreated' });
	expect(await node.poll()).toEqual([]);
	const made = [await imported('one'), await imported('two')];
	at.world.vidiCore.index.settle();
	const seen = await node.poll();
	expect(seen.map(({ itemId }) => itemId)).toEqual(made.map(({ itemId }) => itemId));
	expect(seen[0]).toMatchObject({ title: 'one.mp4', createdAt: expect.stringMatching(/Z$/) as string });
	expect(await node.poll()).toEqual([]);
});

test('an item is imported when its file is there, and a failed import is none', async () => {
	const node = await watching({ event: 'itemImported' });
	const good = await imported('one');
	const bad = first(await at.importItem({ source: 'storageUri', storageUri: 's3://nowhere/at/all.mp4' }));
	expect([await at.ended(good.jobId), await at.ended(bad.jobId)]).toEqual(['FINISHED', 'FAILED_TOTAL']);
	expect(await node.poll()).toEqual([expect.objectContaining({ itemId: good.itemId, jobId: good.jobId })]);
	expect(await node.poll()).toEqual([]);
});

test('files that appear on a storage start the workflow, each once, by their path if wanted', async () => {
	await at.drop('incoming', 'cards/before.mxf', 'a film');
	const [all, some] = [await watching(files()), await watching(files({ path: 'cards/*' }))];
	for (const path of ['cards/a.mxf', 'cards/b.mxf', 'other/c.mxf']) await at.drop('incoming', path, 'a film');
	const paths = async (node: TriggerNode) => (await node.poll()).map(({ path }) => path).sort();
	expect(await paths(all)).toEqual(['cards/a.mxf', 'cards/b.mxf', 'other/c.mxf']);
	expect(await paths(some)).toEqual(['cards/a.mxf', 'cards/b.mxf']);
	expect([await paths(all), await paths(some)]).toEqual([[], []]);
});

test('what came while a look failed comes with the next one', async () => {
	const node = await watching(files());
	await at.drop('incoming', 'a.mxf', 'a film');
	at.world.vidiCore.faults.add({ match: /GET .API.storage/, times: 1, effect: { html: 403 } });
	await expect(node.poll()).rejects.toThrow();
	expect(await node.poll()).toEqual([expect.objectContaining({ path: 'a.mxf', state: 'CLOSED', imported: false })]);
});

test('a file comes when nobody writes it any more, and not again when it is written once more', async () => {
	const media = at.world.vidiCore.intake;
	media.openSeconds = Infinity;
	const node = await watching(files());
	await at.drop('incoming', 'a.mxf', 'the first half');
	expect(await node.poll()).toEqual([]);
	media.openSeconds = 0;
	expect((await node.poll()).map(({ path }) => path)).toEqual(['a.mxf']);
	media.openSeconds = Infinity;
	await at.drop('incoming', 'a.mxf', 'both halves of it');
	expect(await node.poll()).toEqual([]);
	media.openSeconds = 0;
	expect(await node.poll()).toEqual([]);
});

test('a storage that is not there is told when the workflow is published', async () => {
	const node = new TriggerNode(
		new VidiCorePollingTrigger(),
		files({ storageId: located(siteId(404)) }),
		at.world.vidiCore.baseUrl,
	);
	await expect(node.poll()).rejects.toThrow(/[A-Z]+-404/);
});

test('tried in the editor, the last of what is there comes', async () => {
	await at.drop('incoming', 'a.mxf', 'a film');
	const shown = async (parameters: IDataObject) =>
		await new TriggerNode(new VidiCorePollingTrigger(), parameters, at.world.vidiCore.baseUrl).poll('manual');
	expect(await shown(files())).toEqual([expect.objectContaining({ path: 'a.mxf' })]);
	const made = await imported('one');
	at.world.vidiCore.index.settle();
	expect(await shown({ event: 'itemCreated' })).toEqual([expect.objectContaining({ itemId: made.itemId })]);
});
