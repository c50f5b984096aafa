import type { IDataObject, INodeType } from 'n8n-workflow';
import { VidiCoreTrigger } from '../../nodes/VidiCoreTrigger/VidiCoreTrigger.node';
import { openWorld, type World } from '../../tools/emulator/world';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { endedJob, setUpService } from '../../tools/lab/setUpService';
import { TriggerNode, type Answer } from './triggerNode';
import { idIn, siteId } from './site';

/** A notification of VidiCore that calls one of our triggers. */
export interface Notification {
	id: string;
	url: string;
	secret: string;
}

export interface Published {
	node: TriggerNode;
	/** Calls with the secret of the only notification. */
	tell(body: unknown): Promise<Answer>;
}

/** An emulated VidiCore that calls nobody, for tests that call the triggers by themselves. */
export interface TriggerWorld {
	world: World;
	http: VidiCoreHttp;
	/** Those of the scope whose address begins with the node's. */
	notifications(scope: string, node: TriggerNode): Promise<Notification[]>;
	published(parameters?: IDataObject, type?: INodeType): Promise<Published>;
	/** An analysis that has ended. */
	job(video?: string): Promise<string>;
	collection(...items: string[]): Promise<string>;
	/** Makes VidiCore take note of requests from here on; gives them as `METHOD /path`. */
	requestsFromNow(): () => string[];
	close(): Promise<void>;
}

/** As VidiCore sends them: one flat list of keys and values. */
export const message = (...fields: Array<[key: string, value: unknown]>) => ({
	field: fields.map(([key, value]) => ({ key, value })),
});

export const aboutJobs = (...ids: unknown[]) => message(...ids.map((id): [string, unknown] => ['jobId', id]));

/** The parameters of a trigger that watches a collection. */
export const watching = (collectionId: string) => ({
	event: 'itemEntered',
	collectionId: { __rl: true, mode: 'id', value: collectionId },
});

const scopeOf = ({ event, collectionId }: IDataObject): string => {
	if (event === 'itemEntered') return `collection/${(collectionId as { value: string }).value}`;
	return event === 'metadataChanged' ? 'item' : 'job';
};

/** One for all tests of a file; what a test made go wrong is put right after it. */
export function useTriggerWorld(): TriggerWorld {
	const at = {} as TriggerWorld;
	beforeAll(async () => void Object.assign(at, await openTriggerWorld()));
	afterEach(() => at.world.vidiCore.faults.clear());
	afterAll(() => at.close());
	return at;
}

async function openTriggerWorld(): Promise<TriggerWorld> {
	const world = await openWorld();
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>> = await setUpService(world, http);
	world.vidiCore.messages.drop = Infinity;
	const notifications = async (scope: string, node: TriggerNode) => {
		const { uri = [] } = await http.json<{ uri?: string[] }>('GET', `/API/${scope}/notification`);
		const read = async (id: string): Promise<Notification> => {
			const path = `/API/${scope}/notification/${id}`;
			const { url } = (await http.json<{ action: { http: { url: string } } }>('GET', path)).action.http;
			return { id, url, secret: /\?secret=(\w*)$/.exec(url)?.[1] ?? '' };
		};
		return (await Promise.all(uri.map(idIn).map(read))).filter(({ url }) => url.startsWith(node.url));
	};
	return {
		world,
		http,
		notifications,
		published: async (parameters = {}, type = new VidiCoreTrigger()) => {
			const node = new TriggerNode(type, parameters, world.vidiCore.baseUrl);
			await node.publish();
			const [{ secret } = { secret: '' }] = await notifications(scopeOf(parameters), node);
			return { node, tell: async (body) => await node.call({ query: { secret }, body }) };
		},
		job: async (video = siteId(108)) => (await endedJob(http, analyzePath(video), options)).jobId,
		collection: async (...items) => {
			const { id = '' } = await http.json<{ id?: string }>('POST', '/API/collection', { query: [['name', 'Watched']] });
			for (const item of items) await http.send('PUT', `/API/collection/${id}/${item}`);
			return id;
		},
		requestsFromNow: () => {
			const from = world.vidiCore.requests.length;
			return () => world.vidiCore.requests.slice(from).map(({ method, path }) => `${method} ${path}`);
		},
		close: async () => await world.close(),
	};
}
