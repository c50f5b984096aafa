import type { ICredentialDataDecryptedObject, IDataObject, INode, INodeType } from 'n8n-workflow';
import { openWorld, type World, type WorldOptions } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { located } from '../../tools/lab/workflowNode';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { runNode, type Ran } from './engine';

export { located };

/** A VidiCore with the face service set up, in which any of the nodes can be run. */
export interface NodeWorld {
	world: World;
	http: VidiCoreHttp;
	service: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
	/** The same, as the editor keeps them. */
	ids: { resourceId: IDataObject; callbackId: IDataObject };
	/** What the nodes sign in with; a test may change it. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** Runs a node in n8n's engine, some time after all that was done before. */
	run(node: INodeType, parameters: IDataObject, items?: IDataObject[], more?: Partial<INode>): Promise<Ran>;
	/** The POSTs that VidiCore was sent since the world is open. */
	posts(): World['vidiCore']['requests'];
	close(): Promise<void>;
}

/** A world of its own for each test; the caller closes it. `bare` leaves out callback, service and configuration. */
export async function openNodeWorld({
	bare = false,
	...options
}: WorldOptions & { bare?: boolean } = {}): Promise<NodeWorld> {
	const world = await openWorld(options);
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const service = bare ? { resourceId: '', callbackId: '' } : await setUpService(world, http);
	const login = { authentication: 'basic', username: 'admin', password: 'admin' };
	const credentials = {
		vidiCoreApi: { baseUrl: `${world.vidiCore.baseUrl}/API/`, ...login },
		vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: world.s3.endpoint },
	};
	world.vidiCore.requests.length = 0;
	return {
		world,
		http,
		service,
		ids: { resourceId: located(service.resourceId), callbackId: located(service.callbackId) },
		credentials,
		run: (node, parameters, items = [{}], more = {}) => {
			world.vidiCore.index.settle();
			return runNode(node, parameters, items, credentials, more);
		},
		posts: () => world.vidiCore.requests.filter(({ method }) => method === 'POST'),
		close: () => world.close(),
	};
}
