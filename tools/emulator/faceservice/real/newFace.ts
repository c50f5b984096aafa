import { confidenceOf, distance, mean } from './resemblance';
import type { Observation } from './spans';
import type { Sighting, Stranger } from './strangers';

/** Somebody whom the service did not know before. */
export interface NewFace {
	/** A word for the face until it is filed, and after if it is new. */
	face: string;
	centre: Float32Array;
	observations: Observation[];
	/** Some of what was seen, by which it is recognised again. */
	samples: Float32Array[];
}

/** How much of an unknown face is kept to recognise it by. */
const samplesKept = 8;

/** A stranger as the face that he becomes. */
export function newFace(face: string, stranger: Stranger): NewFace {
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
export const best = (stranger: Stranger): Sighting =>
	stranger.reduce((a, b) => (b.score * b.box.width > a.score * a.box.width ? b : a));
