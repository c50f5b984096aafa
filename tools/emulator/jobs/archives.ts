import { Archive } from '../archive';
import type { Shape } from '../entities';
import type { S3Side } from './s3Side';

/** The buckets behind the storages, as VidiCore's own user reads and writes them. */
export class Archives {
	private readonly known = new Map<string, Archive>();

	/** `bucket` is that of the archive's own storage. */
	constructor(
		readonly s3: S3Side,
		private readonly bucket: string,
	) {}

	/** The bucket in which the items' files lie. */
	get own(): Archive {
		return this.in(this.bucket);
	}

	/** Any of the buckets that VidiCore's own user may read. */
	in(bucket: string): Archive {
		const { endpoint, region, vidicore } = this.s3;
		const archive = this.known.get(bucket) ?? new Archive(endpoint, region, vidicore, bucket);
		this.known.set(bucket, archive);
		return archive;
	}

	/** With a shape goes its file. */
	async fileRemoved({ file, storage }: Pick<Shape, 'file' | 'storage'>): Promise<void> {
		if (file) await (storage ? this.in(storage.bucket) : this.own).remove(file);
	}

	close(): void {
		for (const archive of this.known.values()) archive.close();
	}
}
