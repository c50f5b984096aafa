import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { calledBack } from '../waiting/callBack.webhook';
import { nothingToRegister, parkingNode } from '../waiting/parkingNode';
import { waitForJob } from './waitForJob.operation';

export class WaitForJob extends defineNode({
	name: 'waitForJob',
	title: 'Wait For Job',
	description:
		'Wait until jobs of VidiCore have ended, and say how: finished, or failed and why. The jobs of all input items ' +
		'are watched together.',
	subtitle:
		'={{ $parameter["way"] === "once" ? "Check once: job" : ($parameter["way"] === "callBack" ? "Wait to be called" ' +
		': "Wait here") + ": at most " + $parameter["limitMinutes"] + " minutes" }}',
	operation: waitForJob,
	more: { ...bothVersions, ...parkingNode('["callBack", "once"].includes($parameter["way"])') },
}) {
	override webhookMethods = nothingToRegister;

	override async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await calledBack(this);
	}
}
