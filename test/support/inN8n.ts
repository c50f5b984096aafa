import type { IDataObject } from 'n8n-workflow';
import { openArchive, workflowFiles, type Lab, type LabOptions } from '../../tools/lab';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { endedJob, setUpService } from '../../tools/lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';

export type ArchiveOptions = LabOptions & {
	/** Without callback, service and configuration, for workflows that make them. */
	bare?: boolean;
};

/** A real n8n and an archive that belongs to the test that runs. */
export interface InN8n<N extends RunningN8n = RunningN8n> extends Lab<N> {
	http: VidiCoreHttp;
	/** Callback and service, with the fields configured; empty ids when `bare`. */
	service: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
	/** Trains the archive's training collection, so that people are known by name. Resolves to its id. */
	trained(): Promise<string>;
	/** Starts an analysis. Resolves to the id of its job. */
	analysis(video: string): Promise<string>;
	/** Waits until these jobs have ended. */
	ended(...jobs: string[]): Promise<void>;
	/** Imports a workflow that begins with a trigger, and publishes it. Resolves to its id. */
	published(workflow: WorkflowFile): Promise<string>;
	/** What a node has put out, over all executions of a workflow, when each has ended. */
	itemsOf(workflowId: string, node: string): Promise<IDataObject[]>;
	/** The same as soon as there are so many, or after some minutes what there is. */
	itemsArrived(workflowId: string, node: string, count?: number): Promise<IDataObject[]>;
}

/**
 * One real n8n for a file of tests, and for each of them an archive of its own with credentials for it: a test finds
 * nothing of those before it, and leaves nothing published or running.
 *
 * A workflow of `workflows/` is tried like this; nothing has to be prepared beyond `useN8n`:
 *
 *     const at = useN8n({ speed: 600 });
 *
 *     test('…', async () => {
 *     	const workflow = workflowOf('face-workflow.json', { 'Analyze Item': { itemId: located('VX-109') } });
 *     	const { status, error, nodes } = await at.run(workflow);
 *     	expect({ status, error }).toEqual({ status: 'success', error: undefined });
 *     	expect(nodes['Get Face Timespans']?.items).toEqual([…]);
 *     });
 *
 * `run` imports it with the credentials (and the ResourceDocument) in their places, presses "Execute workflow", waits
 * for the end and gives what each node put out. One that begins with a trigger is published instead, something happens
 * in the archive (`at.http`, `at.analysis`), and what came out is waited for:
 *
 *     const id = await at.published(workflowOf('face-alert.json'));
 *     await at.trained();
 *     await at.analysis('VX-108');
 *     expect(await at.itemsArrived(id, 'Message')).toMatchObject([…]);
 *
 * `at.world` is the emulated VidiCore itself, with its requests, faults and messages.
 */
export function useN8n(options: ArchiveOptions | (() => Promise<ArchiveOptions>) = {}): InN8n {
	let n8n: RunningN8n;
	beforeAll(async () => void (n8n = await startN8n(stopwatch())), 20 * 60_000);
	afterAll(() => n8n?.close());
	return useArchives(() => n8n, options);
}

/** The same for an n8n that the file has started by itself. */
export function useArchives<N extends RunningN8n>(
	n8n: () => N,
	options: ArchiveOptions | (() => Promise<ArchiveOptions>) = {},
): InN8n<N> {
	const at = {} as InN8n<N>;
	beforeEach(async () => {
		await n8n().revive();
		Object.assign(at, await openedIn(n8n(), typeof options === 'function' ? await options() : options));
	});
	afterEach(async () => {
		const { close } = at;
		for (const name of Object.keys(at)) delete at[name as keyof InN8n];
		await n8n().revive();
		await close?.();
	});
	return at;
}

/** A copy of a workflow of `workflows/`, with other parameters in some of its nodes. Throws for a node it has not. */
export function workflowOf(file: string, changes: Record<string, IDataObject> = {}): WorkflowFile {
	const workflow = structuredClone(workflowFiles()[file]);
	if (!workflow) throw new Error(`There is no workflow ${file}`);
	for (const [name, parameters] of Object.entries(changes)) {
		const node = workflow.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`${file} has no node "${name}"`);
		Object.assign(node.parameters, parameters);
	}
	return workflow;
}

/** Looks until it is good. Resolves to what was found last, which after some minutes may not be good. */
export async function eventually<T>(look: () => Promise<T>, good: (found: T) => boolean): Promise<T> {
	for (const deadline = Date.now() + 5 * 60_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
		const found = await look();
		if (good(found) || Date.now() > deadline) return found;
	}
}

/** A new archive in an n8n; the caller closes it. */
export async function openedIn<N extends RunningN8n>(
	n8n: N,
	{ bare = false, ...options }: ArchiveOptions = {},
): Promise<InN8n<N>> {
	const lab = await openArchive(n8n, options);
	const { rest } = n8n;
	const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	const service = bare ? { resourceId: '', callbackId: '' } : await setUpService(lab.world, http);
	const itemsOf = async (workflowId: string, node: string) => {
		const all: IDataObject[] = [];
		for (const { id } of await rest.executions(workflowId))
			all.push(...((await rest.ended(id)).nodes[node]?.items ?? []));
		return all;
	};
	return {
		...lab,
		http,
		service,
		itemsOf,
		itemsArrived: (workflowId, node, count = 1) =>
			eventually(
				() => itemsOf(workflowId, node),
				({ length }) => length >= count,
			),
		trained: async () => {
			const id = (await findTrainingCollections(http))[0]?.id ?? '';
			await endedJob(http, trainPath(id), service);
			return id;
		},
		analysis: async (video) =>
			(await startJob(http, analyzePath(video), { ...service, correlation: crypto.randomUUID() })).jobId,
		ended: async (...jobs) => {
			const found = await waitForJobs(http, jobs, { limitMs: 5 * 60_000, maxPauseMs: 200 });
			for (const [job, { kind }] of found) if (kind !== 'ended') throw new Error(`job ${job}: ${kind}`);
		},
		published: async (workflow) => {
			const id = await lab.importWorkflow(workflow);
			await rest.publish(id);
			return id;
		},
	};
}
