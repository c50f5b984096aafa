import type { Clip } from './clip';

/** Clips that became one. */
export interface Joined<C extends Clip> {
	clip: Clip;
	/** Those that it was made of, in the order in which they were given. */
	parts: C[];
}

/**
 * The same frames with each of them once: clips of one video that overlap or touch become one, which stands where the
 * first of its parts stood. All clips of a video are in the same frame rate.
 */
export const joined = (clips: readonly Clip[]): Clip[] => joinedOf(clips).map(({ clip }) => clip);

/** The same, with what each was made of. */
export function joinedOf<C extends Clip>(clips: readonly C[]): Array<Joined<C>> {
	const places = new Map(clips.map((clip, place) => [clip, place]));
	const placeOf = (clip: C): number => places.get(clip) ?? 0;
	const byVideo = new Map<string, C[]>();
	for (const clip of clips) {
		const before = byVideo.get(clip.itemId);
		if (before) before.push(clip);
		else byVideo.set(clip.itemId, [clip]);
	}
	return [...byVideo.values()]
		.flatMap(joinedInVideo)
		.map(({ clip, parts }) => ({ clip, parts: parts.sort((a, b) => placeOf(a) - placeOf(b)) }))
		.sort((a, b) => placeOf(a.parts[0] as C) - placeOf(b.parts[0] as C));
}

function joinedInVideo<C extends Clip>(clips: C[]): Array<Joined<C>> {
	const found: Array<Joined<C>> = [];
	for (const part of clips.sort((a, b) => Number(a.from - b.from))) {
		const { itemId, frameRate, from, to } = part;
		const last = found.at(-1);
		if (!last || from > last.clip.to) found.push({ clip: { itemId, frameRate, from, to }, parts: [part] });
		else {
			last.parts.push(part);
			if (to > last.clip.to) last.clip.to = to;
		}
	}
	return found;
}
