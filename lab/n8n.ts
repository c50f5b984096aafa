import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, INodeTypeDescription } from 'n8n-workflow';
import type { Log } from './cache';
import { CleanUp } from './cleanUp';
import { type Login, N8nApi } from './n8nApi';
import { ensureN8n, type InstalledN8n } from './n8nInstall';
import { n8nSettings } from './n8nSettings';
import { freePorts, lastLines, startChild } from './processes';
import { listenToPush, type WebSocketClass } from './pushEvents';
import { installForN8n } from './userPackage';
import { manualTrigger, readRun, type StoredExecution, type WorkflowFile, type WorkflowRun } from './workflowRun';

export interface N8nOptions {
	/** Our package as `npm pack` makes it; without it n8n has only its own nodes. */
	tarball?: string;
	/** An existing user folder; a new one that goes away at the end when left out. */
	userFolder?: string;
	port?: number;
	env?: Record<string, string>;
	log: Log;
}

export interface RunOptions {
	timeoutMs?: number;
	/** Told when a node begins. */
	onNode?: (name: string) => void;
}

interface CredentialReference {
	id: string;
	name: string;
}

/** A running n8n, signed in as its owner. */
export class N8n {
	/** By type: the credential that imported workflows get. */
	private readonly credentials = new Map<string, CredentialReference>();

	constructor(
		readonly url: string,
		readonly login: Login,
		readonly userFolder: string,
		readonly logFile: string,
		readonly api: N8nApi,
		private readonly installed: InstalledN8n,
		/** Ends n8n and removes its user folder. */
		readonly stop: () => Promise<void>,
	) {}

	/** Stores a credential; workflows that are imported later use it wherever they ask for this type. */
	async createCredential(type: string, name: string, data: ICredentialDataDecryptedObject): Promise<CredentialReference> {
		const { id } = await this.api.call<{ id: string }>('POST', '/rest/credentials', { type, name, data });
		const reference = { id, name };
		this.credentials.set(type, reference);
		return reference;
	}

	/** The result of the button "Test" of a credential. */
	async testCredential(type: string, { id, name }: CredentialReference, data: ICredentialDataDecryptedObject): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.api.call('POST', '/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Imports a workflow (its JSON, or the path of its file) and returns its id. Credentials are found by their type. */
	async importWorkflow(workflow: WorkflowFile | string): Promise<string> {
		const { name, nodes, connections, settings, pinData } = typeof workflow === 'string' ? (JSON.parse(readFileSync(workflow, 'utf8')) as WorkflowFile) : workflow;
		const ours = nodes.map((node) => ({
			...node,
			credentials: node.credentials && Object.fromEntries(Object.entries(node.credentials).map(([type, named]) => [type, this.credentials.get(type) ?? named])),
		}));
		const { id } = await this.api.call<{ id: string }>('POST', '/rest/workflows', { name, nodes: ours, connections, settings: settings ?? {}, pinData: pinData ?? {} });
		return id;
	}

	/** Publishes a workflow, so that its triggers listen. */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.api.call<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
		await this.api.call('POST', `/rest/workflows/${workflowId}/activate`, { versionId, name: 'lab', description: '' });
	}

	/** Imports a workflow and runs it by its Manual Trigger. */
	async runWorkflow(workflow: WorkflowFile | string, options?: RunOptions): Promise<WorkflowRun> {
		return await this.run(await this.importWorkflow(workflow), options);
	}

	/** Runs an imported workflow as the editor's button does, and waits for its end (two minutes unless told otherwise). A run that takes longer is cancelled, and this throws. */
	async run(workflowId: string, { timeoutMs = 120_000, onNode }: RunOptions = {}): Promise<WorkflowRun> {
		const workflow = await this.api.call<WorkflowFile>('GET', `/rest/workflows/${workflowId}`);
		const pushRef = randomBytes(8).toString('hex');
		const silence = onNode ? await this.listen(pushRef, onNode) : () => undefined;
		try {
			const { executionId } = await this.api.call<{ executionId: string }>('POST', `/rest/workflows/${workflowId}/run`, { triggerToStartFrom: { name: manualTrigger(workflow) } }, onNode && { 'push-ref': pushRef });
			return await this.end(executionId, workflow.name, timeoutMs);
		} finally {
			silence();
		}
	}

	/** What n8n has stored of an execution by now. */
	async execution(executionId: string): Promise<WorkflowRun> {
		const { parse } = this.installed.require('flatted') as { parse(text: string): unknown };
		return readRun(await this.api.call<StoredExecution>('GET', `/rest/executions/${executionId}`), parse);
	}

	/** Everything n8n knows about nodes, as its editor reads it. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.api.call('GET', '/types/nodes.json');
	}

	/** One page of a resource locator's list, as the editor asks for it. */
	async searchList(query: { nodeType: string; version?: number; path: string; method: string; parameters?: IDataObject; credentialType: string; filter?: string; paginationToken?: string }): Promise<{ results: Array<{ name: string; value: string; url?: string }>; paginationToken?: string }> {
		const { nodeType, version = 1, path, method, parameters = {}, credentialType, filter, paginationToken } = query;
		return await this.api.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path,
			methodName: method,
			nodeTypeAndVersion: { name: nodeType, version },
			currentNodeParameters: parameters,
			credentials: { [credentialType]: this.credentials.get(credentialType) },
			filter,
			paginationToken,
		});
	}

	private async listen(pushRef: string, onNode: (name: string) => void): Promise<() => void> {
		const { WebSocket } = this.installed.require('ws') as { WebSocket: WebSocketClass };
		return await listenToPush(this.api, pushRef, WebSocket, ({ type, data }) => {
			if (type === 'nodeExecuteBefore' && data?.nodeName) onNode(data.nodeName);
		});
	}

	private async end(executionId: string, name: string, timeoutMs: number): Promise<WorkflowRun> {
		const until = Date.now() + timeoutMs;
		for (;;) {
			const run = await this.execution(executionId);
			if (!['new', 'running', 'unknown'].includes(run.status)) return run;
			if (Date.now() > until) {
				await this.api.call('POST', `/rest/executions/${executionId}/stop`);
				throw new Error(`“${name}” had not ended after ${timeoutMs / 1000} s; it was stopped. Finished by then: ${Object.keys(run.nodes).join(', ') || 'nothing'}. n8n's log: ${this.logFile}`);
			}
			await sleep(150);
		}
	}
}

/** Starts n8n on a free port of this machine, with our package in it. Throws with the end of n8n's log when it does not come up. */
export async function startN8n({ tarball, userFolder, port, env, log }: N8nOptions): Promise<N8n> {
	const installed = await ensureN8n(log);
	const cleanUp = new CleanUp();
	try {
		const folder = userFolder ?? cleanUp.tempFolder('n8n');
		if (tarball) await installForN8n(folder, tarball, log, installed.node);
		const [freePort = 0, brokerPort = 0] = await freePorts(2);
		const login = { email: 'owner@example.com', password: `Vidi-${randomBytes(6).toString('hex')}` };
		const logFile = join(folder, 'n8n.log');
		const settings = n8nSettings({ n8n: installed, userFolder: folder, port: port ?? freePort, brokerPort, login, env });
		const child = startChild({ command: installed.node, args: [installed.script, 'start'], cwd: folder, env: settings, logFile });
		cleanUp.add(() => child.stop());
		const api = new N8nApi(`http://127.0.0.1:${port ?? freePort}`, login);
		await api.signIn(120_000, () => child.running()).catch((error: Error) => {
			throw new Error(`${error.message} The end of its log:\n${lastLines(logFile)}`);
		});
		return new N8n(api.url, login, folder, logFile, api, installed, () => cleanUp.run());
	} catch (error) {
		await cleanUp.run();
		throw error;
	}
}
