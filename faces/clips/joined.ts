import type { Clip } from './clip';

/**
 * The same frames with each of them once: clips of one video that overlap or touch become one. Videos come in the order
 * in which they are first named, the clips of each by time. All clips of a video are in the same frame rate.
 */
export function joined(clips: readonly Clip[]): Clip[] {
	const byVideo = new Map<string, Clip[]>();
	for (const clip of clips) {
		const before = byVideo.get(clip.itemId);
		if (before) before.push(clip);
		else byVideo.set(clip.itemId, [clip]);
	}
	return [...byVideo.values()].flatMap(joinedInVideo);
}

function joinedInVideo(clips: Clip[]): Clip[] {
	const found: Clip[] = [];
	for (const clip of clips.sort((a, b) => Number(a.from - b.from))) {
		const last = found.at(-1);
		if (!last || clip.from > last.to) found.push({ ...clip });
		else if (clip.to > last.to) last.to = clip.to;
	}
	return found;
}
