import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { imageKind } from '../../faces/image';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { importTrainingImage } from '../../vidicore/items/importImage';
import { thumbnailBytes, thumbnailsOf } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import { Turns } from '../paidJobs/turns';
import { faceName } from './faceName';
import { nearest, timed } from './nearestThumbnail';
import { trainingCollection } from './trainingCollection';

const mostBytes = 50 * 2 ** 20;
const importLimitMs = 600_000;

/** The same picture at the same moment: one after the other, so that the second finds what the first has made. */
const turns = new Turns();

const cancelled = () =>
	new VidiCoreError(
		'The execution was cancelled; nothing was imported',
		{ kind: 'cancelled' },
		{ method: 'POST', path: '/API/import/placeholder' },
	);

/** Imports a picture of a person as training material. What is no picture is refused before anything is made. */
export async function addTrainingImage(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const collection = await trainingCollection(context, http, item);
	const name = faceName(context.getNodeParameter('name', item, ''));
	const { bytes, fileName } = await pictureOf(context, http, item);
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
	const title = String(context.getNodeParameter('title', item, '')).trim() || `Portrait of ${name}`;
	const signal = context.getExecutionCancelSignal();
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
	const imported = await turns.take(
		digest(http.root, image.request),
		async () => await importTrainingImage(http, image, signal),
		{ signal, cancelled },
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
}

/** 32 hexadecimal digits that are the same for the same. */
const digest = (...parts: Array<string | Uint8Array>): string => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex').slice(0, 32);
};

async function pictureOf(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<{ bytes: Uint8Array; fileName: string }> {
	const from = context.getNodeParameter('imageFrom', item, 'binary');
	if (from === 'video') return await fromVideo(context, http, item);
	if (from === 'url') {
		const url = String(context.getNodeParameter('imageUrl', item, '')).trim();
		if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
			throw new UserError(
				`"${url}" is not the address of a picture`,
				'Enter an address that begins with https:// or http://.',
			);
		return {
			bytes: await fetched(context, url),
			fileName: decoded(new URL(url).pathname.split('/').at(-1) ?? '') || 'portrait',
		};
	}
	const field = String(context.getNodeParameter('binaryField', item, 'data'));
	const binary = context.getInputData()[item]?.binary?.[field];
	if (!binary)
		throw new UserError(
			`The input has no file in the field "${field}"`,
			'Look at the tab "Binary" of the node before this one for the name of the field.',
		);
	return { bytes: await context.helpers.getBinaryDataBuffer(item, field), fileName: binary.fileName ?? 'portrait' };
}

/** Without its percent signs, where they stand for something. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** VidiCore's thumbnail nearest to a time: its API gives single frames in no other way that is documented. */
async function fromVideo(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<{ bytes: Uint8Array; fileName: string }> {
	const videoId = locatedId(context, 'videoId', 'Video', item);
	const seconds = Number(context.getNodeParameter('seconds', item, 0));
	if (!(seconds >= 0))
		throw new UserError(
			'"Time in the Video" is not a number of seconds',
			'Give seconds from the beginning, for example startSeconds of an appearance.',
		);
	const thumbnail = nearest(timed(await thumbnailsOf(http, videoId)), seconds);
	if (thumbnail === undefined)
		throw new UserError(
			`${videoId} has no thumbnails`,
			'Nothing was imported. Let VidiCore make thumbnails of the video, or use a picture of your own.',
		);
	const apart = Math.abs(thumbnail.seconds - seconds);
	const most = Number(context.getNodeParameter('mostSecondsApart', item, 2));
	if (apart > most)
		throw new UserError(
			`The nearest thumbnail of ${videoId} is ${Math.round(apart * 10) / 10} seconds away`,
			`Nothing was imported, because somebody else may be seen there. Raise "At Most Seconds Away" above ${most}, or use a picture of your own.`,
		);
	return { bytes: await thumbnailBytes(http, thumbnail), fileName: `${videoId}-${Math.round(thumbnail.seconds)}s` };
}

/** The picture behind an address, without any credential of ours. */
async function fetched(context: IExecuteFunctions, url: string): Promise<Uint8Array> {
	let problem: string;
	try {
		const body: unknown = await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			timeout: 60_000,
		});
		return Buffer.from(body as ArrayBuffer);
	} catch (error) {
		problem = error instanceof Error ? error.message : String(error);
	}
	throw new UserError(
		`The picture at ${new URL(url).origin} could not be fetched: ${problem}`,
		'Nothing was imported. Check the address, and that n8n may reach it without a login.',
	);
}
