import { notFound } from '../faults';

/** A place for files that VidiCore knows: a bucket. */
export interface Storage {
	id: string;
	bucket: string;
	/** Its address, with VidiCore's keys. */
	uri: string;
	/** What fits into it, in bytes; without end where absent. */
	capacity?: number;
	type?: string;
	state?: string;
	/** How VidiCore reaches it; by its address alone where absent. */
	methods?: StorageMethod[];
	/** What else its document said when it was made or changed. */
	described?: Readonly<Record<string, unknown>>;
	/** Whether it was made by a call: nobody has seen then that its bucket is there. */
	isMade?: boolean;
}

export interface StorageMethod {
	id: string;
	/** Holds keys. */
	uri: string;
	read: boolean;
	write: boolean;
	browse: boolean;
	type?: string;
}

/** How VidiCore reaches a storage; the addresses hold its keys. */
export const methodsOf = (storage: Storage): StorageMethod[] =>
	(storage.methods ??= [{ id: `${storage.id}1`, uri: storage.uri, read: true, write: true, browse: true }]);

/** The vendor's words. */
export const fileStates = [
	...(['NONE', 'OPEN', 'CLOSED', 'BEING_READ', 'LOST', 'TO_APPEAR', 'TO_BE_DELETED', 'ARCHIVED'] as const),
	'AWAITING_SYNC',
] as const;

/** A file on a storage, as VidiCore has last seen it. */
export interface StoredFile {
	id: string;
	storage: Storage;
	/** Relative to the storage; the key in its bucket. */
	path: string;
	state: (typeof fileStates)[number];
	size: number;
	timestamp: Date;
	hash?: string;
	/** Since when it has had this size, in ms. */
	seen: number;
}

/** The files of all storages. A file keeps its id for as long as it lies at its path. */
export class Files {
	private readonly byId = new Map<string, StoredFile>();
	private readonly byPath = new Map<string, StoredFile>();

	readonly storages: Storage[];

	constructor(
		storages: readonly Storage[],
		private readonly nextId: () => string,
	) {
		this.storages = [...storages];
	}

	/** Takes a storage away, with what is known of its files; the files themselves stay where they are. */
	removeStorage(storage: Storage): void {
		for (const file of this.on(storage)) this.forget(file);
		this.storages.splice(this.storages.indexOf(storage), 1);
	}

	/** Files that lie at another path of their storage from now on. */
	rename(file: StoredFile, path: string): void {
		this.byPath.delete(`${file.storage.id}/${file.path}`);
		file.path = path;
		this.byPath.set(`${file.storage.id}/${path}`, file);
	}

	storage(id: string): Storage {
		const storage = this.storages.find((one) => one.id === id);
		if (!storage) throw notFound('storage', id);
		return storage;
	}

	get(id: string): StoredFile {
		const file = this.byId.get(id);
		if (!file) throw notFound('file', id);
		return file;
	}

	on(storage: Storage): StoredFile[] {
		return [...this.byId.values()].filter((file) => file.storage === storage);
	}

	/** The file at that path as it was last seen, if it ever was. */
	known(storage: Storage, path: string): StoredFile | undefined {
		return this.byPath.get(`${storage.id}/${path}`);
	}

	/** The file at that path, which gets an id when it is first seen. */
	at(storage: Storage, path: string, facts: Partial<Pick<StoredFile, 'size' | 'timestamp' | 'state' | 'hash'>> = {}) {
		const place = `${storage.id}/${path}`;
		let file = this.byPath.get(place);
		if (!file) {
			file = { id: this.nextId(), storage, path, state: 'CLOSED', size: 0, timestamp: new Date(), seen: Date.now() };
			this.byId.set(file.id, file);
			this.byPath.set(place, file);
		}
		if (facts.size !== undefined && facts.size !== file.size) file.seen = Date.now();
		return Object.assign(file, facts);
	}

	forget({ id, storage, path }: StoredFile): void {
		this.byId.delete(id);
		this.byPath.delete(`${storage.id}/${path}`);
	}
}
