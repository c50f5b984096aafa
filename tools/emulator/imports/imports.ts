import { rmSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename } from 'node:path';
import { notFound } from '../faults';
import type { StoredFile } from '../files/files';
import type { Job } from '../jobs/job';
import type { Jobs } from '../jobs/jobs';
import { newestEssence } from '../metadata/shapeDocument';
import { writeFields } from '../metadata/writeMetadata';
import type { Item, Shape, User } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import type { Intake } from './intake';
import { look, type Looked } from './look';
import { fetchSource, nameIn } from './sources';
import { systemValues } from './systemValues';
import { StorageFiles } from './storageFiles';
import { Transfers } from './transfers';
import { jobTypes, takePlace, wishes, type Purpose, type Wishes } from './wishes';

/** Takes files in: what is sent, what lies at an address, and what lies on a storage. */
export class Imports {
	readonly transfers = new Transfers();
	readonly files: StorageFiles;
	/** Makes the shapes that an import is asked for beside the original. */
	transcode: (item: Item, tag: string) => Promise<void> = () => Promise.resolve();
	private readonly underWay = new Set<string>();

	constructor(
		private readonly store: Store,
		private readonly jobs: Jobs,
		readonly intake: Intake,
	) {
		this.files = new StorageFiles(store, jobs.archives, intake);
	}

	/** Throws 404 for a shape tag or storage that does not exist; both are looked at before anything is made. */
	check(query: URLSearchParams): void {
		if (!uncertain.refuseWrongTagsEarly) return;
		for (const tag of wishes(query, '').tags) if (!this.store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
		const storage = query.get('storageId');
		if (storage !== null) this.store.files.storage(storage);
	}

	/** A part of a file; resolves to undefined while there is more to come, then to the job that takes it in. */
	async raw(item: Item, query: URLSearchParams, user: User, message: IncomingMessage): Promise<object | undefined> {
		const path = await this.transfers.receive(`${item.id} ${query.get('transferId') ?? ''}`, message);
		if (path === undefined) return undefined;
		return this.received(item, path, query, user);
	}

	/** The job that takes in a file which was sent whole. */
	received(item: Item, path: string, query: URLSearchParams, user: User, purpose: Purpose = 'placeholder'): object {
		const wanted = wishes(query, query.get('filename') ?? item.id, purpose);
		if (!wanted.further) takePlace(item);
		return this.jobs.onItem(
			purpose === 'placeholder' ? 'RAW_IMPORT' : jobTypes[purpose],
			item,
			query,
			user,
			async (job) => {
				await this.takeIn(item, path, wanted, job);
			},
		);
	}

	/** What lies at an address; what is wrong with it shows in the job. */
	fromUri(item: Item, uri: string, query: URLSearchParams, user: User, purpose: Purpose = 'placeholder'): object {
		const wanted = wishes(query, query.get('filename') ?? nameIn(uri), purpose);
		if (!wanted.further) takePlace(item);
		return this.jobs.onItem(jobTypes[purpose], item, query, user, async (job) => {
			const path = this.transfers.scratch();
			await fetchSource(uri, path, { s3: this.jobs.archives.s3, folder: this.intake.folder, signal: job.signal });
			await this.takeIn(item, path, wanted, job);
		});
	}

	/** A file that lies on a storage, and stays there. */
	fromFile(item: Item, file: StoredFile, query: URLSearchParams, user: User, purpose: Purpose = 'placeholder'): object {
		const wanted = wishes(query, basename(file.path), purpose);
		if (!wanted.further) takePlace(item);
		this.underWay.add(file.id);
		return this.jobs.onItem(jobTypes[purpose], item, query, user, async (job) => {
			try {
				const path = this.transfers.scratch();
				await this.jobs.archives.in(file.storage.bucket).fetch(file.path, path);
				const looked = await look(path, wanted.fileName, this.store.scenario, this.intake.tools);
				rmSync(path, { force: true });
				this.enter(item, { file: file.path, storage: file.storage }, looked, wanted, job, file.size);
				await this.further(item, wanted, job);
			} finally {
				this.underWay.delete(file.id);
			}
		});
	}

	/** Whether the file is in an item already, or on its way into one. */
	isTaken = (file: StoredFile): boolean => this.underWay.has(file.id) || this.files.itemsWith(file).length > 0;

	close(): void {
		this.transfers.close();
	}

	/** Looks at the file, puts it into the archive and makes it the item's original. */
	private async takeIn(item: Item, path: string, wanted: Wishes, job: Job): Promise<void> {
		const { archiveStorage: storage, scenario } = this.store;
		const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
		try {
			const looked = await look(path, wanted.fileName, scenario, this.intake.tools);
			this.findRoom(size);
			const name = wanted.further ? `${item.id}-${this.store.nextId()}` : item.id;
			const key = `imported/${name}${looked.extension}`;
			if (this.intake.putFile) this.intake.putFile(storage.bucket, key, path);
			else await this.jobs.archives.own.putFile(key, path, looked.facts.mimeType);
			this.store.files.at(storage, key, { size, timestamp: new Date() });
			this.enter(item, { file: key }, looked, wanted, job, size);
		} catch (error) {
			rmSync(path, { force: true });
			throw error;
		}
		if (!this.intake.putFile) rmSync(path, { force: true });
		await this.further(item, wanted, job);
	}

	private findRoom(size: number): void {
		const { archiveStorage: storage, files } = this.store;
		const used = files.on(storage).reduce((sum, file) => sum + file.size, 0);
		if (storage.capacity !== undefined && used + size > storage.capacity)
			throw new Error(`No storage has room for ${size} bytes: ${storage.id} is full`);
	}

	/** Enters a file that lies in a bucket as the item's shape, and what it says of the item. */
	private enter(
		item: Item,
		place: Pick<Shape, 'file' | 'storage'>,
		{ facts, mediaType, video }: Looked,
		{ original, fileName, further, newEssence }: Wishes,
		{ user }: Job,
		size: number,
	): void {
		const [id, created, fields] = [this.store.nextId(), new Date(), new Map<string, string>()];
		const essence = newestEssence(item) + (newEssence ? 1 : 0);
		item.shapes.push({ id, created, fields, facts, tag: [original], mimeType: facts.mimeType, essence, ...place });
		if (further) return;
		if (video) item.video = { ...video, id: item.id };
		const values = systemValues(item, { facts, mediaType, fileName, user, size });
		writeFields(this.store, item, values, user);
	}

	/** Makes the other shapes that were wished for. */
	private async further(item: Item, { tags, original }: Wishes, { user }: Job): Promise<void> {
		const wanted = tags.filter((tag) => tag !== original);
		for (const tag of wanted) await this.transcode(item, tag);
		const shapeTag = item.shapes.flatMap(({ tag }) => tag).join(',');
		if (wanted.length > 0) writeFields(this.store, item, [['shapeTag', shapeTag]], user);
	}
}
