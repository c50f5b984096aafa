import 'reflect-metadata';
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Credentials } from './engine';

export interface Call {
	query?: IDataObject;
	headers?: IDataObject;
	body?: unknown;
}

/** What n8n tells who called, and what it starts the workflow with. */
export interface Answer {
	status: number;
	message: string;
	items: IDataObject[];
	data: IWebhookResponseData;
	/** What was written into n8n's log. */
	log: string[];
}

/** Calls a node's webhook in the context that is made with what belongs to the call, and records what it answers. */
export async function callWebhook(
	type: INodeType,
	{ query = {}, headers = {}, body = {} }: Call,
	contextWith: (ofCall: Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>) => WebhookContext,
): Promise<Answer> {
	const answer: Answer = { status: 200, message: '', items: [], data: {}, log: [] };
	const httpResponse = {
		status: (status: number) => Object.assign(answer, { status }) && httpResponse,
		json: ({ message }: { message: string }) => Object.assign(answer, { message }),
	};
	const ofCall = { httpRequest: { query, headers, body, params: {} }, httpResponse };
	const context = contextWith(ofCall as unknown as Parameters<typeof contextWith>[0]);
	const write = (line: string) => void answer.log.push(line);
	Object.defineProperty(context, 'logger', { value: { warn: write, error: write, info: write, debug: write } });
	const data = (await type.webhook?.call(context)) ?? {};
	const { message } = (data.webhookResponse ?? {}) as { message?: string };
	const items = (data.workflowData ?? []).flat().map(({ json }) => json);
	return { ...answer, data, items, ...(message === undefined ? {} : { message }) };
}

/**
 * One of our triggers in a published workflow, in n8n's own contexts, in this process. Static data are what n8n would
 * keep of it: read and replace them at will. n8n itself is a few lines here: what it does on a message is in the tests
 * with a real one.
 */
export class TriggerNode {
	staticData: IDataObject = {};
	readonly node: INode;
	private readonly workflowId = crypto.randomUUID();
	/** Where VidiCore is told to call. */
	readonly url: string;

	constructor(
		private readonly type: INodeType,
		parameters: IDataObject,
		private baseUrl: string,
		private readonly webhookBaseUrl = 'http://127.0.0.1:1/webhook',
		private readonly login: IDataObject = { authentication: 'basic', username: 'admin', password: 'admin' },
	) {
		this.node = {
			id: crypto.randomUUID(),
			webhookId: crypto.randomUUID(),
			name: 'Trigger',
			type: `n8n-nodes-vidicore.${type.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: parameters as INode['parameters'],
			credentials: { vidiCoreApi: { id: 'c', name: 'c' } },
		};
		this.url = `${webhookBaseUrl}/${this.node.webhookId}/vidicore`;
	}

	/** From here on the credential names this address. */
	at(baseUrl: string): this {
		this.baseUrl = baseUrl;
		return this;
	}

	/** As when the workflow is published, or n8n starts. Rejects with what the node says. */
	async publish(): Promise<void> {
		await this.kept(async (workflow) => {
			const { checkExists, create } = this.type.webhookMethods?.default ?? {};
			if (!(await checkExists?.call(this.hooks(workflow)))) await create?.call(this.hooks(workflow));
		});
	}

	/** The same node with what n8n has kept, as another process sees it: with the memory of none. */
	inAnotherProcess(type: INodeType): TriggerNode {
		const other = new TriggerNode(type, {}, this.baseUrl, this.webhookBaseUrl);
		return Object.assign(other, { node: this.node, url: this.url, staticData: this.staticData });
	}

	/** Resolves to what the node answers: whether nothing is left in VidiCore. */
	async unpublish(): Promise<boolean | undefined> {
		return await this.kept(
			async (workflow) => await this.type.webhookMethods?.default?.delete?.call(this.hooks(workflow)),
		);
	}

	/** As when VidiCore, or somebody else, calls. Rejects only when the node throws, which it never should. */
	async call(call: Call): Promise<Answer> {
		return await this.kept(async (workflow) => {
			const webhookData = { webhookDescription: this.type.description.webhooks?.[0] } as unknown as IWebhookData;
			return await callWebhook(this.type, call, (ofCall) => {
				const additionalData = { ...this.additionalData(), ...ofCall };
				return new WebhookContext(workflow, this.node, additionalData, 'webhook', webhookData, [], null);
			});
		});
	}

	/**
	 * As by n8n's clock, or by hand in the editor. Rejects with what the node says; n8n then keeps nothing of what the
	 * node had changed.
	 */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<IDataObject[]> {
		return await this.kept(async (workflow) => {
			const context = new PollContext(workflow, this.node, this.additionalData(), mode, 'activate');
			const found: INodeExecutionData[][] = (await this.type.poll?.call(context)) ?? [];
			return found.flat().map(({ json }) => json);
		});
	}

	/** n8n reads the static data from its database before, and writes them after. */
	private async kept<T>(action: (workflow: Workflow) => Promise<T>): Promise<T> {
		const workflow = this.workflow();
		const result = await action(workflow);
		if ((workflow.staticData as { __dataChanged?: boolean }).__dataChanged)
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		return result;
	}

	private workflow(): Workflow {
		const { type } = this;
		const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
		return new Workflow({
			id: this.workflowId,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(JSON.stringify(this.staticData)) as IDataObject,
		});
	}

	private hooks(workflow: Workflow): HookContext {
		return new HookContext(workflow, this.node, this.additionalData(), 'trigger', 'activate');
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: new Credentials({
				vidiCoreApi: { ...this.login, baseUrl: this.baseUrl } as ICredentialDataDecryptedObject,
			}),
			webhookBaseUrl: this.webhookBaseUrl,
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}
