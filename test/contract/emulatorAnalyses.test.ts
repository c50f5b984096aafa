import { openAsker, type Asker } from '../support/askPlainly';

// Analyses that VidiCore does itself: without a service of VidiNet's, they start, end, and write nothing.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const revision = async () => (await vidiCore.read('/API/item/VX-108/metadata')).revision;

test.each(['/API/item/VX-108/analyze', '/API/item/VX-108/shape/VX-1081/analyze'])(
	'%s without resourceId ends well and writes nothing',
	async (path) => {
		const before = await revision();
		const job = (await vidiCore.send(`POST ${path}?jobmetadata=mine%3D1`)).json();
		expect(job).toMatchObject({ type: 'ANALYZE', status: 'READY' });
		expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
		const { data } = await vidiCore.read(`/API/job/${String(job.jobId)}?metadata=true`);
		expect(data).toEqual(
			expect.arrayContaining([
				{ key: 'item', value: 'VX-108' },
				{ key: 'mine', value: '1' },
			]),
		);
		expect(await revision()).toBe(before);
	},
);

test('what is named and is not there is refused, and starts no job', async () => {
	for (const path of ['item/VX-9', 'item/VX-108/shape/VX-9', 'file/VX-9'])
		expect(await vidiCore.send(`POST /API/${path}/analyze`)).toMatchObject({ status: 404 });
	for (const query of ['resourceId=VX-9', 'resourceId='])
		expect(await vidiCore.send(`POST /API/item/VX-108/analyze?${query}`)).toMatchObject({ status: 404 });
	expect((await vidiCore.read('/API/job?user=false')).job ?? []).toEqual([]);
});

test.each(['analyze', 'analyze/imp'])('a file is looked at by %s', async (word) => {
	const { file } = (await vidiCore.read('/API/storage/file?number=1')) as { file: Array<{ id: string }> };
	const job = (await vidiCore.send(`POST /API/file/${file[0]?.id}/${word}`)).json();
	expect(job).toMatchObject({ type: 'ANALYZE' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect((await vidiCore.read(`/API/job/${String(job.jobId)}?metadata=true`)).data).toEqual(
		expect.arrayContaining([{ key: 'fileId', value: file[0]?.id }]),
	);
});
