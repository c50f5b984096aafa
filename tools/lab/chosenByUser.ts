import type { INode } from 'n8n-workflow';
import type { World } from '../emulator/world';
import { callbackFolder } from './setUpService';
import { located, packageName } from './workflowNode';

/**
 * A node of a workflow as the user has it who did what its notes say: his bucket, his ResourceDocument and his videos
 * are in it. What is filled in already stays.
 */
export function chosenByUser(node: INode, { scenario, resourceDocument }: World): INode {
	const { parameters, type } = node;
	const filled = (more: object) => ({ ...node, parameters: { ...parameters, ...more } as INode['parameters'] });
	const [first, ...others] = scenario.videos.map(({ id }) => id);
	switch (type) {
		case `${packageName}.createCallbackResource`:
			return parameters.bucket === '' ? filled({ bucket: callbackFolder.bucket }) : node;
		case `${packageName}.attachVidiNetService`:
			return parameters.operation === 'find' || parameters.resourceDocument ? node : filled({ resourceDocument });
		case `${packageName}.analyzeItem`:
			return isEmptyPicker(parameters.itemId) ? filled({ itemId: located(first) }) : node;
		case 'n8n-nodes-base.set':
			return parameters.jsonOutput === '{ "itemIds": [] }'
				? filled({ jsonOutput: JSON.stringify({ itemIds: [first, ...others.slice(0, 2)] }) })
				: node;
		default:
			return node;
	}
}

const isEmptyPicker = (value: unknown): boolean => (value as { value?: unknown } | undefined)?.value === '';
