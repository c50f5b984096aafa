import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRequestOptionsSimplified,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { VidiCoreApi } from '../../credentials/VidiCoreApi.credentials';
import type { DefinedNode } from '../../nodes/kit/defineNode';
import { VidiCoreCallbackStorageApi } from '../../credentials/VidiCoreCallbackStorageApi.credentials';

const n8n = 'http://127.0.0.1:1/';
const credentialTypes: Record<string, ICredentialType> = {
	vidiCoreApi: new VidiCoreApi(),
	vidiCoreCallbackStorageApi: new VidiCoreCallbackStorageApi(),
};

/** Gives the nodes their credentials and authenticates requests with our credential types, as n8n does. */
export class Credentials extends ICredentialsHelper {
	constructor(private readonly data: Record<string, ICredentialDataDecryptedObject>) {
		super();
	}

	getParentTypes() {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	) {
		const { authenticate } = credentialTypes[typeName] ?? {};
		return typeof authenticate === 'function'
			? await authenticate(credentials, options as IHttpRequestOptions)
			: (options as IHttpRequestOptions);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	isCredentialUsableByNode() {
		return true;
	}

	async getCredentials(): Promise<never> {
		return await Promise.reject(new Error('not needed here'));
	}

	async getDecrypted(_: IWorkflowExecuteAdditionalData, __: INodeCredentialsDetails, type: string) {
		return this.data[type] ?? {};
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return [];
	}
}

export interface Ran {
	run: IRun;
	outputs: INodeExecutionData[][];
}

/**
 * Runs one of our nodes on these items in n8n's own engine, in this process. `begun` is handed what cancels the
 * execution.
 */
export async function runNode(
	type: INodeType,
	parameters: IDataObject,
	items: IDataObject[],
	credentials: Record<string, ICredentialDataDecryptedObject>,
	more: Partial<INode> = {},
	binary?: INodeExecutionData['binary'],
	begun: (cancel: () => void) => void = () => undefined,
): Promise<Ran> {
	const node: INode = {
		id: 'tried',
		name: 'Tried',
		type: `n8n-nodes-vidicore.${type.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: name, name }])),
		...more,
	};
	const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const hooks = new ExecutionLifecycleHooks('manual', 'e', {
		id: 'w',
		name: 'w',
		nodes: [node],
		connections: {},
		active: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	} as ConstructorParameters<typeof ExecutionLifecycleHooks>[2]);
	const executionId = crypto.randomUUID();
	const additionalData = {
		credentialsHelper: new Credentials(credentials),
		hooks,
		executionId,
		restApiUrl: n8n,
		instanceBaseUrl: n8n,
		webhookBaseUrl: n8n,
		webhookWaitingBaseUrl: n8n,
		webhookTestBaseUrl: n8n,
		formWaitingBaseUrl: n8n,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const stack: IExecuteData[] = [
		{ node, data: { main: [items.map((json) => ({ json, ...(binary ? { binary } : {}) }))] }, source: null },
	];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const running = new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	begun(() => running.cancel());
	const run = await running;
	const outputs = run.data.resultData.runData.Tried?.at(-1)?.data?.main ?? [];
	expectDeclared(type, parameters, outputs);
	return { run, outputs: outputs.map((list) => list ?? []) };
}

/** What an item says that failed (nodes/kit/failedItem.ts). */
const ofErrorItems = ['error', 'message', 'details', 'advice', 'code'];
/** What a model is told of rows that are left out (nodes/kit/fewRows.ts). */
const ofLeftRows = 'more';

/**
 * Every field that comes out is one that the operation declares: documentation and the contract are made from these.
 */
function expectDeclared(type: INodeType, parameters: IDataObject, outputs: Array<INodeExecutionData[] | null>): void {
	const { operationGroups: groups } = type as Partial<DefinedNode>;
	if (!groups) return;
	const resource = parameters.resource ?? groups[0]?.resource?.value;
	const group = groups.find((one) => one.resource?.value === resource);
	const value = parameters.operation ?? group?.default;
	const operation = group?.operations.find((one) => one.value === value) ?? group?.operations[0];
	const known = new Set(Object.keys(operation?.outputs ?? {}));
	const undeclared = outputs.flatMap((list) =>
		(list ?? []).flatMap(({ json }) =>
			Object.keys(json).filter(
				(name) => !known.has(name) && name !== ofLeftRows && !(json.error && ofErrorItems.includes(name)),
			),
		),
	);
	if (undeclared.length > 0 && !known.has('*'))
		throw new Error(`${operation?.value} outputs ${[...new Set(undeclared)].join(', ')} without declaring it`);
}
