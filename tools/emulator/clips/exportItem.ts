import { rmSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { invalidInput, notFound } from '../faults';
import type { Job } from '../jobs/job';
import type { Studio } from '../media/pictures';
import { fileOf, shapesWith } from '../metadata/shapeDocument';
import { maySee, needs } from '../rights';
import type { Item, User } from '../entities';
import { inSeconds, type Fraction } from '../time';
import { uncertain } from '../uncertain';
import { deliver } from './deliver';
import { render } from './render';
import { sourcesOf } from './source';

interface Delivery {
	uri: string;
	tag: string;
	from?: Fraction;
	to?: Fraction;
	/** A file that is not there does not matter (documented default). */
	allowMissing: boolean;
	keepsName: boolean;
}

/**
 * POST /item/{id}/export: a file of the item, or a piece of it, brought to an address. Throws 400, 403 and 404 for what
 * cannot be done; what is wrong with the address or the media shows in the job (recorded for addresses of imports).
 */
export function startExport(studio: Studio, itemId: string, query: URLSearchParams, user: User): object {
	needs(user, uncertain.roles.export);
	const { store, jobs } = studio;
	const item = store.item(itemId);
	maySee(user, itemId);
	const delivery = deliveryOf(studio, query);
	if (!store.shapeTags.has(delivery.tag)) throw notFound('shape-tag', delivery.tag);
	return jobs.onItem('EXPORT', item, query, user, (job) => carryOut(studio, item, delivery, job));
}

/**
 * POST /collection/{id}/export and /library/{id}/export: the files of all items into one folder, as one job. One that
 * is missing lets the job fail unless `all` is false (documented default). Throws as for one item.
 */
export function startExportOfAll(studio: Studio, ids: readonly string[], query: URLSearchParams, user: User): object {
	needs(user, uncertain.roles.export);
	const { store, jobs } = studio;
	const { uri, ...delivery } = deliveryOf(studio, query);
	if (!store.shapeTags.has(delivery.tag)) throw notFound('shape-tag', delivery.tag);
	const folder = { ...delivery, uri: uri.replace(/\/?$/, '/'), allowMissing: query.get('all') === 'false' };
	return jobs.ofItsOwn('EXPORT', query, user, async (job) => {
		for (const id of ids) {
			const item = store.items.get(id);
			if (item) await carryOut(studio, item, folder, job);
		}
	});
}

function deliveryOf({ store }: Studio, query: URLSearchParams): Delivery {
	const name = query.get('locationName');
	const location = name === null ? undefined : store.exportLocations.get(name);
	if (name !== null && !location) throw notFound('export-location', name);
	const uri = location?.uri ?? query.get('uri');
	if (!uri) throw invalidInput('uri', 'Neither an address nor an export location is given');
	const [from, to] = [time(query.get('start')), time(query.get('end'))];
	return {
		uri,
		tag: query.get('tag') ?? location?.tag[0] ?? 'original',
		...(from ? { from } : {}),
		...(to ? { to } : {}),
		allowMissing: query.get('allowMissing') !== 'false',
		keepsName: query.get('useOriginalFilename') === 'true',
	};
}

function time(text: string | null): Fraction | undefined {
	const found = text === null ? undefined : inSeconds(text);
	if (found?.bottom === 0n) throw invalidInput('time', 'Not a moment', undefined, text ?? '');
	return found;
}

async function carryOut(studio: Studio, item: Item, delivery: Delivery, job: Job): Promise<void> {
	const { store, jobs, imports } = studio;
	const { tag, from, to } = delivery;
	const [original] = shapesWith(item, ['original']);
	const shape = shapesWith(item, [tag])[0] ?? original;
	const stored = shape && fileOf(shape, store);
	if (!stored || stored.state === 'LOST') {
		if (delivery.allowMissing) return;
		throw new Error(`The item ${item.id} has no media in the shape "${tag}"`);
	}
	const name = (delivery.keepsName && item.fields.get('originalFilename')) || basename(stored.path);
	const reach = { s3: jobs.archives.s3, folder: imports.intake.folder, signal: job.signal };
	const isWhole = !from && !to && shape.tag.includes(tag);
	const scratch = imports.transfers.scratch();
	let path = scratch;
	try {
		if (isWhole) await jobs.archives.in(stored.storage.bucket).fetch(stored.path, path);
		else {
			const piece = { itemId: item.id, from: from ?? { top: 0n, bottom: 1n }, ...(to ? { to } : {}) };
			const sources = await sourcesOf(studio, [piece], shape.tag.includes(tag) ? tag : 'original');
			({ path } = await render(studio, sources, { tag, signal: job.signal }));
		}
		await deliver(path, isWhole ? name : `${basename(name, extname(name))}.mp4`, delivery.uri, reach);
	} finally {
		for (const file of [scratch, path]) rmSync(file, { force: true });
	}
}
