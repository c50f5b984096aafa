import type { JobDocument } from '../jobs/documents';
import { requestKey } from '../jobs/earlierJob';
import type { JobPriority } from '../jobs/startJob';
import type { Source } from './source';
import type { Wishes } from './startPlaceholder';
import type { Progress } from './upload';

export interface Import {
	source: Source;
	title: string;
	/** The item's MetadataDocument with this title. */
	document: (title: string) => object;
	collectionId?: string;
	/** Where the file goes; VidiCore chooses when absent. */
	storageId?: string;
	/** Shapes to be transcoded. */
	tags: readonly string[];
	priority?: JobPriority;
	/** Says the same for the same file; hexadecimal. By it an import is known again for ever. */
	request: string;
	/** An unguessable word of this start. */
	correlation: string;
	progress?: Progress;
	/** How large a part of a file is that is sent; 8 MiB when absent. */
	partBytes?: number;
}

export interface Imported {
	itemId: string;
	title: string;
	/** The job that takes the file in; absent when the file came into VidiCore in a way that left no job. */
	job?: JobDocument;
	/** false when it was there already. */
	imported: boolean;
}

/** The parameters of an import (reference on imports), and what its job is known by. */
export const wishesOf = ({ tags, storageId, priority, correlation, request }: Omit<Import, 'source'>): Wishes => ({
	query: [
		...(tags.length > 0 ? ([['tag', tags.join(',')]] as const) : []),
		...(storageId === undefined ? [] : ([['storageId', storageId]] as const)),
	],
	correlation,
	priority,
	metadata: [[requestKey, request]],
});
