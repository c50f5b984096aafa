import type { IDataObject, INodeType } from 'n8n-workflow';
import { openWorld, type World, type WorldOptions } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { runNode, type Ran } from './engine';
import { siteId } from './site';

/** A VidiCore with the face service set up, and what a test of the nodes that cost does in it. */
export interface PaidWorld {
	world: World;
	http: VidiCoreHttp;
	/** What both nodes are told, as the editor keeps it: service, callback, the item VX-111 and the collection. */
	parameters: IDataObject;
	collection: string;
	/** Runs such a node in n8n's engine, with other parameters than these where given. `begun` gets what cancels it. */
	run(node: INodeType, other?: IDataObject, begun?: (cancel: () => void) => void): Promise<Ran>;
	/** The POSTs that start a paid job, whatever was answered. */
	starts(): World['vidiCore']['requests'];
	ended(jobId: unknown): Promise<string>;
}

/** An id as the editor keeps it. */
export const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** The first item that came out, if any. */
export const first = ({ outputs }: Ran): IDataObject => outputs[0]?.[0]?.json ?? {};

/** In a world of its own; the caller closes it. */
export async function openPaidWorld(options: WorldOptions = {}): Promise<PaidWorld> {
	const world = await openWorld(options);
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const { resourceId, callbackId } = await setUpService(world, http);
	const collection = (await findTrainingCollections(http))[0]?.id ?? '';
	const parameters = {
		resourceId: id(resourceId),
		callbackId: id(callbackId),
		itemId: id(siteId(111)),
		collectionId: id(collection),
	};
	const login = { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' };
	world.vidiCore.requests.length = 0;
	return {
		world,
		http,
		parameters,
		collection,
		run: (node, other, begun) => {
			world.vidiCore.index.settle();
			return runNode(node, { ...parameters, ...other }, [{}], { vidiCoreApi: login }, {}, undefined, begun);
		},
		starts: () =>
			world.vidiCore.requests.filter(
				({ method, path }) => method === 'POST' && /^.API.\w+.[^/]+.(analyze|train)$/.test(path),
			),
		ended: async (jobId) => {
			const [name] = [String(jobId)];
			const result = (await waitForJobs(http, [name], { limitMs: 10_000, maxPauseMs: 1000 })).get(name);
			return result?.kind === 'ended' ? result.job.status : String(result?.kind);
		},
	};
}
