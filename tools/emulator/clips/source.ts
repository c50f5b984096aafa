import { probeMedia } from '../files/probe';
import type { MediaFacts, Ratio } from '../files/mediaFacts';
import type { Studio } from '../media/pictures';
import { factsOf, fileOf, shapesWith } from '../metadata/shapeDocument';
import type { Item } from '../entities';
import { stretchOf, type Stretch } from './cut';
import type { VideoFile } from './frames';
import type { Piece } from './timeline';

/** A piece of a video that is in the archive. */
export interface Source {
	item: Item;
	stretch: Stretch;
	facts: MediaFacts;
	/** Absent where nobody has a picture of it. */
	file?: VideoFile;
}

/**
 * The pieces with their media, which are fetched into files of this machine, each once; `folder` gives a name for one.
 * Throws an Error that says of which item there is nothing to be cut.
 */
export async function sourcesOf(studio: Studio, pieces: readonly Piece[], tag: string): Promise<Source[]> {
	const files = new Map<string, VideoFile | undefined>();
	const found: Source[] = [];
	for (const piece of pieces) {
		const source = sourceOf(studio, piece, tag);
		if (!files.has(piece.itemId)) files.set(piece.itemId, await fetched(studio, source, tag));
		found.push({ ...source, file: files.get(piece.itemId) });
	}
	return found;
}

/** The same without their media. */
export const stretchesOf = (studio: Studio, pieces: readonly Piece[], tag: string): Source[] =>
	pieces.map((piece) => sourceOf(studio, piece, tag));

/** Takes the fetched files away. */
export const filesOf = (sources: readonly Source[]): string[] => [
	...new Set(sources.flatMap(({ file }) => file?.path ?? [])),
];

function sourceOf({ store }: Studio, { itemId, from, to }: Piece, tag: string): Source {
	const item = store.items.get(itemId);
	if (!item) throw new Error(`The item ${itemId} does not exist any more`);
	const [shape] = shapesWith(item, [tag]);
	const facts = shape && factsOf(item, shape);
	const stored = shape && fileOf(shape, store);
	if (!facts || !stored || stored.state === 'LOST')
		throw new Error(`The item ${itemId} has no media in the shape "${tag}"`);
	if (!facts.video) throw new Error(`The item ${itemId} has no video to cut`);
	const { rate } = facts.video;
	return { item, facts, stretch: stretchOf(from, to, rate, framesIn(facts.durationSeconds, rate)) };
}

const framesIn = (seconds: number | undefined, { numerator, denominator }: Ratio): number =>
	Math.round(((seconds ?? 0) * numerator) / denominator);

/** undefined without ffmpeg, and for a text that stands for a video. */
async function fetched(
	{ store, jobs, imports }: Studio,
	{ item }: Source,
	tag: string,
): Promise<VideoFile | undefined> {
	const { tools } = imports.intake;
	const [shape] = shapesWith(item, [tag]);
	const stored = shape && fileOf(shape, store);
	if (!tools || !stored) return undefined;
	const path = imports.transfers.scratch();
	await jobs.archives.in(stored.storage.bucket).fetch(stored.path, path);
	const found = await probeMedia(tools, path);
	return found?.video ? { path, rate: found.video.rate, hasSound: (found.audio ?? []).length > 0 } : undefined;
}
