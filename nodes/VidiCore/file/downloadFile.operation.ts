import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { downloadFile as download } from '../../../vidicore/storages/fileAddresses';
import { NotStored, type ByteStream } from '../../../vidicore/transport';
import { UserError } from '../../kit/errors';
import { options } from '../../kit/fields/grouped';
import { number, text } from '../../kit/fields/plain';
import { operation, RowWithFiles } from '../../kit/operation';
import { chosenFile, fileSourceFields } from './fileSource';

const megabyte = 1_000_000;

/** A file as binary data of n8n, streamed into n8n's store. */
export const downloadFile = operation({
	value: 'download',
	label: 'Download',
	action: 'Download a file',
	description: 'Get a file as binary data, for nodes such as Google Drive or Send Email',
	fields: {
		...fileSourceFields,
		limitMegabytes: number({
			displayName: 'Limit (MB)',
			default: 500,
			minValue: 1,
			description: 'A larger file is not fetched, so that nobody fills n8n’s disk by mistake',
		}),
		options: options({
			outputField: text({
				displayName: 'Put Output File in Field',
				default: 'data',
				hint: 'The name of the output binary field to put the file in',
			}),
		}),
	},
	outputs: {
		fileId: 'The file',
		itemId: 'The item that it belongs to, when it was asked for by its item',
		shapeId: 'The shape that it belongs to, when it was asked for by its item',
		fileName: 'What the file is called',
		mimeType: 'What kind of file it is',
		bytes: 'Its size',
	},
	async run(fields, { context, vidiCore, signal }) {
		const http = await vidiCore();
		const { file, fileName, mimeType, itemId, shapeId } = await chosenFile(fields, http, signal);
		const most = fields.limitMegabytes * megabyte;
		refuseLarger(fileName, file.size, most, fields.limitMegabytes);
		let stored: IBinaryData | undefined;
		const save = async (stream: ByteStream, headers: Readonly<Record<string, string>>) => {
			if (file.size === undefined)
				refuseLarger(fileName, Number(headers['content-length'] ?? NaN), most, fields.limitMegabytes);
			stored = await context.helpers.prepareBinaryData(stream as StreamOfN8n, fileName, mimeType);
		};
		const bytes = await download(http, file, save, signal).catch((error: unknown) =>
			Promise.reject(error instanceof NotStored ? notStored(error, fileName) : error),
		);
		const outputField = fields.options.outputField || 'data';
		const row = { fileId: file.fileId, itemId, shapeId, fileName, mimeType: stored?.mimeType, bytes };
		return new RowWithFiles(row, stored && { [outputField]: stored });
	},
});

/** n8n asks for Node's own stream, which is what its HTTP helper gives. */
type StreamOfN8n = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** Throws a UserError; what has no known size is refused as well, since nobody can tell what would come. */
function refuseLarger(fileName: string, size: number | undefined, most: number, limit: number): void {
	if (size !== undefined && size <= most) return;
	if (size === undefined) return;
	if (Number.isNaN(size))
		throw new UserError(
			`VidiCore does not say how large ${fileName} is`,
			'Nothing was fetched. Use "File: Get Temporary Link", and let the next node fetch it.',
		);
	throw new UserError(
		`${fileName} has ${Math.ceil(size / megabyte)} MB, and the limit is ${limit} MB`,
		'Nothing was fetched. Raise "Limit (MB)", choose a smaller shape such as a proxy, or use "File: Get Temporary ' +
			'Link" and let the next node fetch it.',
	);
}

const notStored = (error: NotStored, fileName: string): Error =>
	error.cause instanceof UserError
		? error.cause
		: new UserError(
				`n8n could not store ${fileName}: ${error.message}`,
				'Look whether n8n’s disk is full. Whoever runs n8n can say where it keeps files (N8N_DEFAULT_BINARY_DATA_MODE).',
			);
