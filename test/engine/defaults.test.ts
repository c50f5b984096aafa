import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { scriptedFaceService } from '../../tools/emulator/faceservice/scripted';
import type { Assignment, FaceResult } from '../../tools/emulator/faceservice/service';
import { openWorld, type World, type WorldOptions } from '../../tools/emulator/world';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// An option that is added to the options of a node that costs, and left as it then stands, changes nothing: neither
// what is sent to VidiCore, to the letter, nor what comes out.
let world: World;
let http: VidiCoreHttp;
let parameters: IDataObject;
const id = (value: string) => ({ __rl: true, mode: 'id', value });

async function open(faceService?: WorldOptions['faceService']) {
	world = await openWorld({ faceService });
	http = vidiCoreOver(world.vidiCore.baseUrl);
	const { resourceId, callbackId } = await setUpService(world, http);
	const collectionId = (await findTrainingCollections(http))[0]?.id ?? '';
	parameters = {
		resourceId: id(resourceId),
		callbackId: id(callbackId),
		itemId: id('VX-111'),
		collectionId: id(collectionId),
	};
}

/** What a run sends, without the word that is another for each start, and what comes out of it. */
async function ran(node: INodeType, options: IDataObject) {
	world.vidiCore.requests.length = 0;
	const login = { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' };
	const { outputs } = await runNode(node, { ...parameters, options }, [{}], { vidiCoreApi: login });
	const sent = world.vidiCore.requests.map(({ method, path, query }) =>
		`${method} ${path}?${query}`.replace(/(n8nCorrelation%3D)\w+/, '$1…'),
	);
	const { jobId, ...json } = outputs[0]?.[0]?.json ?? {};
	return { sent, jobId: String(jobId), json };
}

const end = async (jobId: string) => void (await waitForJobs(http, [jobId], { limitMs: 10_000, maxPauseMs: 1000 }));

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
			await open((store) => ({
				...scriptedFaceService(store),
				analyze: (___, ____, assignment) => endless(assignment),
				train: (___, assignment) => endless(assignment),
			}));
			const runs = [await ran(node, options), await ran(node, options)];
			await world.close();
			return runs;
		};
		const without = await startedAndJoined({});
		expect(without).toMatchObject([{ json: { started: true } }, { json: { started: false } }]);
		expect(await startedAndJoined(added)).toEqual(without);
	});

	describe('when the same is done', () => {
		beforeAll(async () => {
			await open();
			await end((await ran(node, {})).jobId);
		});
		afterAll(() => world.close());

		test.each(options)('%s', async (__, added) => {
			const without = await ran(node, {});
			expect(without).toMatchObject({ json: { started: false, outcome: 'finished' } });
			expect(await ran(node, added)).toEqual(without);
		});
	});
});
