import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { Credentials } from './engine';

/** The editor, while somebody fills in a node of this type: what n8n gives the functions behind its lists. */
export function editorOf(
	credentials: Record<string, ICredentialDataDecryptedObject>,
	type: INodeType = new VidiCore(),
): LoadOptionsContext {
	const node: INode = {
		...{ id: 'tried', name: 'Tried', type: type.description.name, typeVersion: 1, position: [0, 0], parameters: {} },
		credentials: { vidiCoreApi: { id: 'c', name: 'c' } },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const additional = { credentialsHelper: new Credentials(credentials) } as unknown as IWorkflowExecuteAdditionalData;
	return new LoadOptionsContext(workflow, node, additional, '');
}
