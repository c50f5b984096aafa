import type { IDataObject } from 'n8n-workflow';
import { first } from '../support/paidWorld';
import { openImportWorld, type ImportWorld } from '../support/importWorld';
import { located } from '../support/nodeWorld';
import { siteId } from '../support/site';

// Files on a storage: which there are, and how one of them becomes an item.
let at: ImportWorld;
const incoming = { id: siteId(2), bucket: 'incoming' };
beforeEach(async () => void (at = await openImportWorld({ storages: [incoming] })));
afterEach(() => at.close());

const list = async (filters: IDataObject = {}, more: IDataObject = { returnAll: true }, storageId = incoming.id) => {
	const parameters = { resource: 'file', operation: 'getMany', storageId: located(storageId), filters, ...more };
	const { run, outputs } = await at.importItem(parameters);
	const { message, description } = run.data.resultData.error ?? {};
	if (message !== undefined) throw new Error(`${message} ${description}`);
	return (outputs[0] ?? []).map(({ json }) => json);
};
const imported = async (fileId: unknown, more: IDataObject = {}) => {
	const { run, outputs } = await at.importItem({ source: 'file', fileId: located(fileId), ...more });
	return { error: run.data.resultData.error, row: first({ run, outputs }) };
};
const names = (rows: IDataObject[]) => rows.map(({ path }) => path).sort();

test('all files come, however many, each once; or as many as are wanted', async () => {
	for (let n = 0; n < 25; n++) await at.drop('incoming', `cards/${n}.mp4`, 'stands for a film');
	const all = await list();
	expect(new Set(names(all)).size).toBe(25);
	expect(all[0]).toMatchObject({ state: 'CLOSED', size: 17, storageId: siteId(2), imported: false });
	expect(await list({}, { returnAll: false, limit: 12 })).toHaveLength(12);
	expect(JSON.stringify(all)).not.toContain(at.world.owner.accessKeyId);
});

test('by path, by state, and those that are in no item', async () => {
	for (const path of ['cards/a.mp4', 'cards/b.mxf', 'other/c.mp4']) await at.drop('incoming', path, 'a film');
	expect(names(await list({ path: 'cards/*' }))).toEqual(['cards/a.mp4', 'cards/b.mxf']);
	expect(names(await list({ path: 'other/c.mp4' }))).toEqual(['other/c.mp4']);
	expect(await list({ states: ['OPEN', 'LOST'] })).toEqual([]);
	const [file] = await list({ path: 'cards/a.mp4' });
	const { row } = await imported(file?.fileId);
	expect(await at.ended(row.jobId)).toBe('FINISHED');
	expect(names(await list({ imported: 'no' }))).toEqual(['cards/b.mxf', 'other/c.mp4']);
	expect(await list({ imported: 'yes' })).toEqual([
		expect.objectContaining({ path: 'cards/a.mp4', imported: true, itemId: row.itemId }),
	]);
});

test('a storage that is not there is an error, and so is one that was not chosen', async () => {
	await expect(list({}, {}, siteId(404))).rejects.toThrow(/storage [A-Z]+-404/);
	await expect(list({}, {}, '')).rejects.toThrow(/"Storage" is required/);
});

test('a file becomes an item once, whoever has imported it', async () => {
	await at.drop('incoming', 'cards/council-meeting.mp4', 'stands for a film');
	const [file] = await list();
	const { row } = await imported(file?.fileId, { title: 'The council' });
	expect(row).toMatchObject({ title: 'The council', imported: true, fileName: 'council-meeting.mp4', bytes: 17 });
	expect(await at.ended(row.jobId)).toBe('FINISHED');
	expect((await imported(file?.fileId)).row).toMatchObject({ itemId: row.itemId, imported: false });
	expect(await at.newItems()).toEqual([{ id: row.itemId, title: 'The council' }]);

	await at.drop('incoming', 'by hand.mp4', 'stands for another film');
	const [other] = await list({ path: 'by hand.mp4' });
	const { jobId } = await at.http.json<{ jobId: string }>('POST', `/API/file/${String(other?.fileId)}/import`);
	await at.ended(jobId);
	const there = (await imported(other?.fileId)).row;
	expect(there).toMatchObject({ imported: false, title: 'by hand.mp4' });
	expect(await at.newItems()).toHaveLength(2);
	expect((await imported(other?.fileId, { options: { importAgain: true } })).row.itemId).not.toBe(there.itemId);
});

test('a start whose answer got lost is not made twice', async () => {
	await at.drop('incoming', 'a.mp4', 'stands for a film');
	const [file] = await list();
	at.world.vidiCore.faults.add({ match: /POST .API.file.[^/]+.import/, times: 1, effect: 'dropAfter' });
	const { row } = await imported(file?.fileId);
	expect(row).toMatchObject({ imported: true });
	expect(await at.ended(row.jobId)).toBe('FINISHED');
	expect(await at.newItems()).toHaveLength(1);
});

test('a file that is still being written is refused until it is whole', async () => {
	at.world.vidiCore.intake.openSeconds = Infinity;
	await at.drop('incoming', 'card.mp4', 'the first half');
	const [file] = await list();
	expect(file).toMatchObject({ state: 'OPEN' });
	expect((await imported(file?.fileId)).error?.message).toMatch(/card\.mp4 .* is still being written/);
	expect(await at.newItems()).toEqual([]);
});

test('a file that is none is refused', async () => {
	const { error } = await imported(siteId(404));
	expect([error?.message, error?.description].join(' ')).toMatch(/[A-Z]+-404/);
	expect(at.posts()).toEqual([]);
});
