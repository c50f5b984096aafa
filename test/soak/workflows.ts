import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { inARow, located, ourNode, wireTo, workflowNode } from '../../tools/lab/workflowNode';
import { triggeredWorkflow } from '../support/triggeredWorkflow';

/** What the workflows need to know of the archive, and where they tell that they have come to their end. */
export interface Ground {
	resourceId: string;
	callbackId: string;
	collectionId: string;
	recordAt: string;
	/** Serves the file to be imported. */
	fileAt: string;
}

/** Those that begin with a call and a word of their own. */
export const calledWorkflows = ['ingest', 'retrain', 'reel'] as const;
export type Called = (typeof calledWorkflows)[number];

const mark = "={{ $('Begin').first().json.body.mark }}";

const begin = (path: string): INode => ({
	...workflowNode('Begin', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
	webhookId: path,
});
const record = (url: string): INode => ({
	...workflowNode('Record', 'n8n-nodes-base.httpRequest', 4.2, { method: 'POST', url, options: {} }),
	retryOnFail: true,
});
/** n8n itself tries a node again that has failed, as people set it for what runs alone. */
const triedAgain = (node: INode): INode => ({ ...node, retryOnFail: true, maxTries: 3, waitBetweenTries: 2000 });
const waitHere = (name: string): INode =>
	ourNode(name, 'waitForJob', { jobId: located('={{ $json.jobId }}'), way: 'here', limitMinutes: 10 });

const paid = ({ resourceId, callbackId }: Ground, more: IDataObject): IDataObject => ({
	resourceId: located(resourceId),
	callbackId: located(callbackId),
	...more,
});
const marked = { serviceParameters: { parameter: [{ name: 'Mark', value: mark }] } };

/** A file is fetched, imported, analyzed once it is there, and the analysis waited for with VidiCore calling back. */
function ingest(ground: Ground): WorkflowFile {
	const fetchFile = workflowNode('Fetch', 'n8n-nodes-base.httpRequest', 4.2, {
		url: `=${ground.fileAt}/{{ $json.body.mark }}.mp4`,
		options: { response: { response: { responseFormat: 'file' } } },
	});
	const importIt = ourNode('Import', 'vidiCore', { resource: 'item', operation: 'import', title: mark });
	const itemId = located("={{ $('Import').first().json.itemId }}");
	const options = { ...marked, startUnfit: true };
	const analyze = ourNode('Analyze Item', 'analyzeItem', paid(ground, { itemId, options }));
	const wait = ourNode('Wait For Job', 'waitForJob', {
		jobId: located('={{ $json.jobId }}'),
		way: 'callBack',
		limitMinutes: 15,
		options: { checkAgainMinutes: 1 },
	});
	const row = inARow('soak: ingest', [
		begin('ingest'),
		triedAgain(fetchFile),
		triedAgain(importIt),
		waitHere('Wait For Import'),
		triedAgain(analyze),
		wait,
		record(ground.recordAt),
	]);
	const outputs = [wireTo('Wait For Job'), wireTo('Record'), wireTo('Record')];
	return { ...row, connections: { ...row.connections, 'Wait For Job': { main: outputs } } };
}

/** The workflows of the soak by name, to be published. */
export const soakWorkflows = (ground: Ground): Record<Called | 'told' | 'asking', WorkflowFile> => ({
	ingest: ingest(ground),
	retrain: inARow('soak: retrain', [
		begin('retrain'),
		triedAgain(
			ourNode(
				'Train Collection',
				'trainCollection',
				paid(ground, { collectionId: located(ground.collectionId), options: { ...marked, onlyNew: false } }),
			),
		),
		waitHere('Wait For Training'),
		record(ground.recordAt),
	]),
	reel: inARow('soak: reel', [
		begin('reel'),
		triedAgain(
			ourNode('Reel', 'manageFaces', {
				...{ resource: 'person', operation: 'makeReel', make: 'reel', persons: 'Ada Nordin', title: mark },
				...{ from: 'items', itemIds: 'VX-108' },
			}),
		),
		waitHere('Wait For Reel'),
		record(ground.recordAt),
	]),
	told: triggeredWorkflow('vidiCoreTrigger', {}, record(ground.recordAt)),
	asking: triggeredWorkflow('vidiCorePollingTrigger', {}, record(ground.recordAt)),
});
