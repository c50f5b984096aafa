import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';
import { outputNames } from './sortedJobs';

const sortedOutputs = JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
);

/**
 * What n8n must know of a node that parks its execution. `sorted`: an expression in n8n's language, whether the node
 * has an output for each way in which a job may stand.
 */
export const parkingNode = (sorted: string): Partial<INodeTypeDescription> => ({
	outputs: `={{ ${sorted} ? ${sortedOutputs} : ["main"] }}`,
	webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: '', restartWebhook: true }],
	waitingNodeTooltip: '=Parked until VidiCore calls: it holds no worker and survives restarts',
});

/** Nothing to register when a workflow is published: each parked execution makes its own notifications. */
export const nothingToRegister = {
	default: {
		checkExists: () => Promise.resolve(true),
		create: () => Promise.resolve(true),
		delete: () => Promise.resolve(true),
	},
};
