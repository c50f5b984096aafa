import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemLocator, searchItems } from '../pickers/item';
import { runItemsTogether } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
import { fileFormatOptions } from './fileFormats';
import { getFaceTimespans } from './getFaceTimespans.operation';

export class GetFaceTimespans implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Get Face Timespans',
		name: 'getFaceTimespans',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ appearances: "One item per appearance", people: "One item per person", videos: "One item per video", file: "One file per video", together: "One item per time together" })[$parameter["output"]] }}',
		description: 'Get who is seen in a video, from when to when, as the face service found it',
		defaults: { name: 'Get Face Timespans' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			itemLocator,
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'One File per Video',
						value: 'file',
						description: 'Captions, a table, or markers for an editing system, as binary data',
					},
					{
						name: 'One Item per Appearance',
						value: 'appearances',
						description: 'Person, start, end, time codes and confidence',
					},
					{
						name: 'One Item per Person',
						value: 'people',
						description: 'With the total of seconds and the number of appearances',
					},
					{
						name: 'One Item per Time Together',
						value: 'together',
						description: 'When several people are seen at once: those of the filter "Persons", or anybody with anybody',
					},
					{
						name: 'One Item per Video',
						value: 'videos',
						description: 'With the list of people and the list of appearances',
					},
				],
				default: 'appearances',
			},
			{
				displayName: 'File Format',
				name: 'fileFormat',
				type: 'options',
				options: fileFormatOptions,
				default: 'webVtt',
				displayOptions: { show: { output: ['file'] } },
			},
			{
				displayName: 'Put Output File in Field',
				name: 'binaryField',
				type: 'string',
				default: 'data',
				required: true,
				hint: 'The name of the output binary field to put the file in',
				displayOptions: { show: { output: ['file'] } },
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
					{
						displayName: 'Faces',
						name: 'show',
						type: 'options',
						options: [
							{ name: 'All', value: 'all' },
							{ name: 'Known People', value: 'known' },
							{ name: 'Unknown Faces', value: 'unknown' },
						],
						default: 'all',
					},
					{
						displayName: 'Persons',
						name: 'persons',
						type: 'string',
						typeOptions: { rows: 3 },
						default: '',
						placeholder: 'e.g. Ada Nordin, Grace Hopper',
						description:
							'Only these, by name or ID: one per line, or in one line separated by commas. A name that has a comma itself stands on a line of its own, or in a list that an expression gives.',
					},
					{
						displayName: 'Smallest Confidence',
						name: 'minConfidence',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
						default: 0.75,
						description: 'From 0 to 1. Faces without a confidence are kept.',
					},
					{
						displayName: 'Smallest Duration (Seconds)',
						name: 'minDuration',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 3 },
						default: 1,
						description: 'Leaves out what is shorter, after neighbours are joined',
					},
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'CSV Byte Order Mark',
						name: 'csvByteOrderMark',
						type: 'boolean',
						default: true,
						displayOptions: { show: { '/fileFormat': ['csv'], '/output': ['file'] } },
						description:
							'Whether the file begins with the mark by which Excel knows UTF-8. Some databases want it without.',
					},
					{
						displayName: 'CSV Decimal Mark',
						name: 'csvDecimalMark',
						type: 'options',
						options: [
							{
								name: 'Comma',
								value: 'comma',
								description: '9,04: for spreadsheets of countries with a decimal comma',
							},
							{ name: 'Point', value: 'point', description: '9.04' },
						],
						default: 'point',
						displayOptions: { show: { '/fileFormat': ['csv'], '/output': ['file'] } },
					},
					{
						displayName: 'CSV Separator',
						name: 'csvSeparator',
						type: 'options',
						options: [
							{ name: 'Comma', value: 'comma' },
							{
								name: 'Semicolon',
								value: 'semicolon',
								description: 'For spreadsheets of countries with a decimal comma',
							},
							{ name: 'Tab', value: 'tab' },
						],
						default: 'comma',
						displayOptions: { show: { '/fileFormat': ['csv'], '/output': ['file'] } },
					},
					{
						displayName: 'Frame Rate',
						name: 'frameRate',
						type: 'string',
						default: '25',
						placeholder: 'e.g. 25 or 30000:1001',
						description:
							'Frames a second, for the time codes: 25, 29.97, PAL, NTSC or 30000:1001. Without it the video’s own counts, as VidiCore holds it, then that of the time spans.',
					},
					{
						displayName: 'Limit',
						name: 'limit',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 50,
						description: 'Max number of results to return',
					},
					{
						displayName: 'Merge Neighbours (Frames)',
						name: 'mergeGapFrames',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 25,
						description: 'The same in frames; it counts instead of the seconds',
					},
					{
						displayName: 'Merge Neighbours (Seconds)',
						name: 'mergeGapSeconds',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 3 },
						default: 1,
						description:
							'Join appearances of the same person that are at most this far apart. Without this option they come out as the service found them.',
					},
					{
						displayName: 'Metadata Group',
						name: 'group',
						type: 'string',
						default: 'adu_face_DeepVAKeyframeAnalyzer',
						description: 'Where the service writes what it finds. Only other face services need another group.',
					},
					{
						displayName: 'Simplify',
						name: 'simplify',
						type: 'boolean',
						default: true,
						description: 'Whether to return a simplified version of the response instead of the raw data',
					},
					{
						displayName: 'Start Time Code of the Video',
						name: 'startTimecode',
						type: 'string',
						default: '10:00:00:00',
						placeholder: 'e.g. 10:00:00:00 or 10:00:00;00',
						description:
							'With which time code the video begins; a semicolon before the frames says drop-frame, a colon none. Without it the video’s own counts, as VidiCore holds it.',
					},
					{
						displayName: 'Theme',
						name: 'theme',
						type: 'options',
						options: [
							{ name: 'Dark', value: 'dark' },
							{ name: 'Light', value: 'light' },
						],
						default: 'dark',
						displayOptions: { show: { '/fileFormat': ['png', 'svg'], '/output': ['file'] } },
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						displayOptions: { show: { '/output': ['file'] } },
						description: 'What the material is called in the file; the item’s ID unless given',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchItems } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItemsTogether(this, async (item) => await getFaceTimespans(this, await vidiCore(this), item));
	}
}
