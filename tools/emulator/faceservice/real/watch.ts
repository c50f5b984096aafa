import type { Assignment } from '../service';
import type { Found } from './faceFinder';
import { frames } from './media';
import { cropAround } from './picture';
import { confidenceOf } from './resemblance';
import type { Observation } from './spans';
import type { Sighting } from './strangers';
import type { VideoFacts } from './videoFacts';
import type { Workshop } from './workshop';

/** What was seen in a video: faces that are known, and others. */
export interface Seen {
	known: Observation[];
	unknown: Sighting[];
}

/** Looks at one frame an interval. Throws what goes wrong with the file, and what the signal says. */
export async function watch(
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
