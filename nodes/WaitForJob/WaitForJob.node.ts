import { NodeConnectionTypes, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { defineNode } from '../kit/defineNode';
import { calledBack } from './callBack.webhook';
import { outputNames } from './sortedJobs';
import { waitForJob } from './waitForJob.operation';

const sortedOutputs = JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
);

export class WaitForJob extends defineNode({
	name: 'waitForJob',
	title: 'Wait For Job',
	description: 'Wait until jobs of VidiCore have ended; the jobs of all input items are watched together',
	subtitle:
		'={{ $parameter["way"] === "once" ? "check once" : ($parameter["way"] === "callBack" ? "called back, " : "") + ' +
		'"at most " + $parameter["limitMinutes"] + " minutes" }}',
	operation: waitForJob,
	more: {
		outputs: `={{ ["callBack", "once"].includes($parameter["way"]) ? ${sortedOutputs} : ["main"] }}`,
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: '', restartWebhook: true }],
		waitingNodeTooltip: '=Parked until VidiCore calls: it holds no worker and survives restarts',
	},
}) {
	/** Nothing to register when a workflow is published: each parked execution makes its own notifications. */
	override webhookMethods = {
		default: {
			checkExists: () => Promise.resolve(true),
			create: () => Promise.resolve(true),
			delete: () => Promise.resolve(true),
		},
	};

	override async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await calledBack(this);
	}
}
