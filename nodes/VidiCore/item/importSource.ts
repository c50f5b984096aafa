import { createHash } from 'node:crypto';
import { fileNameIn, plainFileName, sameAddress, secretsIn, type Source } from '../../../vidicore/imports/source';
import type { VidiCoreHttp } from '../../../vidicore/http';
import { readStorageFile } from '../../../vidicore/storages/files';
import { UserError } from '../../kit/errors';
import { showWhen, type Values } from '../../kit/field';
import { choice, text } from '../../kit/fields/plain';
import { binaryField, inputFile, piecesOf } from '../../kit/inputFile';
import type { Call } from '../../kit/operation';
import { keepSecret } from '../../kit/secrets';
import { filePicker } from '../../pickers/file';

/** Where the file comes from. */
export const sourceFields = {
	source: choice({
		displayName: 'Source',
		options: [
			{ name: 'Binary Input', value: 'binary', description: 'A file of the input item, sent to VidiCore in parts' },
			{ name: 'URL', value: 'url', description: 'An address from which VidiCore itself fetches the file' },
			{
				name: 'Storage URI',
				value: 'storageUri',
				description: 'An address on a storage, such as s3://bucket/news.mp4; VidiCore fetches the file',
			},
			{
				name: 'File on a Storage',
				value: 'file',
				description: 'A file that VidiCore has found on one of its storages; it stays there',
			},
		],
		default: 'binary',
		description: 'Where the file is now',
	}),
	binaryField: showWhen(binaryField, { source: ['binary'] }),
	url: showWhen(
		text({
			displayName: 'URL',
			required: true,
			placeholder: 'e.g. https://example.com/news.mp4',
			description: 'VidiCore must be able to reach it; n8n need not',
		}),
		{ source: ['url'] },
	),
	storageUri: showWhen(
		text({
			displayName: 'Storage URI',
			required: true,
			placeholder: 'e.g. s3://bucket/folder/news.mp4',
			description:
				'As VidiCore understands it: s3:, file:, ftp: and others. Leave keys out where VidiCore has its own for that ' +
				'storage: a workflow can be read by others.',
		}),
		{ source: ['storageUri'] },
	),
	fileId: showWhen(filePicker, { source: ['file'] }),
};

type SourceValues = Values<typeof sourceFields>;

/** A file to be imported, and by what it is known again. */
export interface Found {
	source: Source;
	fileName: string;
	/** In bytes, where it is known. */
	size?: number;
	identity: readonly string[];
}

/**
 * What is to be imported. The content of a file is read once to know it again, unless `knownBy` is given for that.
 * Throws a UserError for what cannot be imported, before anything is made in VidiCore.
 */
export async function sourceOf(fields: SourceValues, call: Call, knownBy: string): Promise<Found> {
	const found = await foundBy(fields, call, knownBy === '');
	return knownBy === '' ? found : { ...found, identity: ['key', knownBy] };
}

async function foundBy(fields: SourceValues, call: Call, byContent: boolean): Promise<Found> {
	switch (fields.source) {
		case 'binary':
			return await ofInput(fields.binaryField, call, byContent);
		case 'url':
			return ofAddress(webAddress(fields.url), call);
		case 'storageUri':
			return ofAddress(storageAddress(fields.storageUri), call);
		case 'file':
			return await onStorage(fields.fileId, await call.vidiCore());
	}
}

async function onStorage(fileId: string, http: VidiCoreHttp): Promise<Found> {
	const { path, size } = await readStorageFile(http, fileId);
	return { source: { kind: 'file', fileId }, fileName: plainFileName(path), size, identity: ['file', fileId] };
}

async function ofInput(field: string, call: Call, byContent: boolean): Promise<Found> {
	const binary = inputFile(call, field);
	const fileName = plainFileName(binary.fileName ?? '') || `file.${binary.fileExtension ?? 'bin'}`;
	const parts = () => piecesOf(call, field, binary);
	const hash = createHash('sha256');
	let size = 0;
	if (binary.id !== undefined && !byContent) size = (await call.context.helpers.getBinaryMetadata(binary.id)).fileSize;
	else
		for await (const piece of parts()) {
			hash.update(piece);
			size += piece.length;
		}
	if (size === 0)
		throw new UserError(`The file "${fileName}" is empty`, 'Nothing was imported. Look at the node before this one.');
	const source = { kind: 'bytes', size, fileName, parts } as const;
	return { source, fileName, size, identity: ['content', hash.digest('hex')] };
}

function ofAddress(uri: string, { context }: Call): Found {
	keepSecret(context, secretsIn(uri));
	return { source: { kind: 'uri', uri }, fileName: fileNameIn(uri), identity: ['address', sameAddress(uri)] };
}

function webAddress(url: string): string {
	if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw new UserError(
		'"URL" is no address of a file',
		'Enter an address that begins with https:// or http://. Other kinds of addresses go into "Storage URI".',
	);
}

function storageAddress(uri: string): string {
	if (/^[a-z][a-z0-9+.-]*:\/*[^/\s]/i.test(uri)) return uri;
	throw new UserError(
		'"Storage URI" is no address of a file',
		'It begins with the kind of storage, for example s3://bucket/folder/news.mp4 or file:///media/news.mp4.',
	);
}
