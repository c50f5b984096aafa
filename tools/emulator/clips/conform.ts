import { rmSync } from 'node:fs';
import { notFound } from '../faults';
import { baseOf, systemValues } from '../imports/systemValues';
import type { Job } from '../jobs/job';
import type { Studio } from '../media/pictures';
import { FieldValues } from '../metadata/fieldValues';
import { writeFields, writeMetadata } from '../metadata/writeMetadata';
import { maySee, needs } from '../rights';
import type { Item, User } from '../entities';
import { uncertain } from '../uncertain';
import { copiedCast, copiedSpans, laid } from './copyMetadata';
import { render, type Rendered } from './render';
import { sourcesOf, type Source } from './source';
import { readConform, type ConformRequest } from './timeline';

interface Wishes extends ConformRequest {
	tags: string[];
	original: string | null;
	sourceTag: string;
	copies: boolean;
	destination: string | null;
}

/**
 * POST /conform: a new item of pieces of others, by a job of that type. Throws 400, 403 and 404 for what cannot be
 * done; what is wrong with the media shows in the job.
 */
export function startConform(
	studio: Studio,
	query: URLSearchParams,
	user: User,
	document: unknown,
	type = 'CONFORM',
): object {
	needs(user, uncertain.roles.startConform);
	const { store, jobs } = studio;
	const wanted = wishes(query, document);
	for (const { itemId } of wanted.pieces) maySee(user, store.item(itemId).id);
	for (const tag of [...wanted.tags, wanted.sourceTag]) if (!store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	if (wanted.destination !== null) store.item(wanted.destination);
	// What cannot be written is refused before there is a job; run again, the job makes another item.
	const drafts = wanted.destination === null ? [described(studio, wanted, user)] : [];
	return jobs.ofItsOwn(type, query, user, async (job) => {
		const item = drafts.pop() ?? (wanted.destination === null ? described(studio, wanted, user) : undefined);
		if (item) store.add(item);
		await conform(studio, item ?? store.item(wanted.destination ?? ''), wanted, user, job);
	});
}

function wishes(query: URLSearchParams, document: unknown): Wishes {
	const tags = query.getAll('tag').flatMap((one) => one.split(',').filter(Boolean));
	return {
		...readConform(document),
		tags: tags.length > 0 ? tags : ['original'],
		original: query.get('original'),
		sourceTag: query.get('sourceTag') ?? 'original',
		copies: query.get('conformMetadata') !== 'false',
		destination: query.get('destinationItem'),
	};
}

/** An item with the metadata of the request, which is not in the archive yet. */
function described({ store }: Studio, { metadata }: Wishes, user: User): Item {
	const item: Item = { id: store.nextId(), fields: new FieldValues(), spans: [], shapes: [] };
	item.fields.set('itemId', item.id);
	if (metadata !== undefined && metadata !== null) writeMetadata(item, metadata, { store, user: user.name });
	return item;
}

async function conform(studio: Studio, item: Item, wanted: Wishes, user: User, job: Job): Promise<void> {
	for (const key of ['item', 'itemId']) job.data.set(key, item.id);
	for (const tag of wanted.tags) {
		const sources = await sourcesOf(studio, wanted.pieces, wanted.sourceTag);
		const { captions } = wanted;
		const made = await render(studio, sources, { tag, captions, signal: job.signal });
		await enter(studio, item, made, { ...wanted, tags: [tag] }, user);
		if (tag === wanted.tags[0]) describe(studio, item, made, sources, wanted, job);
	}
}

/** Puts the video into the archive as a shape of the item. */
async function enter(studio: Studio, item: Item, made: Rendered, { tags, original }: Wishes, user: User) {
	const { store, jobs, imports } = studio;
	const { path, facts, bytes: size } = made;
	const file = `conformed/${item.id}-${tags.join('-')}.mp4`;
	const { bucket } = store.archiveStorage;
	if (imports.intake.putFile) imports.intake.putFile(bucket, file, path);
	else {
		await jobs.archives.own.putFile(file, path, 'video/mp4');
		rmSync(path, { force: true });
	}
	store.files.at(store.archiveStorage, file, { size, timestamp: new Date(), state: 'CLOSED' });
	const tag = original !== null && tags.includes(original) ? [...new Set([...tags, 'original'])] : tags;
	item.shapes.push({
		id: store.nextId(),
		tag,
		mimeType: 'video/mp4',
		fields: new Map(),
		file,
		facts,
		created: new Date(),
	});
	const fileName = `${item.fields.get('title') ?? item.id}.mp4`;
	writeFields(
		store,
		item,
		systemValues(item, { facts, mediaType: 'video', fileName, user: user.name, size }),
		user.name,
	);
}

/** What the sources have that comes along, and that they were its sources. */
function describe(
	{ store }: Studio,
	item: Item,
	{ facts, frames }: Rendered,
	sources: readonly Source[],
	{ copies }: Wishes,
	job: Job,
): void {
	const rate = facts.video?.rate ?? { numerator: 25, denominator: 1 };
	const parts = laid(sources, frames);
	if (copies) item.spans = [...item.spans, ...copiedSpans(parts, rate)];
	const cast = copiedCast(parts, rate);
	const title = item.fields.get('title') ?? item.id;
	const { durationSeconds = 0 } = facts;
	item.video = { id: item.id, title, file: '', durationSeconds, timeBase: baseOf(rate), cast };
	for (const source of new Set(sources.map((one) => one.item.id)))
		store.relate(source, item.id, [
			['type', 'conform'],
			['conform-job', job.id],
		]);
}
