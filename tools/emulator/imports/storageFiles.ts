import { rmSync, statSync } from 'node:fs';
import type { Item } from '../entities';
import type { Storage, StoredFile } from '../files/files';
import type { Archives } from '../jobs/archives';
import type { Store } from '../store';
import type { Intake } from './intake';

/** What lies on the storages, and which items have it. */
export class StorageFiles {
	constructor(
		private readonly store: Store,
		private readonly archives: Archives,
		private readonly intake: Intake,
	) {}

	/** The files of a storage as a look at its bucket finds them; one that has just come may still be written. */
	async scan(storage: Storage): Promise<StoredFile[]> {
		const { files, clock } = this.store;
		const { openSeconds = 0 } = this.intake;
		const there = await this.list(storage);
		if (!there) return files.on(storage);
		const found = there.map(({ key, size, modified }) => {
			const file = files.at(storage, key, { size, timestamp: modified });
			const isOpen = Date.now() - file.seen < (openSeconds * 1000) / clock.speed;
			return Object.assign(file, { state: isOpen ? 'OPEN' : 'CLOSED' });
		});
		for (const file of files.on(storage)) if (!found.includes(file)) files.forget(file);
		return found;
	}

	/** What lies in a storage's bucket; nothing is known of one that was made by a call and is not there. */
	private async list(storage: Storage) {
		const looked = this.archives.in(storage.bucket).list();
		if (!storage.isMade) return await looked;
		return await looked.then(
			(there) => {
				storage.state = 'READY';
				return there;
			},
			() => void (storage.state = 'OFFLINE'),
		);
	}

	/** Puts a file that was sent onto a storage. */
	async place(storage: Storage, path: string, received: string): Promise<StoredFile> {
		await this.archives.in(storage.bucket).putFile(path, received, 'application/octet-stream');
		const { size } = statSync(received);
		rmSync(received, { force: true });
		return this.store.files.at(storage, path, { size, timestamp: new Date() });
	}

	/** The items that have the file in a shape. */
	itemsWith({ path, storage }: StoredFile): Item[] {
		return [...this.store.items.values()].filter(({ shapes }) =>
			shapes.some((shape) => shape.file === path && (shape.storage ?? this.store.archiveStorage) === storage),
		);
	}
}
