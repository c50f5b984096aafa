import { parse } from 'flatted';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { n8nReady } from './n8nReady';
import type { N8nVersion } from './versions';

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface WorkflowFile {
	id?: string;
	name: string;
	nodes: INode[];
	connections: IDataObject;
	settings?: IDataObject;
	/** What nodes put out instead of being run, by name: data that was pinned in the editor. */
	pinData?: Record<string, Array<{ json: IDataObject }>>;
}

/** How an execution went, by node. `items` are those of all outputs of the last run. */
export interface ExecutionResult {
	id: string;
	status: string;
	error?: NodeTrouble;
	nodes: Record<string, { outputs: INodeExecutionData[][]; items: IDataObject[]; error?: NodeTrouble }>;
	/**
	 * All results and errors that n8n stores, as text: for looking whether a secret is in there. (The workflow itself,
	 * with its parameters, is stored beside them.)
	 */
	stored: string;
}

export interface NodeTrouble {
	message: string;
	description?: string;
	node?: { name: string };
	context?: { itemIndex?: number };
}

/** How long to wait for what n8n is to do: for one that hangs, not for one on a busy machine. */
const patienceMs = 5 * 60_000;

/** n8n's words for an execution that has not ended. */
const going = ['new', 'running', 'unknown', 'waiting'];

/**
 * n8n's own REST interface, as its editor uses it. All methods wait for an n8n that is starting, and reject with n8n's
 * message.
 */
export class N8nRest {
	private cookie = '';

	private readonly isN8n1: boolean;

	constructor(
		readonly url: string,
		{ version }: N8nVersion,
	) {
		this.isN8n1 = version.startsWith('1.');
	}

	/** Signs the owner in. An n8n 1 takes none from its environment, so that he is made here first. */
	async login(email: string, password: string): Promise<void> {
		if (this.isN8n1)
			await this.ask('POST', '/rest/owner/setup', { email, password, firstName: 'Demo', lastName: 'User' });
		await this.ask('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	createCredential(name: string, type: string, data: IDataObject): Promise<Credential> {
		return this.ask<Credential>('POST', '/rest/credentials', { name, type, data });
	}

	/** What the credential's own test says. */
	testCredential(credential: Credential, data: IDataObject): Promise<{ status: string; message: string }> {
		return this.ask('POST', '/rest/credentials/test', { credentials: { ...credential, data } });
	}

	createWorkflow({ name, nodes, connections, settings, pinData }: WorkflowFile): Promise<{ id: string }> {
		return this.ask('POST', '/rest/workflows', {
			name,
			nodes,
			connections,
			settings: { executionOrder: 'v1', ...settings },
			pinData,
			...(this.isN8n1 ? { active: false } : {}),
		});
	}

	/**
	 * Publishes a workflow as it is now; from then on its trigger starts it. Rejects with what the trigger says when it
	 * refuses.
	 */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.ask<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
		await this.ask('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
		await this.settledWell(workflowId);
	}

	/** All that n8n tells of a workflow to who may read it, static data included. */
	workflow(workflowId: string): Promise<IDataObject> {
		return this.ask('GET', `/rest/workflows/${workflowId}`);
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.ask('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.settledWell(workflowId);
	}

	private async settledWell(workflowId: string): Promise<void> {
		const message = await this.settled(workflowId);
		if (message !== '') throw new Error(message);
	}

	/** n8n publishes in the background and says afterwards how it went. Resolves to what the triggers say against it. */
	private async settled(workflowId: string): Promise<string> {
		if (this.isN8n1) return ''; // that one answers when it is done
		for (
			const deadline = Date.now() + patienceMs;
			Date.now() < deadline;
			await new Promise((resolve) => setTimeout(resolve, 100))
		) {
			const { status, triggers = [] } = await this.ask<{
				status: string;
				triggers?: Array<{ errorMessage?: string | null }>;
			}>('GET', `/rest/workflows/${workflowId}/publication-status`);
			const message = triggers.flatMap(({ errorMessage }) => errorMessage ?? []).join('; ');
			if (message !== '' || status !== 'in_progress') return message;
		}
		throw new Error(`Publishing workflow ${workflowId} has not ended within ${patienceMs / 60_000} minutes`);
	}

	/** Ids and states of a workflow's executions, oldest first. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: string }>> {
		const all: Array<{ id: string; status: string }> = [];
		for (let lastId = ''; ; lastId = all.at(-1)?.id ?? '') {
			const query = new URLSearchParams({
				filter: JSON.stringify({ workflowId }),
				limit: '100',
				...(lastId ? { lastId } : {}),
			});
			const { results } = await this.ask<{ results: Array<{ id: string; status: string }> }>(
				'GET',
				`/rest/executions?${query.toString()}`,
			);
			all.push(...results);
			if (results.length < 100) return all.sort((a, b) => Number(a.id) - Number(b.id));
		}
	}

	/**
	 * Runs a workflow as the editor's button does, or with `step` as "Execute step" of that node does while nothing is
	 * known of the nodes before it: they run as well. Resolves to the execution's id.
	 */
	async run(workflowId: string, trigger: string, step?: string): Promise<string> {
		const workflow = this.isN8n1 ? { workflowData: await this.ask('GET', `/rest/workflows/${workflowId}`) } : {};
		const { executionId } = await this.ask<{ executionId: string }>('POST', `/rest/workflows/${workflowId}/run`, {
			...workflow,
			triggerToStartFrom: { name: trigger },
			...(step === undefined ? {} : { destinationNode: { nodeName: step, mode: 'inclusive' } }),
		});
		return executionId;
	}

	/** Unpublishes a workflow if it is published, well or not, and stops all that it has begun and not ended. */
	async quiet(workflowId: string): Promise<void> {
		const { active, activeVersionId } = await this.workflow(workflowId);
		if (active || activeVersionId) {
			await this.ask('POST', `/rest/workflows/${workflowId}/deactivate`, {});
			await this.settled(workflowId);
		}
		for (const { id, status } of await this.executions(workflowId))
			// One that ended meanwhile cannot be stopped, which is as good.
			if (going.includes(status)) await this.stopExecution(id).catch(() => undefined);
	}

	async stopExecution(executionId: string): Promise<void> {
		await this.ask('POST', `/rest/executions/${executionId}/stop`);
	}

	/** n8n's word for how an execution stands: running, waiting, success … */
	async standing(executionId: string): Promise<string> {
		return (await this.ask<{ status: string }>('GET', `/rest/executions/${executionId}`)).status;
	}

	/** Waits until an execution has ended; one that is parked has not. Rejects after `limitMs`. */
	async ended(executionId: string, limitMs = patienceMs): Promise<ExecutionResult> {
		for (
			const deadline = Date.now() + limitMs;
			Date.now() < deadline;
			await new Promise((resolve) => setTimeout(resolve, 200))
		) {
			const execution = await this.ask<{ status: string; data?: string }>('GET', `/rest/executions/${executionId}`);
			// n8n 1 stores that it has ended before it stores the results.
			if (!going.includes(execution.status) && execution.data !== '[]')
				return executionResult(executionId, execution.status, execution.data ?? '');
		}
		throw new Error(`Execution ${executionId} has not ended within ${limitMs / 1000} s`);
	}

	/** What a picker of a node shows. */
	async pick(
		nodeType: string,
		method: string,
		path: string,
		credentials: IDataObject,
		filter?: string,
	): Promise<Array<{ name: string; value: string }>> {
		const body = {
			path,
			methodName: method,
			nodeTypeAndVersion: { name: nodeType, version: 1 },
			currentNodeParameters: {},
			credentials,
			filter,
		};
		return (
			await this.ask<{ results: Array<{ name: string; value: string }> }>(
				'POST',
				'/rest/dynamic-node-parameters/resource-locator-results',
				body,
			)
		).results;
	}

	/** A file that n8n's editor loads, such as /types/nodes.json. */
	async file(path: string): Promise<unknown> {
		await n8nReady(this.url);
		return await (await fetch(this.url + path, { headers: { cookie: this.cookie } })).json();
	}

	private async ask<T>(method: string, path: string, body?: object): Promise<T> {
		for (let saidReady = false; ; saidReady = true) {
			const answer = await this.askOnce<T>(method, path, body);
			if (!('notYet' in answer)) return answer.data;
			if (saidReady && !answer.refused)
				throw new Error(`n8n is ready, but did not answer ${method} ${path}: ${answer.notYet}`);
			await n8nReady(this.url);
		}
	}

	/** `notYet` is why n8n did nothing about it, as while it starts: it can be asked again. */
	private async askOnce<T>(
		method: string,
		path: string,
		body?: object,
	): Promise<{ data: T } | { notYet: string; refused: boolean }> {
		const headers = {
			'content-type': 'application/json',
			'browser-id': 'lab',
			...(this.cookie ? { cookie: this.cookie } : {}),
		};
		let response: Response;
		let text: string;
		try {
			response = await fetch(this.url + path, { method, headers, body: body ? JSON.stringify(body) : undefined });
			text = await response.text();
		} catch (error) {
			const { code } = ((error as Error).cause ?? error) as { code?: string };
			const refused = code === 'ECONNREFUSED';
			// One that ended while it was asked may have done what it was asked for.
			if (!refused && method !== 'GET') throw error;
			return { notYet: code ?? String(error), refused };
		}
		const cookie = response.headers.get('set-cookie');
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		if (response.status === 204) return { data: undefined as T };
		if (response.status === 503 || !response.headers.get('content-type')?.includes('json'))
			return { notYet: `${response.status} ${text.slice(0, 200)}`, refused: false };
		const answer = JSON.parse(text) as { data?: T; message?: string };
		if (!response.ok) throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${answer.message ?? ''}`);
		return { data: answer.data as T };
	}
}

interface StoredRun {
	resultData: {
		error?: NodeTrouble;
		runData: Record<string, Array<{ error?: NodeTrouble; data?: { main?: Array<INodeExecutionData[] | null> } }>>;
	};
}

function executionResult(id: string, status: string, data: string): ExecutionResult {
	if (data === '') return { id, status, nodes: {}, stored: '' };
	const { resultData } = parse(data) as StoredRun;
	const nodes = Object.entries(resultData.runData).map(([name, runs]) => {
		const last = runs.at(-1);
		const outputs = (last?.data?.main ?? []).map((items) => items ?? []);
		return [name, { outputs, items: outputs.flat().map(({ json }) => json), error: last?.error }] as const;
	});
	return { id, status, error: resultData.error, nodes: Object.fromEntries(nodes), stored: JSON.stringify(resultData) };
}
