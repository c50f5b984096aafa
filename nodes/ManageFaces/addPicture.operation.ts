import { randomUUID } from 'node:crypto';
import { imageKind } from '../../faces/image';
import { importTrainingImage } from '../../vidicore/items/importImage';
import { digest } from '../kit/digest';
import { UserError } from '../kit/errors';
import { importInTurn } from '../paidJobs/importTurns';
import { faceName } from './faceName';
import { trainingCollection } from './trainingCollection';
import { text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { collectionOutputs, personName, trainingCollectionId } from './faceFields';
import { pictureFields, pictureOf } from './pictureSource';

const mostBytes = 50 * 2 ** 20;
const importLimitMs = 600_000;

/** Imports a picture of a person as training material. What is no picture is refused before anything is made. */
export const addPicture = operation({
	value: 'addPicture',
	label: 'Add a Picture',
	action: 'Add a training picture',
	description: 'Import a picture of a person into the training collection',
	fields: {
		name: personName,
		...pictureFields,
		title: text({
			displayName: 'Title',
			placeholder: 'e.g. Portrait of Ada Nordin',
			description: 'The title of the new item; made from the name when empty',
		}),
		trainingCollectionId,
	},
	outputs: {
		faceId: 'The item of the picture',
		name: 'The name of the person',
		title: 'The title of the item',
		added: 'Whether this node brought it into VidiCore; false when an attempt before it has',
		reason: 'Why it was not added',
		...collectionOutputs,
		mimeType: 'What kind of picture it is',
		bytes: 'Its size',
	},
	async run(fields, call) {
		const http = await call.vidiCore();
		const collection = await trainingCollection(http, fields.trainingCollectionId);
		const name = faceName(fields.name);
		const { bytes, fileName } = await pictureOf(fields, call);
		const kind = imageKind(bytes);
		if (bytes.length === 0)
			throw new UserError(
				`The picture "${fileName}" is empty`,
				'Nothing was imported. Look at the node before this one.',
			);
		if (bytes.length > mostBytes)
			throw new UserError(
				`The picture "${fileName}" has ${Math.round(bytes.length / 2 ** 20)} MB`,
				'Nothing was imported. Make it smaller than 50 MB; a face of a few hundred pixels is enough.',
			);
		if (!kind)
			throw new UserError(
				`"${fileName}" is not a picture that can be learned from`,
				'Nothing was imported. JPEG, PNG, WebP, TIFF and BMP are known; what counts is what is in the file, not its name.',
			);
		const title = fields.title || `Portrait of ${name}`;
		const { signal } = call;
		const image = {
			bytes,
			mimeType: kind.mimeType,
			fileName: `${
				fileName
					.replace(/\.[^.]*$/, '')
					.replace(/[^\p{L}\p{N}._-]+/gu, '_')
					.slice(0, 80) || 'portrait'
			}.${kind.extension}`,
			transferId: randomUUID(),
			collectionId: collection.collectionId,
			request: digest(collection.collectionId, name, digest(bytes)),
			title,
			person: name,
			limitMs: importLimitMs,
		};
		const imported = await importInTurn(
			digest(http.root, image.request),
			async () => await importTrainingImage(http, image, signal),
			signal,
		);
		return {
			faceId: imported.itemId,
			name,
			title: imported.title,
			added: imported.added,
			...(imported.added ? {} : { reason: 'An attempt before this one has brought the same picture into VidiCore' }),
			...collection,
			mimeType: kind.mimeType,
			bytes: bytes.length,
		};
	},
});
