import type { VidiCoreHttp } from '../../../vidicore/http';
import { readPosters } from '../../../vidicore/items/posters';
import { thumbnailsOf, type Thumbnail } from '../../../vidicore/items/thumbnails';
import { timeCodeFrom } from '../../clips/clipFields';
import { UserError } from '../../kit/errors';
import { showWhen } from '../../kit/field';
import { options } from '../../kit/fields/grouped';
import { choice, number, text } from '../../kit/fields/plain';
import { operation, RowWithFiles, type Call } from '../../kit/operation';
import { exactFrame, NoFrame, posterAt } from '../../pictures/exactFrame';
import { framePicture } from '../../pictures/framePicture';
import type { FrameTime } from '../../pictures/frameTime';
import { nearest, timed } from '../../pictures/nearestThumbnail';
import { videoPicker } from '../../pickers/item';
import { pictureFile } from '../../pictures/pictureFile';
import { pictureAs } from './pictureFields';

interface Found {
	at: FrameTime;
	picture: Thumbnail;
	secondsOff: number;
	jobId?: string;
}

/** The picture of a single frame. */
export const getFrame = operation({
	value: 'getFrame',
	label: 'Get Frame',
	action: 'Get a frame of a video',
	description: 'The picture of exactly one frame, for example of the moment in which somebody is seen',
	fields: {
		itemId: videoPicker,
		time: text({
			displayName: 'Time',
			required: true,
			placeholder: 'e.g. 9.04 or 10:00:09:01',
			description: 'Seconds from the beginning, or a time code; for example startSeconds of an appearance',
		}),
		pictureAs,
		ifNoFrame: choice({
			displayName: 'If There Is No Such Frame',
			options: [
				{ name: 'Stop With an Error', value: 'error' },
				{
					name: 'Use the Nearest Thumbnail',
					value: 'nearest',
					description: 'The output says how far it is from the time',
				},
			],
			default: 'error',
			description: 'What to do when VidiCore cannot make the picture',
		}),
		mostSecondsOff: showWhen(
			number({
				displayName: 'At Most Seconds Away',
				default: 2,
				minValue: 0,
				description: 'How far the thumbnail may be from the time; somebody else may be seen farther away',
			}),
			{ ifNoFrame: ['nearest'] },
		),
		options: options({
			limitSeconds: number({
				displayName: 'Wait at Most (Seconds)',
				default: 300,
				minValue: 1,
				description: 'How long to wait until VidiCore has made the picture',
			}),
			timeCodeFrom,
		}),
	},
	outputs: {
		itemId: 'The item',
		seconds: 'The moment of the frame, from the beginning of the video',
		frame: 'The number of the frame, from 0, where the frame rate is known',
		timecode: 'Its time code, where the frame rate is known',
		exact: 'Whether it is that very frame; false for a thumbnail',
		secondsOff: 'How far the picture is from the time',
		jobId: 'The job that made it; absent when the picture was there',
		link: 'An address of the picture that works without a login, when it is wanted',
		fileName: 'What the file is called',
		mimeType: 'What kind of picture it is',
		bytes: 'Its size',
		hint: 'Why it is found by its time, and not by its number',
	},
	async run(fields, call) {
		const { itemId, pictureAs: wanted } = fields;
		const http = await call.vidiCore();
		const asked = {
			itemId,
			time: fields.time,
			fromZero: fields.options.timeCodeFrom === 'zero',
			limitMs: fields.options.limitSeconds * 1000,
		};
		const found = await exactly(call, http, asked).catch(async (error: unknown) =>
			error instanceof NoFrame && fields.ifNoFrame === 'nearest'
				? await instead(http, itemId, error.at, fields.mostSecondsOff)
				: await Promise.reject(error),
		);
		const { at, picture, secondsOff, jobId } = found;
		const { bytes, fileName, mimeType } = await framePicture(http, itemId, at, picture);
		const row = {
			itemId,
			seconds: at.seconds,
			...(at.frame === undefined ? {} : { frame: at.frame }),
			...(at.timecode === undefined ? {} : { timecode: at.timecode }),
			exact: secondsOff === 0,
			secondsOff,
			...(jobId === undefined ? {} : { jobId }),
			...(wanted === 'file' ? {} : { link: await linkTo(http, itemId, found) }),
			fileName,
			mimeType,
			bytes: bytes.length,
			...(at.frame === undefined ? { hint: noRate(itemId) } : {}),
		};
		return new RowWithFiles(row, wanted === 'link' ? undefined : await pictureFile(call, bytes, fileName, mimeType));
	},
});

const noRate = (itemId: string): string =>
	`The frame rate of ${itemId} is not known: VidiCore holds none, or this user may not see its shapes`;

async function exactly(call: Call, http: VidiCoreHttp, asked: Parameters<typeof exactFrame>[2]): Promise<Found> {
	const { at, poster, jobId } = await exactFrame(call, http, asked);
	return { at, picture: poster, secondsOff: 0, jobId };
}

async function instead(http: VidiCoreHttp, itemId: string, at: FrameTime, most: number): Promise<Found> {
	const picture = nearest(timed(await thumbnailsOf(http, itemId)), at.seconds);
	if (!picture) throw new UserError(`${itemId} has neither that frame nor thumbnails`, 'Let VidiCore make thumbnails.');
	const secondsOff = Math.round(Math.abs(picture.seconds - at.seconds) * 1000) / 1000;
	if (secondsOff > most)
		throw new UserError(
			`The nearest thumbnail of ${itemId} is ${secondsOff} seconds away`,
			`Somebody else may be seen there. Raise "At Most Seconds Away" above ${most} to take it all the same.`,
		);
	return { at, picture, secondsOff };
}

/** The address without a login; that of the picture itself where VidiCore gives no other. */
async function linkTo(http: VidiCoreHttp, itemId: string, { at, picture, secondsOff }: Found): Promise<string> {
	if (secondsOff > 0) {
		const open = nearest(timed(await thumbnailsOf(http, itemId, true)), at.seconds);
		return (open ?? picture).url;
	}
	return (posterAt(await readPosters(http, itemId, true), at) ?? picture).url;
}
