import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { collectionLocator, collectionLocatorOptional, searchCollections } from '../pickers/collection';
import { faceLocator, searchFaces } from '../pickers/face';
import { itemLocator, searchItems } from '../pickers/item';
import { runItems, runItemsMade } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
import { addTrainingImage } from './addTrainingImage.operation';
import { deleteFace } from './deleteFace.operation';
import { findAppearances } from './findAppearances.operation';
import { listFaces } from './listFaces.operation';
import { markTrainingMaterial, unmarkTrainingMaterial } from './markTrainingMaterial.operation';
import { mergeFaces } from './mergeFaces.operation';
import { nameFace } from './nameFace.operation';

const changing = {
	name: nameFace,
	merge: mergeFaces,
	delete: deleteFace,
	addImage: addTrainingImage,
	mark: markTrainingMaterial,
	unmark: unmarkTrainingMaterial,
};
const listing = { list: listFaces, findAppearances };

const only = (...operation: string[]) => ({ displayOptions: { show: { operation } } });

export class ManageFaces implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Manage Faces',
		name: 'manageFaces',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ list: "List faces", name: "Give a name", merge: "Merge into a person", delete: "Delete", findAppearances: "Find appearances", addImage: "Add picture", mark: "Mark as training material", unmark: "No training material" })[$parameter["operation"]] }}',
		description: 'People, unknown faces and training pictures: list and name them, and find where somebody appears',
		defaults: { name: 'Manage Faces' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Face', value: 'face', description: 'A person, or a face nobody knows yet' },
					{ name: 'Training Material', value: 'training', description: 'Pictures from which the face service learns' },
				],
				default: 'face',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['face'] } },
				options: [
					{
						name: 'Delete',
						value: 'delete',
						action: 'Delete a face',
						description:
							'Delete the item of a face. An unknown face is then ignored by later analyses: the service keeps its fingerprint for that.',
					},
					{
						name: 'Find Appearances',
						value: 'findAppearances',
						action: 'Find the appearances of a person',
						description: 'Every stretch in which a person is seen, in all videos',
					},
					{
						name: 'Give a Name',
						value: 'name',
						action: 'Give a face a name',
						description: 'Say who it is; all detections of the face take the name',
					},
					{
						name: 'List',
						value: 'list',
						action: 'List faces',
						description: 'People and unknown faces, with their state',
					},
					{
						name: 'Merge Into a Person',
						value: 'merge',
						action: 'Merge a face into a person',
						description: 'Say that a face is a person who is known already',
					},
				],
				default: 'list',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['training'] } },
				options: [
					{
						name: 'Add a Picture',
						value: 'addImage',
						action: 'Add a training picture',
						description: 'Import a picture of a person into the training collection',
					},
					{
						name: 'Mark an Item',
						value: 'mark',
						action: 'Mark an item as training material',
						description: 'Use an item that is in VidiCore already for training',
					},
					{
						name: 'Unmark an Item',
						value: 'unmark',
						action: 'Use an item for training no more',
						description: 'The item stays in VidiCore; what was learned from it stays learned',
					},
				],
				default: 'addImage',
			},
			{ ...faceLocator, ...only('name', 'merge', 'delete', 'findAppearances') },
			{
				...faceLocator,
				displayName: 'Person',
				name: 'targetFaceId',
				description: 'The person that the face belongs to',
				...only('merge'),
			},
			{ ...itemLocator, description: 'The item with the picture', ...only('mark', 'unmark') },
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ada Nordin',
				description: 'The name of the person. "Mark an Item" keeps the name the item has when this is empty.',
				...only('name', 'addImage', 'mark'),
			},
			{
				displayName: 'Name of the Face, to Be Safe',
				name: 'confirmName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. unknown_0007',
				description: 'Nothing is deleted unless the face is called exactly like this',
				...only('delete'),
			},
			{
				displayName: 'Picture From',
				name: 'imageFrom',
				type: 'options',
				options: [
					{ name: 'Input File', value: 'binary', description: 'A file of the input item' },
					{ name: 'URL', value: 'url', description: 'An address that needs no login' },
					{
						name: 'Video in VidiCore',
						value: 'video',
						description: 'The thumbnail of a video that is nearest to a time',
					},
				],
				default: 'binary',
				...only('addImage'),
			},
			{
				displayName: 'Input Binary Field',
				name: 'binaryField',
				type: 'string',
				default: 'data',
				required: true,
				hint: 'The name of the input binary field containing the file to be uploaded',
				displayOptions: { show: { operation: ['addImage'], imageFrom: ['binary'] } },
			},
			{
				displayName: 'URL of the Picture',
				name: 'imageUrl',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://example.com/ada.jpg',
				displayOptions: { show: { operation: ['addImage'], imageFrom: ['url'] } },
			},
			{
				...itemLocator,
				displayName: 'Video',
				name: 'videoId',
				description: 'The video in which the person is seen',
				displayOptions: { show: { operation: ['addImage'], imageFrom: ['video'] } },
			},
			{
				displayName: 'Time in the Video (Seconds)',
				name: 'seconds',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 3 },
				default: 0,
				description: 'From the beginning, for example startSeconds of an appearance',
				displayOptions: { show: { operation: ['addImage'], imageFrom: ['video'] } },
			},
			{
				displayName: 'At Most Seconds Away',
				name: 'mostSecondsApart',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 3 },
				default: 2,
				description: 'How far the thumbnail may be from that time; somebody else may be seen farther away',
				displayOptions: { show: { operation: ['addImage'], imageFrom: ['video'] } },
			},
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				placeholder: 'e.g. Portrait of Ada Nordin',
				description: 'The title of the new item; made from the name when empty',
				...only('addImage'),
			},
			{
				displayName: 'Add to Training',
				name: 'addToTraining',
				type: 'boolean',
				default: true,
				description:
					'Whether to put the face into the training collection as well, as VidiCore’s own user interface does. The service recognises the person by this picture from now on; to learn the person better it needs further pictures (Add a Picture).',
				...only('name'),
			},
			{
				...collectionLocator,
				displayName: 'Training Collection',
				name: 'trainingCollectionId',
				...only('addImage', 'mark', 'unmark'),
			},
			{
				...collectionLocator,
				displayName: 'Training Collection',
				name: 'trainingCollectionId',
				displayOptions: { show: { operation: ['name'], addToTraining: [true] } },
			},
			{
				...collectionLocatorOptional,
				displayName: 'In Collection',
				name: 'inCollection',
				description: 'Only faces in this collection, for example FoundByFaceAnalysis; all faces when empty',
				...only('list'),
			},
			{
				displayName: 'Return All',
				name: 'returnAll',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
				...only('list', 'findAppearances'),
			},
			{
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 50,
				description: 'Max number of results to return',
				displayOptions: { show: { operation: ['list', 'findAppearances'], returnAll: [false] } },
			},
			{
				displayName: 'Merge Neighbours (Seconds)',
				name: 'mergeGapSeconds',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 3 },
				default: 1,
				description: 'Appearances with no more than this between them come out as one',
				...only('findAppearances'),
			},
			{
				displayName: 'Thumbnail',
				name: 'thumbnail',
				type: 'options',
				options: [
					{ name: 'File', value: 'file', description: 'As binary data in the field "data"' },
					{
						name: 'Link',
						value: 'link',
						description: 'An address that works without a login: whoever has it can see the picture',
					},
					{ name: 'None', value: 'none' },
				],
				default: 'none',
				...only('list'),
			},
			{
				displayName: 'Thumbnail',
				name: 'thumbnail',
				type: 'options',
				options: [
					{
						name: 'Link',
						value: 'link',
						description:
							'To the picture nearest to the begin. An address that works without a login: whoever has it can see the picture.',
					},
					{ name: 'None', value: 'none' },
				],
				default: 'none',
				...only('findAppearances'),
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				...only('list'),
				options: [
					{ displayName: 'Name Contains', name: 'name', type: 'string', default: '' },
					{
						displayName: 'Show',
						name: 'show',
						type: 'options',
						options: [
							{ name: 'All', value: 'all' },
							{ name: 'Known People', value: 'known' },
							{ name: 'New for the Training', value: 'needsTraining' },
							{ name: 'Unknown Faces', value: 'unknown' },
						],
						default: 'unknown',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchCollections, searchFaces, searchItems } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'list') as keyof typeof changing | keyof typeof listing;
		if (operation in listing)
			return await runItemsMade(
				this,
				async (item) => await listing[operation as keyof typeof listing](this, await vidiCore(this), item),
			);
		return await runItems(this, async (item) => [
			await changing[operation as keyof typeof changing](this, await vidiCore(this), item),
		]);
	}
}
