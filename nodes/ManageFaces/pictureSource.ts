import type { VidiCoreHttp } from '../../vidicore/http';
import { thumbnailBytes, thumbnailsOf } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';
import { reworded, showWhen, type Values } from '../kit/field';
import { choice, number, text } from '../kit/fields/plain';
import { binaryField, inputFile } from '../kit/inputFile';
import type { Call } from '../kit/operation';
import { videoPicker } from '../pickers/item';
import { fetchedPicture } from './fetchedPicture';
import { exactFrame } from '../pictures/exactFrame';
import { nearest, timed } from '../pictures/nearestThumbnail';

/** Where a picture comes from. */
export const pictureFields = {
	imageFrom: choice({
		displayName: 'Picture From',
		options: [
			{ name: 'Input File', value: 'binary', description: 'A file of the input item' },
			{ name: 'URL', value: 'url', description: 'An address that needs no login' },
			{
				name: 'Frame of a Video in VidiCore',
				value: 'frame',
				description: 'The very frame at a time, which VidiCore makes a picture of',
			},
			{
				name: 'Thumbnail of a Video in VidiCore',
				value: 'video',
				description: 'The thumbnail that is nearest to a time, where VidiCore cannot make the frame',
			},
		],
		default: 'binary',
	}),
	binaryField: showWhen(binaryField, { imageFrom: ['binary'] }),
	imageUrl: showWhen(
		text({
			displayName: 'URL of the Picture',
			required: true,
			placeholder: 'e.g. https://example.com/ada.jpg',
		}),
		{ imageFrom: ['url'] },
	),
	videoId: showWhen(
		reworded(videoPicker, { displayName: 'Video', description: 'The video in which the person is seen' }),
		{ imageFrom: ['frame', 'video'] },
	),
	seconds: showWhen(
		number({
			displayName: 'Time in the Video (Seconds)',
			default: 0,
			minValue: 0,
			description: 'From the beginning, for example startSeconds of an appearance',
		}),
		{ imageFrom: ['frame', 'video'] },
	),
	mostSecondsApart: showWhen(
		number({
			displayName: 'At Most Seconds Away',
			default: 2,
			minValue: 0,
			description: 'How far the thumbnail may be from that time; somebody else may be seen farther away',
		}),
		{ imageFrom: ['video'] },
	),
};

type PictureValues = Values<typeof pictureFields>;

interface Picture {
	bytes: Uint8Array;
	fileName: string;
}

/** The picture of one item, and what its file is called. Throws a UserError when there is none. */
export async function pictureOf(fields: PictureValues, call: Call): Promise<Picture> {
	const { context, item, vidiCore } = call;
	if (fields.imageFrom === 'frame') return await fromFrame(fields, call);
	if (fields.imageFrom === 'video') return await fromVideo(fields, await vidiCore());
	if (fields.imageFrom === 'url') {
		const url = fields.imageUrl;
		if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
			throw new UserError(
				`"${url}" is not the address of a picture`,
				'Enter an address that begins with https:// or http://.',
			);
		return {
			bytes: await fetchedPicture(context, url),
			fileName: decoded(new URL(url).pathname.split('/').at(-1) ?? '') || 'portrait',
		};
	}
	const field = fields.binaryField;
	const binary = inputFile(call, field);
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

/** The very frame, which VidiCore makes a picture of unless there is one. */
async function fromFrame({ videoId, seconds }: PictureValues, call: Call): Promise<Picture> {
	const http = await call.vidiCore();
	const wanted = { itemId: videoId, time: String(seconds), limitMs: frameLimitMs };
	const { at, poster } = await exactFrame(call, http, wanted);
	return { bytes: await thumbnailBytes(http, poster), fileName: `${videoId}-${at.seconds}s` };
}

/** How long VidiCore may take to make a frame. */
const frameLimitMs = 300_000;

/** VidiCore's thumbnail nearest to a time: another moment than that, so that it must be near. */
async function fromVideo(
	{ videoId, seconds, mostSecondsApart: most }: PictureValues,
	http: VidiCoreHttp,
): Promise<Picture> {
	const thumbnail = nearest(timed(await thumbnailsOf(http, videoId)), seconds);
	if (thumbnail === undefined)
		throw new UserError(
			`${videoId} has no thumbnails`,
			'Nothing was imported. Let VidiCore make thumbnails of the video, or use a picture of your own.',
		);
	const apart = Math.abs(thumbnail.seconds - seconds);
	if (apart > most)
		throw new UserError(
			`The nearest thumbnail of ${videoId} is ${Math.round(apart * 10) / 10} seconds away`,
			`Nothing was imported, because somebody else may be seen there. Raise "At Most Seconds Away" above ${most}, ` +
				'or use a picture of your own.',
		);
	return { bytes: await thumbnailBytes(http, thumbnail), fileName: `${videoId}-${Math.round(thumbnail.seconds)}s` };
}
