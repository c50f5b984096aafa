import { agnes } from 'ml-hclust';
import type { Box, Picture } from './picture';
import { distance, mean, sameFaceDistance } from './resemblance';

/** A face that nobody knows, in one frame. */
export interface Sighting {
	/** Number of the frame, from 0. */
	frame: number;
	box: Box;
	score: number;
	descriptor: Float32Array;
	/** The part of the frame around it. */
	crop: Picture;
}

/** One unknown person, with everything seen of them in one video, in the order of the frames. */
export type Stranger = Sighting[];

/** One face over neighbouring frames. */
type Track = Sighting[];

/** Seen in one frame only, a face is as likely a slip of the detector. */
const fewestFrames = 2;
/** Two faces in one frame are two people, however alike. */
const never = 10;
const framesBetween = 2;

/**
 * Puts what was seen of unknown faces together into people: first over neighbouring frames, then over the whole video
 * (average linkage).
 */
export function tellApart(sightings: readonly Sighting[]): Stranger[] {
	const tracks = follow(sightings);
	return groups(tracks)
		.map((group) => group.flatMap((index) => tracks[index] ?? []).sort((a, b) => a.frame - b.frame))
		.filter((stranger) => stranger.length >= fewestFrames);
}

function follow(sightings: readonly Sighting[]): Track[] {
	const tracks: Track[] = [];
	for (const sighting of [...sightings].sort((a, b) => a.frame - b.frame)) {
		const last = (track: Track) => track[track.length - 1] as Sighting;
		const near = tracks
			.filter((track) => last(track).frame < sighting.frame && sighting.frame - last(track).frame <= framesBetween)
			.map((track) => ({ track, far: distance(last(track).descriptor, sighting.descriptor) }))
			.filter(({ far }) => far < sameFaceDistance)
			.sort((a, b) => a.far - b.far)[0];
		if (near) near.track.push(sighting);
		else tracks.push([sighting]);
	}
	return tracks;
}

/** Which tracks are of one person, as lists of their numbers. */
function groups(tracks: readonly Track[]): number[][] {
	if (tracks.length < 2) return tracks.map((_, index) => [index]);
	const centres = tracks.map((track) => mean(track.map(({ descriptor }) => descriptor)));
	const frames = tracks.map((track) => new Set(track.map(({ frame }) => frame)));
	const far = (a: number, b: number) => {
		if (a === b) return 0;
		const together = [...(frames[a] ?? [])].some((frame) => frames[b]?.has(frame));
		return together ? never : distance(centres[a] as Float32Array, centres[b] as Float32Array);
	};
	const tree = agnes(
		tracks.map((_, a) => tracks.map((__, b) => far(a, b))),
		{ method: 'average', isDistanceMatrix: true },
	);
	return tree.cut(sameFaceDistance).map((cluster) => cluster.indices());
}
