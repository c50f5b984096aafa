import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chosenByUser } from './chosenByUser';
import { startCluster, type Cluster } from './cluster';
import { startN8n, type RunningN8n } from './n8n';
import type { Credential, ExecutionResult, WorkflowFile } from './n8nRest';
import { root } from './package';
import type { Log } from './progress';
import { openWorld, type World, type WorldOptions } from '../emulator/world';
import { currentN8n, type N8nVersion } from './versions';
import { packageName } from './workflowNode';

/** S3, VidiCore and n8n on this machine, wired up as a user would do it. */
export interface Lab<N extends RunningN8n = RunningN8n> {
	world: World;
	n8n: N;
	credentials: { vidiCore: Credential; callbackStorage: Credential };
	/** Imports a workflow, with the lab's credentials and ResourceDocument in their places. Resolves to its id. */
	importWorkflow(workflow: WorkflowFile): Promise<string>;
	/** Imports and runs a workflow, and waits for its end. */
	run(workflow: WorkflowFile, limitMs?: number): Promise<ExecutionResult>;
	close(): Promise<void>;
}

/**
 * `archive` is what VidiCore holds and who looks at it; the scripted newsroom is the default. Rejects with what did
 * not start.
 */
export const openLab = (
	log: Log,
	options: LabOptions = {},
	version: N8nVersion = currentN8n,
): Promise<Lab<RunningN8n>> => open(log, options, (said) => startN8n(said, version));

/** The same with an n8n in queue mode. */
export const openClusterLab = (log: Log, options: LabOptions = {}, workers?: number): Promise<Lab<Cluster>> =>
	open(log, options, (said) => startCluster(said, { workers }));

export type LabOptions = Pick<
	WorldOptions,
	| 'speed'
	| 'scenario'
	| 'files'
	| 'faceService'
	| 'media'
	| 'policies'
	| 'storage'
	| 'storages'
	| 'media'
	| 'port'
	| 's3Port'
>;

async function open<N extends RunningN8n>(
	log: Log,
	{ speed = 60, ...archive }: LabOptions,
	start: (log: Log) => Promise<N>,
): Promise<Lab<N>> {
	log('Starting an S3 server and the emulated VidiCore');
	const world = await openWorld({ ...archive, speed });
	let n8n: N | undefined;
	try {
		n8n = await start(log);
		const running = n8n;
		const close = async () => {
			await running.close();
			await world.close();
		};
		return { ...(await furnished(world, n8n)), close };
	} catch (error) {
		await n8n?.close();
		await world.close();
		return await Promise.reject(error);
	}
}

/**
 * An archive of its own for an n8n that runs already, with credentials in it. `close` ends what was begun with it
 * (published workflows, executions) and leaves n8n running. Rejects with what did not start.
 */
export async function openArchive<N extends RunningN8n>(
	n8n: N,
	{ speed = 60, ...archive }: LabOptions = {},
): Promise<Lab<N>> {
	const world = await openWorld({ ...archive, speed });
	try {
		return await furnished(world, n8n);
	} catch (error) {
		await world.close();
		return await Promise.reject(error);
	}
}

async function furnished<N extends RunningN8n>(world: World, n8n: N): Promise<Lab<N>> {
	const { rest } = n8n;
	const vidiCore = await rest.createCredential('VidiCore', 'vidiCoreApi', {
		baseUrl: world.vidiCore.baseUrl,
		authentication: 'basic',
		username: 'admin',
		password: 'admin',
	});
	const callbackStorage = await rest.createCredential('Callback Storage', 'vidiCoreCallbackStorageApi', {
		...world.owner,
		region: world.s3.region,
		endpoint: world.s3.endpoint,
	});
	const credentials = { vidiCore, callbackStorage };
	const imported: string[] = [];
	const importWorkflow = async (workflow: WorkflowFile) => {
		const { id } = await rest.createWorkflow(wired(workflow, credentials, world));
		imported.push(id);
		return id;
	};
	return {
		world,
		n8n,
		credentials,
		importWorkflow,
		run: async (workflow, limitMs) => {
			const trigger = workflow.nodes.find(({ type }) => /trigger/i.test(type));
			return await rest.ended(await rest.run(await importWorkflow(workflow), trigger?.name ?? ''), limitMs);
		},
		close: async () => {
			try {
				for (const workflow of imported) await rest.quiet(workflow);
			} finally {
				await world.close();
			}
		},
	};
}

/** The workflow as the user has it after choosing his credentials and what its notes name. */
function wired(workflow: WorkflowFile, { vidiCore, callbackStorage }: Lab['credentials'], world: World): WorkflowFile {
	const reference = ({ id, name }: Credential) => ({ id, name });
	const nodes = workflow.nodes.map((one) => {
		const node = chosenByUser(one, world);
		if (!node.type.startsWith(`${packageName}.`)) return node;
		const needsStorage = /[.](createCallbackResource|prepareBucket)(Tool)?$/.test(node.type);
		return {
			...node,
			credentials:
				node.credentials && Object.keys(node.credentials).some((type) => node.credentials?.[type]?.id)
					? node.credentials
					: {
							vidiCoreApi: reference(vidiCore),
							...(needsStorage ? { vidiCoreCallbackStorageApi: reference(callbackStorage) } : {}),
						},
		};
	});
	return { ...workflow, nodes };
}

/** The importable workflows of this repository, by file name. */
export function workflowFiles(): Record<string, WorkflowFile> {
	const folder = join(root, 'workflows');
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return Object.fromEntries(
		files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile]),
	);
}
