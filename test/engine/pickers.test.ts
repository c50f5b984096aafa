import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { searchCallbacks } from '../../nodes/pickers/callback';
import { itemPicker, pictureItemPicker, videoPicker } from '../../nodes/pickers/item';
import { searchJobs } from '../../nodes/pickers/job';
import { searchServices } from '../../nodes/pickers/service';
import type { Field } from '../../nodes/kit/field';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { editorOf } from '../support/editor';
import { easier, siteId } from '../support/site';

// What the lists of the editor hold at first, asked of a VidiCore whose pages are large enough for it.
let at: NodeWorld;
beforeAll(async () => void (at = await openNodeWorld({ speed: 1000, worstCase: easier('pageSize') })));
afterAll(() => at.close());

const editor = (): ILoadOptionsFunctions => editorOf(at.credentials);
const listed = async (field: Field<string>, filter?: string) => {
	const [search] = Object.values(field.methods?.listSearch ?? {});
	return (await search?.call(editor(), filter))?.results ?? [];
};
const kinds = async (field: Field<string>) =>
	(await listed(field)).map(({ name }) => / – ([a-z]+)/.exec(name)?.[1] ?? 'nothing');

test('only what fits: videos to look into, pictures to train with, and videos before all others', async () => {
	expect(new Set(await kinds(videoPicker))).toEqual(new Set(['video']));
	expect(new Set(await kinds(pictureItemPicker))).toEqual(new Set(['image']));
	const all = await kinds(itemPicker);
	expect(all.slice(0, all.lastIndexOf('video') + 1).every((kind) => kind === 'video')).toBe(true);
	expect(all).toContain('image');
});

test('the newest first', async () => {
	const dates = (await listed(videoPicker)).map(({ name }) => /\d{4}-\d\d-\d\d/.exec(name)?.[0] ?? '');
	expect(dates).toEqual([...dates].sort().reverse());
	expect(dates[0]).not.toBe('');
});

test('the state before what is cut off', async () => {
	await at.run(new AnalyzeItem(), { itemId: located(siteId(113)), ...at.ids });
	expect((await searchServices.call(editor())).results[0]?.name).toMatch(/^ONLINE – Face Training and Analysis \(/);
	expect((await searchJobs.call(editor())).results[0]?.name).toMatch(
		/^Running \([A-Z_]+\) – .*\d{4}-\d\d-\d\d \d\d:\d\d \([A-Z]+-\d+\)$/,
	);
});

test('a VidiCore that was never set up: which node makes what is missing', async () => {
	const bare = await openNodeWorld({ bare: true });
	try {
		await expect(searchCallbacks.call(editorOf(bare.credentials))).rejects.toMatchObject({
			message: expect.stringMatching(/no callback/),
			advice: expect.stringMatching(/Create Callback Resource/),
		});
		await expect(searchServices.call(editorOf(bare.credentials))).rejects.toMatchObject({
			advice: expect.stringMatching(/Attach VidiNet Service/),
		});
	} finally {
		await bare.close();
	}
});
