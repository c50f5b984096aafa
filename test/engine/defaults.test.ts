import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { scriptedFaceService } from '../../tools/emulator/faceservice/scripted';
import type { Assignment, FaceResult } from '../../tools/emulator/faceservice/service';
import { first, openPaidWorld, type PaidWorld } from '../support/paidWorld';

// An option that is added to the options of a node that costs, and left as it then stands, changes nothing: neither
// what is sent to VidiCore, to the letter, nor what comes out.
/** What a run sends, without the word that is another for each start, and what comes out whatever the moment is. */
async function ran({ world, run }: PaidWorld, node: INodeType, options: IDataObject) {
	world.vidiCore.requests.length = 0;
	const { jobId, status, startedAt, ...json } = first(await run(node, { options }));
	const sent = world.vidiCore.requests.map(({ method, path, query }) =>
		`${method} ${path}?${query}`.replace(/(n8nCorrelation%3D)\w+/, '$1…'),
	);
	expect([jobId, status, startedAt]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
	return { sent, jobId: String(jobId), json };
}

/** Works until its job is aborted. */
const endless = ({ signal }: Assignment): Promise<FaceResult> =>
	new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

const tried = [new AnalyzeItem(), new TrainCollection()].map((node) => [node.description.displayName, node] as const);
const optionsOf = (node: INodeType): INodeProperties[] =>
	node.description.properties.flatMap(({ name, options = [] }) =>
		name === 'options' ? (options as INodeProperties[]) : [],
	);

describe.each(tried)('%s', (_, node) => {
	const options = optionsOf(node).map((option) => [option.displayName, { [option.name]: option.default }] as const);

	test.each(options)('%s, while nothing or the same is under way', async (__, added) => {
		const startedAndJoined = async (options: IDataObject) => {
			const paid = await openPaidWorld({
				faceService: (store) => ({
					...scriptedFaceService(store),
					analyze: (___, ____, assignment) => endless(assignment),
					train: (___, assignment) => endless(assignment),
				}),
			});
			const runs = [await ran(paid, node, options), await ran(paid, node, options)];
			await paid.world.close();
			return runs;
		};
		const without = await startedAndJoined({});
		expect(without).toMatchObject([{ json: { started: true } }, { json: { started: false } }]);
		expect(await startedAndJoined(added)).toEqual(without);
	});

	describe('when the same is done', () => {
		let paid: PaidWorld;
		beforeAll(async () => {
			paid = await openPaidWorld();
			await paid.ended((await ran(paid, node, {})).jobId);
		});
		afterAll(() => paid.world.close());

		test.each(options)('%s', async (__, added) => {
			const without = await ran(paid, node, {});
			expect(without).toMatchObject({ json: { started: false, outcome: 'finished' } });
			expect(await ran(paid, node, added)).toEqual(without);
		});
	});
});
