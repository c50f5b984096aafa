import type { IDataObject } from 'n8n-workflow';
import { conformStart } from '../../vidicore/clips/conform';
import { itemOfConform } from '../../vidicore/clips/itemOfConform';
import { relateToSources } from '../../vidicore/clips/relations';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { checkCollection } from '../../vidicore/items/collections';
import { putIntoCollection, type FieldValues } from '../../vidicore/items/metadata';
import type { JobPriority } from '../../vidicore/jobs/startJob';
import type { Call } from '../kit/operation';
import { startFree } from '../paidJobs/startFree';
import { refuseUnknownTags } from '../shapes/knownTags';
import { rounded, segmentRows, type CaptionedClip } from './segmentRows';

/** A new item that is to be made of clips. */
export interface ItemOfClips {
	/** One after the other; at least one. */
	clips: readonly CaptionedClip[];
	title: string;
	/** More of its metadata. */
	fields?: FieldValues;
	/** The shape that is made; `original` keeps the format of the sources. */
	tag: string;
	/** The shape of the sources that is taken; their original when absent. */
	sourceTag?: string;
	/** Whether who is seen when comes along. */
	copyMetadata: boolean;
	thumbnails: boolean;
	collectionId?: string;
	priority?: JobPriority;
}

/**
 * Has VidiCore make the item: started once, as every job (nodes/paidJobs). When the job has named the item, that is put
 * into the collection and related to its sources. What comes out is the job with the item and what it is made of
 * (`itemOfClipsOutputs`). Throws UserErrors and VidiCoreErrors; nothing was started then, unless it was cancelled.
 */
export async function makeItemOfClips(
	call: Pick<Call, 'context' | 'item' | 'signal'>,
	http: VidiCoreHttp,
	wanted: ItemOfClips,
): Promise<IDataObject> {
	const { clips, title, collectionId } = wanted;
	await refuseUnknownTags(http, [wanted.tag, ...(wanted.sourceTag === undefined ? [] : [wanted.sourceTag])]);
	if (collectionId !== undefined) await checkCollection(http, collectionId);
	const fields = { ...wanted.fields, title };
	const job = await startFree(call, http, conformStart({ ...wanted, segments: clips, fields }));
	const jobId = String(job.jobId);
	const { itemId, hint } = await placed(http, jobId, wanted, call.signal);
	return {
		...job,
		...(itemId === undefined ? {} : { itemId }),
		...(hint === undefined ? {} : { hint }),
		title,
		...contentOf(clips),
	};
}

const notPlaced = (collectionId: string): string =>
	`VidiCore has not named the new item yet, so it is not in ${collectionId}. Behind "Wait For Job", ` +
	'"Collection: Add Items" puts it there.';

/**
 * The new item, in its collection and with its relations; without its id while the job does not name it. The item is
 * being made: what goes wrong now is no error, which would invite to run it again and make a second one.
 */
async function placed(
	http: VidiCoreHttp,
	jobId: string,
	{ clips, collectionId, title }: ItemOfClips,
	signal?: AbortSignal,
): Promise<{ itemId?: string; hint?: string }> {
	let itemId: string | undefined;
	try {
		itemId = await itemOfConform(http, jobId, signal);
		if (itemId === undefined) return collectionId === undefined ? {} : { hint: notPlaced(collectionId) };
		if (collectionId !== undefined) await putIntoCollection(http, collectionId, itemId);
		const sources = clips.map((clip) => clip.itemId);
		await relateToSources(http, itemId, sources, signal).catch(leftToVidiCore);
		return { itemId };
	} catch (error) {
		if (!(error instanceof VidiCoreError) || error.kind === 'cancelled') return await Promise.reject(error);
		const what =
			collectionId === undefined ? 'related to its videos' : `put into ${collectionId} and related to its videos`;
		const hint =
			`${jobId} makes "${title}", but it could not be ${what}: ${lowered(error.message)}. Do not run this again, which ` +
			'would make a second one.';
		return { itemId, hint };
	}
}

/** Who may not see or make relations still gets those that VidiCore makes itself (documented). */
const leftToVidiCore = async (error: unknown): Promise<void> => {
	if (!(error instanceof VidiCoreError) || error.kind !== 'forbidden') await Promise.reject(error);
};

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** What an item of clips is made of. */
function contentOf(clips: readonly CaptionedClip[]): IDataObject {
	const segments = segmentRows(clips);
	const last = segments.at(-1);
	return {
		videos: new Set(clips.map(({ itemId }) => itemId)).size,
		clips: segments.length,
		durationSeconds: rounded((last?.atSeconds ?? 0) + (last?.durationSeconds ?? 0)),
		segments: segments as unknown as IDataObject[],
	};
}

/** What is output of an item of clips, beside its job. */
export const itemOfClipsOutputs = {
	itemId: 'The new item; absent while VidiCore has not named it, "Wait For Job" names it then',
	title: 'Its title',
	videos: 'Of how many videos it is made',
	clips: 'Of how many clips, after those that overlap or touch became one',
	durationSeconds: 'How long it will be',
	segments:
		'The clips in order: itemId, start and end in VidiCore’s notation, startSeconds, endSeconds, durationSeconds, ' +
		'frames, atSeconds (where it begins in the new item), caption',
	started: 'Whether this node started the job; false when the same runs already',
	reason: 'Why it was not started',
	hint: 'What is left to be done by hand',
};
