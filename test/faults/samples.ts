import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import type { DefinedNode } from '../../nodes/kit/defineNode';
import type { Operation } from '../../nodes/kit/operation';
import { blankPicture } from '../../tools/emulator/blankPicture';
import { located } from '../../tools/lab/workflowNode';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { shippedNodes } from '../support/contract';
import { runNode } from '../support/engine';
import type { TriedWorld } from './triedWorld';

/** How it went, once. */
export interface Gone {
	rows: IDataObject[];
	/** With the advice. */
	error: string | undefined;
	advised: boolean;
	/** All that n8n keeps of it. */
	stored: string;
}

/** What is ready to be tried, with VidiCore and S3 at these addresses. */
export interface Sample {
	go(vidiCore: string, s3: string): Promise<Gone>;
}

/** An operation of one of our nodes, or what a trigger does. */
export interface Tried {
	/** `manageFaces face:rename`. */
	name: string;
	isTrigger: boolean;
	/** `vidiCore` is where a trigger is published. */
	prepare(at: TriedWorld, vidiCore: string): Promise<Sample>;
}

type Prepare = (at: TriedWorld) => IDataObject | Promise<IDataObject>;

const unknown = { title: 'A portrait', vcs_face_value: 'unknown_0001', vcs_face_method: 'INDEXED' };
const marked = { title: 'A portrait', vcs_face_value: 'Ada', vcs_face_isTrainingMaterial: 'true' };
const bucket = (more: IDataObject = {}): IDataObject => ({
	bucket: 'demo-callback',
	folder: 'results',
	purpose: 'callback',
	...more,
});

/** Where the names of the fields say too little. */
const special: Readonly<Record<string, Prepare>> = {
	'prepareBucket giveAccess': () => bucket(),
	'prepareBucket check': () => bucket(),
	'prepareBucket showWhatToDo': () => bucket(),
	'prepareBucket takeAccessAway': async (at) => {
		await at.granted('results');
		return bucket();
	},
	'createCallbackResource create': () => ({ bucket: 'demo-callback', folder: 'other', bucketAccess: 'prepare' }),
	'attachVidiNetService attach': ({ world }) => ({
		resourceDocument: [...world.siblings.values()][0] ?? '',
		waitSeconds: 5,
	}),
	'configureFields configureFields': () => ({ mode: 'apply' }),
	'attachVidiNetService find': () => ({ serviceName: 'face', waitSeconds: 5 }),
	'waitForJob wait': async (at) => ({ jobId: located(await at.analyzed()), limitMinutes: 0.1 }),
	'getFaceTimespans get': async (at) => {
		await at.analyzed();
		return { output: 'appearances' };
	},
	'getAnalysisResults get': async (at) => {
		await at.analyzed();
		return { output: 'results' };
	},
	'manageFaces face:rename': async (at) => ({
		faceId: located(await at.item(unknown)),
		name: 'Ada',
		trainingCollectionId: located(at.training),
	}),
	'manageFaces face:merge': async (at) => ({
		faceId: located(await at.item(unknown)),
		targetFaceId: located(await at.item({ title: 'A person', vcs_face_value: 'Grace' })),
	}),
	'manageFaces face:delete': async (at) => ({
		faceId: located(await at.item(unknown, await at.collection('Faces'))),
		confirmName: 'unknown_0001',
	}),
	'manageFaces face:findAppearances': async (at) => {
		await at.analyzed();
		return { faceId: located(at.world.scenario.people[0]?.portraits[0]?.id ?? ''), returnAll: true };
	},
	'manageFaces face:writeNames': async (at) => {
		await at.analyzed();
		return { fieldName: located('station_persons') };
	},
	'manageFaces training:mark': async (at) => ({ itemId: located(await at.item({ title: 'A portrait' })), name: 'Ada' }),
	'manageFaces training:unmark': async (at) => ({
		itemId: located(await at.item(marked, at.training)),
	}),
	'vidiCore item:delete': async (at) => ({ itemId: located(await at.item({ title: 'Old' })), confirmTitle: 'Old' }),
	'vidiCore item:countByField': () => ({ countField: located('mediaType') }),
	'vidiCore item:update': () => ({ furtherFields: { field: [{ name: 'title', value: 'New' }] } }),
	'vidiCore collection:addItems': async (at) => ({ collectionId: located(await at.collection('New')) }),
	'vidiCore collection:delete': async (at) => ({
		collectionId: located(await at.collection('Old')),
		confirmName: 'Old',
	}),
	'vidiCore collection:removeItems': async (at) => ({ collectionId: located(await at.collection('Old', 'VX-109')) }),
	'vidiCore shape:transcode': () => ({ tags: 'lowres' }),
	'vidiCore file:getMany': async (at) => {
		await at.file('cards/a.mp4');
		return {};
	},
	'vidiCore item:exportClip': () => ({ from: '9', to: '19' }),
	'vidiCore item:makeItemOfClips': () => ({ from: '9', to: '19' }),
	'vidiCore job:abort': async (at) => ({ jobId: located(await at.endless()), limitSeconds: 5 }),
	'vidiCore job:runAgain': async (at) => {
		const { jobId } = await at.http.json<{ jobId: string }>('POST', '/API/item/VX-108/thumbnail', {
			query: [['createPosters', '1@PAL']],
		});
		await waitForJobs(at.http, [jobId], { limitMs: 10_000, maxPauseMs: 1000 });
		return { jobId: located(jobId) };
	},
};

/** What fields of these names are given, whatever operation they belong to. */
const usual: Readonly<Record<string, Prepare>> = {
	itemId: () => ({ itemId: located('VX-108') }),
	itemIds: () => ({ itemIds: 'VX-109' }),
	videoId: () => ({ videoId: located('VX-108') }),
	resourceId: ({ service }) => ({ resourceId: located(service.resourceId) }),
	callbackId: ({ service }) => ({ callbackId: located(service.callbackId) }),
	collectionId: ({ training }) => ({ collectionId: located(training) }),
	trainingCollectionId: ({ training }) => ({ trainingCollectionId: located(training) }),
	storageId: ({ incoming }) => ({ storageId: located(incoming) }),
	jobId: async (at) => ({ jobId: located(await at.analyzed()) }),
	name: () => ({ name: 'Ada' }),
	title: () => ({ title: 'A new one' }),
	persons: async (at) => {
		await at.analyzed();
		return { persons: 'Ada Nordin' };
	},
	shapeTag: () => ({ shapeTag: 'original' }),
	time: () => ({ time: '9.04' }),
	locationName: () => ({ locationName: located('Deliveries') }),
	tags: () => ({ tags: 'lowres' }),
};

const picture: INodeExecutionData['binary'] = {
	data: { data: blankPicture.toString('base64'), mimeType: 'image/png', fileName: 'face.png' },
};

/** All operations of all nodes, as they describe themselves: a new one is in the matrix without being entered here. */
export async function allOperations(): Promise<Tried[]> {
	return (await shippedNodes()).flatMap((node) => {
		const { operationGroups = [] } = node as Partial<DefinedNode>;
		return operationGroups.flatMap(({ resource, operations }) =>
			operations.map((operation) => {
				const label = [resource?.value, operation.value].filter(Boolean).join(':');
				const name = `${node.description.name} ${label}`;
				const chosen = { ...(resource ? { resource: resource.value } : {}), operation: operation.value };
				return { name, isTrigger: false, prepare: (at: TriedWorld) => ready(name, node, operation, chosen, at) };
			}),
		);
	});
}

async function ready(
	name: string,
	node: INodeType,
	operation: Operation,
	chosen: IDataObject,
	at: TriedWorld,
): Promise<Sample> {
	const parameters = { ...chosen, ...(await usualValues(name, Object.keys(operation.fields), at)) };
	const binary = 'binaryField' in operation.fields ? picture : undefined;
	return {
		go: async (vidiCore, s3) => {
			const { run, outputs } = await runNode(node, parameters, [{}], at.credentials(vidiCore, s3), {}, binary);
			const { error } = run.data.resultData;
			return {
				rows: outputs.flat().map(({ json }) => json),
				error: error && [error.message, error.description].filter(Boolean).join(' | '),
				advised: Boolean(error?.description),
				stored: JSON.stringify(run),
			};
		},
	};
}

export async function usualValues(name: string, fields: readonly string[], at: TriedWorld): Promise<IDataObject> {
	const given = (await special[name]?.(at)) ?? {};
	const parameters: IDataObject = { ...given };
	for (const field of fields) if (!(field in parameters)) Object.assign(parameters, await usual[field]?.(at));
	return parameters;
}
