import type { VidiCoreHttp } from '../../../vidicore/http';
import { readShapes, type ItemShapes } from '../../../vidicore/shapes/shapes';
import { readStorageFile, type StorageFile } from '../../../vidicore/storages/files';
import { UserError } from '../../kit/errors';
import { reworded, showWhen, type Values } from '../../kit/field';
import { choice, text } from '../../kit/fields/plain';
import { filePicker } from '../../pickers/file';
import { itemPicker } from '../../pickers/item';

/** Which file is meant. */
export const fileSourceFields = {
	fileOf: choice({
		displayName: 'File Of',
		options: [
			{ name: 'Item', value: 'item', description: 'The file of an item in one of its shapes' },
			{ name: 'Storage', value: 'file', description: 'A file by its ID' },
		],
		default: 'item',
	}),
	itemId: showWhen(itemPicker, { fileOf: ['item'] }),
	shapeTag: showWhen(
		text({
			displayName: 'Shape Tag',
			default: 'original',
			required: true,
			placeholder: 'e.g. lowres',
			description: 'Which version of the item: original is what was imported',
		}),
		{ fileOf: ['item'] },
	),
	fileId: showWhen(reworded(filePicker, { description: 'A file on a storage of VidiCore, by its ID' }), {
		fileOf: ['file'],
	}),
};

export interface ChosenFile {
	file: StorageFile;
	/** What it is called for people. */
	fileName: string;
	mimeType?: string;
	itemId?: string;
	shapeId?: string;
}

/**
 * The file that is meant, ready to be read. Throws a UserError when there is none, and a VidiCoreError for an unknown
 * item or file.
 */
export async function chosenFile(
	fields: Values<typeof fileSourceFields>,
	http: VidiCoreHttp,
	signal?: AbortSignal,
): Promise<ChosenFile> {
	if (fields.fileOf === 'file') {
		const file = readable(await readStorageFile(http, fields.fileId, signal));
		return { file, fileName: baseOf(file.path) };
	}
	const { itemId, shapeTag } = fields;
	const found = await readShapes(http, itemId, signal);
	const shape = found.shapes.find(({ tags }) => tags.includes(shapeTag));
	if (!shape) throw noShape(found, shapeTag);
	const [file, ...more] = shape.files;
	if (!file)
		throw new UserError(
			`The shape "${shapeTag}" of ${itemId} has no file`,
			'Its media may not have arrived yet, or were removed. "Shape: Get Many" shows what there is.',
		);
	if (more.length > 0)
		throw new UserError(
			`The shape "${shapeTag}" of ${itemId} has ${more.length + 1} files`,
			'Choose "File Of: Storage" and give the ID of one of them; "Shape: Get Many" lists them in "files".',
		);
	return {
		file: readable(file),
		fileName: nameOf(found, shapeTag, file.path),
		mimeType: shape.mimeType,
		itemId,
		shapeId: shape.shapeId,
	};
}

function noShape({ itemId, shapes }: ItemShapes, tag: string): UserError {
	const tags = [...new Set(shapes.flatMap((shape) => shape.tags))];
	return new UserError(
		`${itemId} has no shape "${tag}"`,
		tags.length === 0
			? 'It has no media at all: its import may not be done yet.'
			: `It has: ${tags.join(', ')}. "Shape: Transcode" makes further ones.`,
	);
}

/** States in which a file can be read (the words of the vendor's own tools). */
const readableStates = new Set(['CLOSED', 'BEING_READ', 'AWAITING_SYNC', 'NONE', '']);

function readable(file: StorageFile): StorageFile {
	if (readableStates.has(file.state)) return file;
	const about = `The file ${file.path} (${file.fileId})`;
	if (file.state === 'OPEN')
		throw new UserError(`${about} is still being written`, 'Wait until it is complete and run this again.');
	if (file.state === 'ARCHIVED')
		throw new UserError(`${about} is archived`, 'Let VidiCore restore it first, then run this again.');
	throw new UserError(
		`${about} cannot be read: VidiCore says that it is ${file.state}`,
		'Look at the file and its storage in VidiCore.',
	);
}

/** After the name that it had when it was imported; the tag tells versions apart. */
function nameOf({ itemId, title, originalFilename }: ItemShapes, tag: string, path: string): string {
	const name = baseOf(originalFilename) || title || itemId;
	const [, extension = ''] = /(\.[^./\\]{1,10})$/.exec(path) ?? [];
	const stem = plain(name.replace(/\.[^.]{1,10}$/, '')) || itemId;
	return `${stem}${tag === 'original' ? '' : `-${plain(tag)}`}${extension}`;
}

const plain = (name: string): string =>
	name
		.replace(/[^\p{L}\p{N}._ ()-]+/gu, '_')
		.replace(/^[._ ]+/, '')
		.slice(0, 120);

const baseOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';
