import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { calledBack } from '../waiting/callBack.webhook';
import { nothingToRegister, parkingNode } from '../waiting/parkingNode';
import { steps } from './analysisFields';
import { analyzeAndGetFaces } from './analyzeAndGetFaces.operation';
import { analyzeAndWait } from './analyzeAndWait.operation';
import { analyzeItem } from './analyzeItem.operation';
import { facesWhenCalled } from './facesOfJobs';

export class AnalyzeItem extends defineNode({
	name: 'analyzeItem',
	title: 'Analyze Item',
	description: 'Let the face service look who is seen when in a video, and get the faces in the same step if wanted',
	about: { value: 'item', label: 'Item' },
	operations: [analyzeItem, analyzeAndWait, analyzeAndGetFaces],
	default: steps.start,
	more: {
		...bothVersions,
		...parkingNode(
			`${JSON.stringify([steps.wait, steps.faces])}.includes($parameter["operation"]) && $parameter["way"] === "callBack"`,
		),
	},
}) {
	override webhookMethods = nothingToRegister;

	override async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await calledBack(this, async (...ended) => await facesWhenCalled(this, ...ended));
	}
}
