import type { Archive } from '../archive';
import type { Item } from '../entities';

/** What a face service is handed with a job, and how it tells how far it is. */
export interface Assignment {
	/** The job's metadata, with the service's parameters in it. */
	parameters: ReadonlyMap<string, string>;
	/**
	 * The object of the archive under that key, read over S3 as the service's own user. Resolves to a file that is there
	 * until the job ends.
	 */
	fetch(key: string): Promise<string>;
	/** From 0 to 100. */
	progress(percent: number): void;
	/** Aborted when the job is. */
	signal: AbortSignal;
}

/**
 * What a face service answers: the files it writes into the callback folder, and what VidiCore's script makes of
 * them.
 */
export interface FaceResult {
	document: unknown;
	/** Pictures of new faces, by file name. */
	pictures?: ReadonlyMap<string, Buffer>;
	/** Takes the pictures as VidiCore has fetched them, and the archive to put them into. */
	apply: (pictures: ReadonlyMap<string, Buffer>, archive: Archive) => void | Promise<void>;
}

/** The service behind the emulated VidiNet. What its methods throw becomes the error of the job. */
export interface FaceService {
	/** Learns the faces of these items' pictures. */
	train(portraits: Item[], assignment: Assignment): Promise<FaceResult>;
	/** Finds faces in the file under that key, which belongs to the item. */
	analyze(item: Item, key: string, assignment: Assignment): Promise<FaceResult>;
	/** Forgets what it knows of a face whose item was deleted. */
	forget(itemId: string): void;
	close(): Promise<void>;
}
