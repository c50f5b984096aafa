import { ApiFault } from '../faults';
import type { Item } from '../entities';

/** What an import is asked to do with its file: parameters of the request (reference on imports). */
export interface Wishes {
	tags: string[];
	original: string;
	fileName: string;
	/** Whether the file is a further shape of an item that has media: the item's own fields stay. */
	further: boolean;
	/** Whether the file begins a new version of the item's essence. */
	newEssence?: boolean;
}

/** For what a file is taken in. */
export type Purpose = 'placeholder' | 'shape' | 'essence';

/** The job that does it. */
export const jobTypes = {
	placeholder: 'PLACEHOLDER_IMPORT',
	shape: 'SHAPE_IMPORT',
	essence: 'ESSENCE_VERSION',
} as const;

/** A placeholder takes as many files as it was made for (recorded refusal). */
export function takePlace(item: Item): void {
	if (!item.awaitedFiles)
		throw new ApiFault(400, 'invalidInput', {
			context: 'import',
			id: item.id,
			explanation: 'No more components of that type is accepted',
		});
	item.awaitedFiles -= 1;
}

/** What the parameters of the request say; the file has that name. */
export function wishes(query: URLSearchParams, fileName: string, purpose: Purpose = 'placeholder'): Wishes {
	const tags = query.getAll('tag').flatMap((one) => one.split(',').filter(Boolean));
	const further = purpose !== 'placeholder';
	if (purpose === 'essence') return { tags, original: 'original', fileName, further, newEssence: true };
	if (further) return { tags: [], original: tags[0] ?? 'original', fileName, further };
	const original = query.get('original') ?? query.get('importTag') ?? 'original';
	const transcodes = query.get('no-transcode') === 'true' ? [] : tags;
	return { tags: tags.includes(original) ? [original, ...transcodes] : transcodes, original, fileName, further };
}
