import { uncertain } from './uncertain';
import type { Scenario } from './scenario';

export interface ExpectedAppearance {
	/** The name, or undefined for somebody unknown. */
	person?: string;
	start: string;
	end: string;
	confidence: number | null;
}

/** What an analysis of that video must find when everybody in `people` is trained: straight from the cast list. */
export function expectedAppearances(scenario: Scenario, videoId: string, threshold = 0): ExpectedAppearance[] {
	const video = scenario.videos.find(({ id }) => id === videoId);
	if (!video) throw new Error(`The scenario has no video ${videoId}`);
	const known = new Set(scenario.people.map(({ name }) => name));
	return video.cast
		.filter(({ confidence = 1 }) => !uncertain.dropBelowThreshold || confidence >= threshold)
		.map(({ face, from, to, confidence = null }) => ({
			person: known.has(face) ? face : undefined,
			start: `${from}@${video.timeBase}`,
			end: `${to}@${video.timeBase}`,
			confidence,
		}));
}
