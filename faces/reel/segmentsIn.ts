import { clipOf, framesIn, framesOf, insideVideo, withHandles, type Clip } from '../clips/clip';
import { joined } from '../clips/joined';
import { compareText } from '../compareText';
import { leftOut, type LeftOut, type Segment, type SourceVideo } from './segment';
import type { Sighting } from './sightings';

/** Which clips are wanted; all lengths in seconds. */
export interface ClipSettings {
	/** Who is less sure is left out; who has no confidence counts. From 0 to 1. */
	minConfidence: number;
	/** What is shorter is left out, after neighbours are joined. */
	minSeconds: number;
	/** Neighbours that are at most so far apart become one. */
	gapSeconds: number;
	/** How much more is shown before and after. */
	handleBefore: number;
	handleAfter: number;
}

/** The clips of one video by time, and what of it is left out. No two of them overlap or touch. */
export function segmentsIn(
	video: SourceVideo,
	sightings: readonly Sighting[],
	settings: ClipSettings,
): { segments: Segment[]; leftOut: LeftOut[] } {
	const { found, without } = seenClips(video, sightings, settings);
	const gap = framesIn(settings.gapSeconds, video.frameRate);
	const least = framesIn(settings.minSeconds, video.frameRate);
	const stretches = withoutGaps(
		found.map(({ clip }) => clip),
		gap,
	);
	const handles = [settings.handleBefore, settings.handleAfter].map((length) => framesIn(length, video.frameRate));
	const [before = 0n, after = 0n] = handles;
	const shown = stretches
		.filter((clip) => framesOf(clip) >= least)
		.flatMap((clip) => insideVideo(withHandles(clip, before, after), video.frames) ?? []);
	const segments = whoseClips(joined(shown), found, video);
	const short = whoseClips(
		stretches.filter((clip) => framesOf(clip) < least && !segments.some((segment) => isWithin(clip, segment))),
		found,
		video,
	);
	const tooShort = `It is shorter than ${settings.minSeconds} seconds`;
	return {
		segments,
		leftOut: [...without, ...short.map((clip) => leftOut(clip, video, clip.persons, tooShort))],
	};
}

interface SeenClip {
	clip: Clip;
	sighting: Sighting;
}

/** The sightings as clips that lie in the video, by time. */
function seenClips(video: SourceVideo, sightings: readonly Sighting[], { minConfidence }: ClipSettings) {
	const found: SeenClip[] = [];
	const without: LeftOut[] = [];
	const end = video.frames;
	for (const sighting of sightings) {
		const { from, persons, confidence } = sighting;
		const open = clipOf(video.itemId, { from, to: sighting.to ?? from }, video.frameRate);
		const whole = sighting.to === undefined && end !== undefined ? { ...open, to: end } : open;
		const clip = insideVideo(whole, end);
		const refuse = (reason: string) => without.push(leftOut(whole, video, persons, reason));
		if (confidence !== null && confidence < minConfidence) refuse(`It is less certain than ${minConfidence}`);
		else if (sighting.to === undefined && end === undefined)
			refuse('VidiCore says neither when it ends nor how long the video is');
		else if (!clip) refuse('It lies behind the end of the video');
		else found.push({ clip, sighting });
	}
	found.sort((a, b) => Number(a.clip.from - b.clip.from));
	return { found, without };
}

/** Clips that are at most so many frames apart become one. */
const withoutGaps = (clips: readonly Clip[], gap: bigint): Clip[] =>
	joined(clips.map((clip) => ({ ...clip, to: clip.to + gap }))).map((clip) => ({ ...clip, to: clip.to - gap }));

const isWithin = (inner: Clip, outer: Clip): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** The clips with all who are seen in them; both are by time, and no two clips overlap. */
function whoseClips(clips: readonly Clip[], found: readonly SeenClip[], video: SourceVideo): Segment[] {
	let at = 0;
	return clips.map((clip) => {
		while (at < found.length && (found[at] as SeenClip).clip.to <= clip.from) at++;
		const persons = new Set<string>();
		let confidence: number | null = null;
		for (let next = at; next < found.length && (found[next] as SeenClip).clip.from < clip.to; next++) {
			const { clip: seen, sighting } = found[next] as SeenClip;
			if (seen.to <= clip.from) continue;
			for (const person of sighting.persons) persons.add(person);
			if (sighting.confidence !== null) confidence = Math.max(confidence ?? 0, sighting.confidence);
		}
		return { ...clip, video, persons: [...persons].sort(compareText), confidence };
	});
}
