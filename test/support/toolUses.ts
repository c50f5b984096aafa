import type { IDataObject } from 'n8n-workflow';
import { fromModel, type AgentTool } from '../../tools/lab/agentWorkflow';
import { callbackFolder } from '../../tools/lab/setUpService';
import { located } from '../../tools/lab/workflowNode';
import type { InN8n } from './inN8n';

/** A tool, what the model is told of it by n8n itself, what the model hands over, and what it is answered. */
export interface ToolUse {
	tool: AgentTool;
	described: RegExp;
	args: Record<string, string>;
	answer: IDataObject;
	/** What it is answered where it hands over something that is not there. */
	wrong?: { args: Record<string, string>; answer: IDataObject };
}

/** The name under which n8n offers a node to a model. */
export const toolName = ({ name }: AgentTool): string => name.replace(/\W/g, '_');

/** Every node that is of use as a tool, used once as it should and, where that can be, once wrongly. */
export function usesOf({ service }: InN8n, collection: string, job: string): ToolUse[] {
	const ids = { resourceId: located(service.resourceId), callbackId: located(service.callbackId) };
	const item = { itemId: located(fromModel('itemId')) };
	const noItem = {
		args: { itemId: 'VX-9999' },
		answer: {
			error: expect.stringMatching(/VidiCore has no item VX-9999/),
			advice: expect.stringMatching(/[Cc]heck/),
		},
	};
	return [
		{
			tool: { type: 'vidiCore', name: 'Get Item', parameters: { resource: 'item', operation: 'get', ...item } },
			described: /^Get an item/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108', title: 'Council meeting, part one' },
			wrong: noItem,
		},
		{
			tool: { type: 'getFaceTimespans', name: 'Faces', parameters: item },
			described: /^Get who is seen in a video.*Free/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108', person: 'Ada Nordin', startTimecode: '00:00:02:00' },
			wrong: noItem,
		},
		{
			tool: { type: 'getAnalysisResults', name: 'Results', parameters: item },
			described: /labels, spoken words/,
			args: { itemId: 'VX-108' },
			answer: { itemId: 'VX-108' },
			wrong: noItem,
		},
		{
			tool: {
				type: 'manageFaces',
				name: 'Reel',
				parameters: { resource: 'person', operation: 'makeReel', persons: fromModel('person') },
			},
			described: /^Make a reel of a person/,
			args: { person: 'Ada Nordin' },
			answer: { persons: ['Ada Nordin'], clips: 3, videos: 1 },
			wrong: {
				args: { person: 'Ada Nordinn' },
				answer: { error: expect.stringMatching(/nobody called/), advice: expect.stringMatching(/mean "Ada Nordin"/) },
			},
		},
		{
			tool: { type: 'analyzeItem', name: 'Analyze', parameters: { ...ids, ...item } },
			described: /^Start the billed analysis/,
			args: { itemId: 'VX-109' },
			answer: { itemId: 'VX-109', started: true, jobId: expect.stringMatching(/^VX-/) },
			wrong: noItem,
		},
		{
			tool: { type: 'waitForJob', name: 'Job', parameters: { jobId: located(fromModel('jobId')) } },
			described: /^Wait until jobs of VidiCore have ended, and say how/,
			args: { jobId: job },
			answer: { jobId: job, outcome: 'finished' },
			wrong: { args: { jobId: 'VX-9' }, answer: { error: expect.stringMatching(/VX-9/), advice: expect.any(String) } },
		},
		{
			tool: {
				type: 'trainCollection',
				name: 'Learned',
				parameters: { operation: 'report', collectionId: located(fromModel('collectionId')) },
			},
			described: /^Report for free what of a collection was learned/,
			args: { collectionId: collection },
			answer: { collectionId: collection, trained: 4, new: 0 },
			wrong: { args: { collectionId: 'VX-9999' }, answer: { error: expect.stringMatching(/VX-9999/) } },
		},
		{
			tool: {
				type: 'attachVidiNetService',
				name: 'Service',
				parameters: { operation: 'find', serviceName: fromModel('name') },
			},
			described: /^Find an attached service/,
			args: { name: 'Face' },
			answer: { resourceId: service.resourceId, action: 'found' },
			wrong: {
				args: { name: 'Weather' },
				answer: {
					error: expect.stringMatching(/"Weather" in its name/),
					advice: expect.stringMatching(/Attached are/),
				},
			},
		},
		{
			tool: { type: 'configureFields', name: 'Fields', parameters: { resourceId: located(service.resourceId) } },
			described: /metadata fields.*that a service needs/,
			args: {},
			answer: { resourceId: service.resourceId },
		},
		{
			tool: {
				type: 'prepareBucket',
				name: 'Bucket',
				parameters: { operation: 'check', purpose: 'callback', ...callbackFolder, bucket: fromModel('bucket') },
			},
			described: /^Check a bucket/,
			args: { bucket: callbackFolder.bucket },
			answer: { bucket: callbackFolder.bucket, purpose: 'callback' },
			wrong: { args: { bucket: 'no-such-bucket-here' }, answer: { toDo: expect.anything() } },
		},
		{
			tool: {
				type: 'createCallbackResource',
				name: 'Callback',
				parameters: { ...callbackFolder, bucketAccess: 'leave' },
			},
			described: /S3 folder through which the face service hands over its results/,
			args: {},
			answer: { resourceId: service.callbackId },
		},
	];
}
