import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Item, Shape, User } from '../entities';
import type { StoredFile } from '../files/files';
import type { Studio } from '../media/pictures';
import { factsOf } from '../metadata/shapeDocument';
import { uncertain } from '../uncertain';
import { look } from './look';
import { fetchSource, nameIn } from './sources';

/** A shape of an item, to which something is added. */
interface Place {
	item: Item;
	shape: Shape;
}

/**
 * The job that gives a shape the sound tracks of a further file, from an address or on a storage. What is wrong with
 * the file shows in the job, and the shape stays as it was.
 */
export function importComponent(
	studio: Studio,
	{ item, shape }: Place,
	source: string | StoredFile,
	query: URLSearchParams,
	user: User,
): object {
	const { store, jobs, imports } = studio;
	const name = typeof source === 'string' ? nameIn(source) : basename(source.path);
	return jobs.onItem(uncertain.componentJobType, item, query, user, async (job) => {
		const path = imports.transfers.scratch();
		try {
			const reach = { s3: jobs.archives.s3, folder: imports.intake.folder, signal: job.signal };
			if (typeof source === 'string') await fetchSource(source, path, reach);
			else await jobs.archives.in(source.storage.bucket).fetch(source.path, path);
			const { facts, extension } = await look(path, name, store.scenario, imports.intake.tools);
			const { audio = [] } = facts;
			if (audio.length === 0) throw new Error(`${name} has no sound track, and the emulator adds no others`);
			if (typeof source === 'string')
				await imports.files.place(store.archiveStorage, `imported/${item.id}-${store.nextId()}${extension}`, path);
			const own = factsOf(item, shape) ?? { format: '', mimeType: shape.mimeType };
			shape.facts = { ...own, audio: [...(own.audio ?? []), ...audio] };
		} finally {
			rmSync(path, { force: true });
		}
	});
}
