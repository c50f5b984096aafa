import { linkMinutes, temporaryAddress } from '../../../vidicore/storages/fileAddresses';
import { number } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { chosenFile, fileSourceFields } from './fileSource';

/** An address for nodes and people without a login of VidiCore. */
export const getTemporaryLink = operation({
	value: 'getTemporaryLink',
	label: 'Get Temporary Link',
	action: 'Get a temporary link to a file',
	description: 'An address that opens a file without a login for some minutes; whoever has it can fetch the file',
	fields: {
		...fileSourceFields,
		minutes: number({
			displayName: 'Minutes',
			default: 60,
			minValue: linkMinutes.least,
			maxValue: linkMinutes.most,
			precision: 0,
			description: 'How long the link is good, 12 hours at most',
		}),
	},
	outputs: {
		link: 'The address; whoever has it can fetch the file without a login',
		validUntil: 'Until when it is good',
		fileId: 'The file',
		itemId: 'The item that it belongs to, when it was asked for by its item',
		shapeId: 'The shape that it belongs to, when it was asked for by its item',
		fileName: 'What the file is called',
		mimeType: 'What kind of file it is, where VidiCore says',
		bytes: 'Its size, where VidiCore says',
	},
	async run(fields, { vidiCore, signal }) {
		const http = await vidiCore();
		const { minutes } = fields;
		const { file, fileName, mimeType, itemId, shapeId } = await chosenFile(fields, http, signal);
		// By the clock before the call, so that it is never said to be good when it is not any more.
		const validUntil = new Date(http.clock.now() + minutes * 60_000).toISOString();
		const link = await temporaryAddress(http, file.fileId, minutes, signal);
		return { link, validUntil, fileId: file.fileId, itemId, shapeId, fileName, mimeType, bytes: file.size };
	},
});
