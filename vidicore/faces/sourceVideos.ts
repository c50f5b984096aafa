import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { detectedPersonId } from '../fieldNames';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { mediaFactsOf, mediaFields, originalShape, type MediaFacts } from '../items/mediaFacts';
import { searchDocument, type Condition } from '../search/document';
import { itemPages } from '../search/pages';
import { shapeOf } from '../shapes/shapes';

/** A video out of which clips may be taken. */
export interface FoundVideo {
	itemId: string;
	title: string;
	/** What its file was called when it came; '' where VidiCore does not say. */
	fileName: string;
	/** The first value of the field that was asked for. */
	date: string;
	facts: MediaFacts;
	/** undefined where our user may not see shapes. */
	media?: OriginalMedia;
}

/** What is in an item's original. */
export interface OriginalMedia {
	/** Whether there is a file that can be read. */
	readable: boolean;
	/** Whether there is sound and no picture. */
	audioOnly: boolean;
	audioChannels: number;
	width?: number;
	height?: number;
}

/** Where is looked, and for whom. */
export interface VideoSearch {
	/** Ids in the service's model: of each list somebody must be seen in the video; anybody where there is none. */
	persons: ReadonlyArray<readonly string[]>;
	/** The field that holds when a video was recorded; `created` is when it came into VidiCore. */
	dateField: string;
	/** ISO 8601; both ends belong to it. */
	from?: string;
	to?: string;
	collectionId?: string;
	signal?: AbortSignal;
}

const pageSize = 100;

/**
 * The videos in whose detections these persons are found, with what there is to know of their media, a hundred a
 * request. Where our user may not see shapes, without them. Throws a VidiCoreError.
 */
export async function* videosWithFaces(http: VidiCoreHttp, search: VideoSearch): AsyncGenerator<FoundVideo[]> {
	const found = pages(http, search, 'metadata,shape');
	const begin = await found
		.next()
		.catch((error: unknown) => (isHidden(error, 'metadata,shape') ? undefined : Promise.reject(error)));
	if (begin === undefined) {
		yield* pages(http, search, 'metadata');
		return;
	}
	if (!begin.done) yield begin.value;
	yield* found;
}

/** One item in the same way, in one request. Throws a VidiCoreError, also for an unknown item. */
export async function foundVideo(
	http: VidiCoreHttp,
	itemId: string,
	dateField: string,
	signal?: AbortSignal,
): Promise<FoundVideo> {
	const read = async (content: Content) => {
		const query = queryFor(dateField, content);
		const path = `/API/item/${segment(itemId)}`;
		const item = await ask(http, 'GET', path, `the item ${itemId} with its metadata`, { query, signal });
		return videoOf(item, dateField, content);
	};
	return await read('metadata,shape').catch((error: unknown) =>
		isHidden(error, 'metadata,shape') ? read('metadata') : Promise.reject(error),
	);
}

type Content = 'metadata,shape' | 'metadata';

const isHidden = (error: unknown, content: Content): boolean =>
	content === 'metadata,shape' && error instanceof VidiCoreError && error.kind === 'forbidden';

async function* pages(http: VidiCoreHttp, search: VideoSearch, content: Content): AsyncGenerator<FoundVideo[]> {
	const { persons, dateField, from, to, collectionId, signal } = search;
	const conditions: Condition[] =
		persons.length === 0
			? [{ field: detectedPersonId, operator: 'exists' }]
			: persons.map((ids) => ({ field: detectedPersonId, operator: 'isOneOf', values: ids }));
	if (from !== undefined || to !== undefined) conditions.push({ field: dateField, operator: 'range', from, to });
	const sort = [{ field: 'created', order: 'descending' }] as const;
	const found = itemPages(http, {
		search: searchDocument({ conditions, combine: 'AND', intervals: 'all', sort }),
		query: queryFor(dateField, content),
		...{ collectionId, limit: Infinity, pageSize, generic: false, signal },
	});
	for await (const { items } of found) yield items.map((item) => videoOf(item, dateField, content));
}

const queryFor = (dateField: string, content: Content) =>
	[
		['content', content],
		['field', [...new Set(['title', 'originalFilename', 'mediaType', dateField, ...mediaFields])].join(',')],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['tag', 'original'],
	] as const;

function videoOf(item: Part, dateField: string, content: Content): FoundVideo {
	const fields = fieldsOf(item);
	const value = (name: string) => fieldValue(fields, name);
	return {
		itemId: item.text('id'),
		title: value('title'),
		fileName: value('originalFilename'),
		date: value(dateField),
		facts: mediaFactsOf(item),
		...(content === 'metadata' ? {} : { media: mediaOf(originalShape(item), value('mediaType')) }),
	};
}

/** The states in which a file can be read (the words of the vendor's own tools); one without a state counts. */
const readableStates = ['', 'CLOSED', 'OPEN', 'BEING_READ'];

function mediaOf(original: Part | undefined, mediaType: string): OriginalMedia {
	if (!original) return { readable: false, audioOnly: mediaType === 'audio', audioChannels: 0 };
	const { files, width, height } = shapeOf(original);
	const audio = original.partsIfAny('audioComponent') ?? [];
	const video = original.partsIfAny('videoComponent') ?? [];
	return {
		readable: files.some(({ state }) => readableStates.includes(state)),
		audioOnly: mediaType === 'audio' || (audio.length > 0 && video.length === 0),
		audioChannels: audio.reduce((sum, component) => sum + (component.numberIfAny('channelCount') ?? 1), 0),
		...{ width, height },
	};
}
