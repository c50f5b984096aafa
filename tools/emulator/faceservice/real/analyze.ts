import { randomUUID } from 'node:crypto';
import type { Archive } from '../../archive';
import type { CastEntry } from '../../scenario';
import type { Item } from '../../entities';
import { uncertain } from '../../uncertain';
import { confidenceThreshold, unknownCollection, writeDetections } from '../detections';
import type { Assignment, FaceResult } from '../service';
import type { Found } from './faceFinder';
import { frames, probeVideo, toJpeg, type VideoFacts } from './media';
import { cropAround } from './picture';
import { confidenceOf, distance, mean } from './resemblance';
import type { Workshop } from './workshop';
import { toSpans, type Observation, type Sampling } from './spans';
import { tellApart, type Sighting, type Stranger } from './strangers';

interface Seen {
	known: Observation[];
	unknown: Sighting[];
}

interface NewFace {
	/** A word for the face until it is filed, and after if it is new. */
	face: string;
	centre: Float32Array;
	observations: Observation[];
	/** Some of what was seen, by which it is recognised again. */
	samples: Float32Array[];
}

/** How much of an unknown face is kept to recognise it by. */
const samplesKept = 8;

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

async function watch(
	{ finder, memory, tools }: Workshop,
	file: string,
	facts: VideoFacts,
	intervalSeconds: number,
	{ signal, progress }: Assignment,
): Promise<Seen> {
	const seen: Seen = { known: [], unknown: [] };
	const expected = Math.max(1, facts.durationSeconds / intervalSeconds);
	const running = new Set<Promise<void>>();
	let frame = 0;
	let failure: unknown;
	const look = async (number: number, looking: Promise<Found>) => {
		sort(await looking, number, seen, memory);
		progress(Math.min(99, (Math.max(0, frame - running.size) * 100) / expected));
	};
	for await (const picture of frames(tools, file, facts, intervalSeconds, signal)) {
		const task = look(frame, finder.find(picture))
			.catch((error: unknown) => (failure ??= error))
			.then(() => void running.delete(task));
		running.add(task);
		frame += 1;
		if (running.size > finder.workers) await Promise.race(running);
		if (failure) break;
	}
	await Promise.all(running);
	signal.throwIfAborted();
	if (failure) throw failure;
	return seen;
}

function sort({ picture, faces }: Found, frame: number, seen: Seen, memory: Workshop['memory']): void {
	for (const [index, match] of memory.identify(faces).entries()) {
		const { box, score, descriptor } = faces[index] as Found['faces'][number];
		if (match) seen.known.push({ face: match.face, frame, confidence: confidenceOf(match.distance) });
		else seen.unknown.push({ frame, box, score, descriptor, crop: cropAround(picture, box) });
	}
}

function newFace(face: string, stranger: Stranger): NewFace {
	const centre = mean(stranger.map(({ descriptor }) => descriptor));
	const step = Math.max(1, Math.floor(stranger.length / samplesKept));
	return {
		face,
		centre,
		observations: stranger.map(({ frame, descriptor }) => ({
			face,
			frame,
			confidence: confidenceOf(distance(descriptor, centre)),
		})),
		samples: stranger
			.filter((_, index) => index % step === 0)
			.slice(0, samplesKept)
			.map(({ descriptor }) => descriptor),
	};
}

/** The picture to show of somebody: large, and surely a face. */
const best = (stranger: Stranger): Sighting =>
	stranger.reduce((a, b) => (b.score * b.box.width > a.score * a.box.width ? b : a));

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
