import type { IDataObject } from 'n8n-workflow';
import { timecodeOf } from '../../faces/formats/markers';
import type { Segment } from '../../faces/reel/segment';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { makeItemOfClips } from '../clips/makeItem';
import { UserError } from '../kit/errors';
import { reworded, showWhen, type Values } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, text, toggle } from '../kit/fields/plain';
import type { Call } from '../kit/operation';
import { startFields } from '../paidJobs/startOptions';
import { collectionPicker } from '../pickers/collection';

const onlyReels = { make: ['reel'] };

/** Whether there is more than a plan, and how the new item is made. */
export const reelJobFields = {
	make: choice({
		displayName: 'Make',
		options: [
			{ name: 'Only the Plan', value: 'plan', description: 'Shows what the reel would be; nothing is started' },
			{ name: 'Reel', value: 'reel', description: 'Starts the job that makes it, a new item in VidiCore' },
		],
		default: 'plan',
	}),
	shapeTag: showWhen(
		text({
			displayName: 'Shape Tag',
			default: 'original',
			required: true,
			placeholder: 'e.g. original, __mp4',
			description: 'The version that VidiCore makes; its preset says how. "original" keeps the format of the videos.',
		}),
		onlyReels,
	),
};

/** Rarer wishes about the new item. */
export const reelJobOptions = {
	burnIn: showWhen(
		toggle({
			displayName: 'Names in the Picture',
			default: false,
			description:
				'Whether to write the persons, the title of the video and its time code into the picture of each clip',
		}),
		onlyReels,
	),
	copyMetadata: showWhen(
		toggle({
			displayName: 'Copy Metadata',
			default: true,
			description: 'Whether what VidiCore knows of the moments comes along, such as who is seen when',
		}),
		onlyReels,
	),
	intoCollection: showWhen(
		optional(
			reworded(collectionPicker, {
				displayName: 'Put Into Collection',
				description: 'The collection for the new item',
			}),
		),
		onlyReels,
	),
	priority: showWhen(startFields.priority, onlyReels),
	sourceTag: showWhen(
		text({
			displayName: 'Shape Tag of the Videos',
			placeholder: 'e.g. lowres',
			description: 'Which version of the videos is taken; the original unless given',
		}),
		onlyReels,
	),
	thumbnails: showWhen(
		toggle({ displayName: 'Thumbnails', default: true, description: 'Whether to make thumbnails of the new item' }),
		onlyReels,
	),
};

type Fields = Values<typeof reelJobFields> & { options: Values<typeof reelJobOptions> };

/** The reel that is to be made. */
export interface WantedReel {
	title: string;
	/** From 1. */
	part: number;
	segments: readonly Segment[];
}

/**
 * Starts the job of one reel, once. What is wrong with a later part of a plan does not hide the jobs of the parts
 * before it: it comes out with the reason. Throws UserErrors and VidiCoreErrors.
 */
export async function startedReel(
	call: Pick<Call, 'context' | 'item' | 'signal'>,
	http: VidiCoreHttp,
	{ title, part, segments }: WantedReel,
	{ shapeTag, options }: Fields,
): Promise<IDataObject> {
	if (segments.length === 0) return { started: false, reason: 'There is nothing to show' };
	const wanted = {
		...{ title, tag: shapeTag, copyMetadata: options.copyMetadata, thumbnails: options.thumbnails },
		clips: options.burnIn ? segments.map((segment) => ({ ...segment, caption: captionOf(segment) })) : segments,
		collectionId: options.intoCollection,
		priority: options.priority,
		...(options.sourceTag === '' ? {} : { sourceTag: options.sourceTag }),
	};
	return await makeItemOfClips(call, http, wanted).catch(async (error: unknown) => {
		const told = error instanceof VidiCoreError || error instanceof UserError;
		return part > 1 && told ? { started: false, reason: error.message } : await Promise.reject(error);
	});
}

/** Who, and whence: as an archivist wants to find the original again. */
const captionOf = ({ persons, video, itemId, from }: Segment): string[] => [
	persons.join(', '),
	`${video.title || itemId}, ${timecodeOf(from, video)}`,
];
