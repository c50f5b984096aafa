import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import type { World } from '../../tools/emulator/world';
import { openArchive, type Lab } from '../../tools/lab';
import { queueMode, startCluster, type Cluster } from '../../tools/lab/cluster';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { Log } from '../../tools/lab/progress';
import { startRecorder, type Recorder } from '../../tools/lab/recorder';
import { analyzed, endedJob, setUpService } from '../../tools/lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { faultyProxy, type Meddling } from '../faults/faultyProxy';
import { soakWorkflows, type Called } from './workflows';

/** n8n in queue mode with the workflows published, an archive, and a proxy between the two. */
export interface Stage {
	lab: Lab<Cluster>;
	world: World;
	/** Past the proxy. */
	http: VidiCoreHttp;
	recorder: Recorder;
	workflows: Record<Called | 'told' | 'asking', string>;
	close(): Promise<void>;
}

/** n8n looks every minute for executions whose worker is gone, in place of every three hours. */
const environment = { ...queueMode, N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1' };

/** Rejects with what did not start. */
export async function openStage(
	log: Log,
	meddling: (method: string, path: string) => Meddling | undefined,
): Promise<Stage> {
	const cluster = await startCluster(log, { environment });
	const lab = await openArchive(cluster, { speed: 120 });
	const { world } = lab;
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const service = await setUpService(world, http);
	const collectionId = (await findTrainingCollections(http))[0]?.id ?? '';
	await endedJob(http, trainPath(collectionId), service);
	await analyzed(http, 'VX-108', service);
	const proxy = await faultyProxy(world.vidiCore.baseUrl, meddling);
	const login = { authentication: 'basic', username: 'admin', password: 'admin' };
	const data = { baseUrl: proxy.url, ...login };
	const { id, name } = await cluster.rest.createCredential('VidiCore by the proxy', 'vidiCoreApi', data);
	const recorder = await startRecorder();
	const files = await fileServer();
	const ground = { ...service, collectionId, recordAt: recorder.url, fileAt: files.url };
	const workflows: Record<string, string> = {};
	for (const [key, workflow] of Object.entries(soakWorkflows(ground))) {
		const nodes = workflow.nodes.map((node) =>
			node.type.startsWith('n8n-nodes-vidicore.') ? { ...node, credentials: { vidiCoreApi: { id, name } } } : node,
		);
		workflows[key] = (await cluster.rest.createWorkflow({ ...workflow, nodes })).id;
		await cluster.rest.publish(workflows[key]);
	}
	const close = async () => {
		await cluster.close();
		await Promise.all([recorder.close(), files.close(), proxy.close()]);
		await world.close();
	};
	return { lab, world, http, recorder, workflows: workflows as Stage['workflows'], close };
}

/** Serves, for each name, 200 kB that no other name has. */
async function fileServer() {
	const server = createServer((request, response) => {
		const part = createHash('sha512')
			.update(request.url ?? '')
			.digest();
		response
			.writeHead(200, { 'content-type': 'video/mp4' })
			.end(Buffer.concat(Array.from({ length: 3200 }, () => part)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
