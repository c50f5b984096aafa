import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type INode,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { sendThrough } from '../../nodes/buckets/sendHttp';
import type { SendHttp } from '../../s3/calls';

const node: INode = { id: 'n', name: 'N', type: 'none', typeVersion: 1, position: [0, 0], parameters: {} };
const workflow = new Workflow({
	id: 'w',
	nodes: [],
	connections: {},
	active: false,
	nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined } as unknown as INodeTypes,
});
const nothing = {} as IWorkflowExecuteAdditionalData;

/** What nodes send requests to S3 with: n8n's own HTTP helper. */
export const n8nSends: SendHttp = sendThrough(
	new LoadOptionsContext(workflow, node, nothing, '') as unknown as IExecuteFunctions,
);

/** What the test of a credential is given by n8n. */
export const credentialTest = (): ICredentialTestFunctions => new CredentialTestContext(nothing);
