import { randomUUID } from 'node:crypto';
import type { Archive } from '../../archive';
import type { CastEntry } from '../../scenario';
import type { Item } from '../../entities';
import { uncertain } from '../../uncertain';
import { confidenceThreshold, unknownCollection, writeDetections } from '../detections';
import type { Assignment, FaceResult } from '../service';
import { toJpeg } from './media';
import { best, newFace, type NewFace } from './newFace';
import type { Workshop } from './workshop';
import { toSpans, type Sampling } from './spans';
import { tellApart } from './strangers';
import { probeVideo } from './videoFacts';
import { watch, type Seen } from './watch';

/**
 * Looks at one frame an interval, names the faces it knows and tells the others apart. Throws with what is wrong with
 * the file or the parameters.
 */
export async function analyze(shop: Workshop, item: Item, key: string, assignment: Assignment): Promise<FaceResult> {
	const intervalSeconds = keyframeInterval(assignment.parameters);
	const threshold = confidenceThreshold(assignment.parameters);
	const local = await assignment.fetch(key);
	const facts = await probeVideo(shop.tools, local).catch((error: unknown) => Promise.reject(inService(error, key)));
	const seen = await watch(shop, local, facts, intervalSeconds, assignment).catch((error: unknown) =>
		Promise.reject(inService(error, key)),
	);
	const strangers = tellApart(seen.unknown);
	const pictures = new Map<string, Buffer>();
	const newFaces: NewFace[] = [];
	for (const stranger of strangers) {
		const face = randomUUID();
		newFaces.push(newFace(face, stranger));
		pictures.set(`${face}.jpg`, await toJpeg(shop.tools, best(stranger).crop));
	}
	const sampling = { intervalSeconds, durationSeconds: facts.durationSeconds, timeBase: facts.timeBase };
	const apply = async (collected: ReadonlyMap<string, Buffer>, archive: Archive) => {
		const filed = file(shop, item, {
			seen,
			newFaces,
			sampling,
			threshold,
			collectionName: unknownCollection(assignment.parameters),
		});
		for (const face of filed)
			await archive.put(pictureKey(face), collected.get(`${face}.jpg`) ?? Buffer.alloc(0), 'image/jpeg');
	};
	return {
		document: {
			item: item.id,
			facts,
			known: toSpans(seen.known, sampling),
			unknown: newFaces.map(({ face, observations }) => ({ face, seen: toSpans(observations, sampling) })),
		},
		pictures,
		apply,
	};
}

interface Findings {
	seen: Seen;
	newFaces: readonly NewFace[];
	sampling: Sampling;
	threshold: number;
	collectionName: string;
}

const pictureKey = (face: string) => `faces/${face}.jpg`;

/** Writes all into VidiCore and remembers the new faces, in one go. Returns the faces that got an item. */
function file(
	{ memory, store }: Workshop,
	item: Item,
	{ seen, newFaces, sampling, threshold, collectionName }: Findings,
): string[] {
	const observations = [...seen.known];
	const unmet = new Map<string, NewFace>();
	for (const entry of newFaces) {
		// Another job may have met the same person in the meantime.
		const face = memory.nearest(entry.centre)?.face ?? entry.face;
		observations.push(...entry.observations.map((observation) => ({ ...observation, face })));
		if (face === entry.face) unmet.set(face, entry);
	}
	const reported = ({ face, confidence = 1 }: CastEntry) =>
		unmet.has(face) || !uncertain.dropBelowThreshold || confidence >= threshold;
	writeDetections(store, item, {
		cast: toSpans(observations, sampling).filter(reported),
		timeBase: sampling.timeBase,
		collectionName,
		pictureOf: pictureKey,
	});
	for (const [face, { samples }] of unmet) memory.add(face, store.model.get(face)?.itemId ?? '', samples);
	return [...unmet.keys()];
}

function keyframeInterval(parameters: ReadonlyMap<string, string>): number {
	const text = parameters.get('cognitive_service_KeyframeInterval') ?? '1';
	const seconds = Number(text);
	if (text.trim() !== '' && seconds >= 0.04 && seconds <= 3600) return seconds;
	throw new Error(
		'The cognitive service reported an error: KeyframeInterval must be a number of seconds from 0.04 to 3600, not ' +
			`"${text}"`,
	);
}

const inService = (error: unknown, key: string) =>
	error instanceof Error && error.name === 'Error'
		? new Error(`The cognitive service reported an error when looking at ${key}: ${error.message}`)
		: error;
