import type { CastEntry, ScenarioVideo } from './scenario';

/** A video that counts as analysed, with a face every second: eighteen people and two strangers taking turns. */
export function longVideo(id: string, seconds: number, title = id): ScenarioVideo {
	const face = (n: number) => (n % 10 === 0 ? `Stranger ${n % 20}` : `Person ${n % 20}`);
	const cast = Array.from({ length: seconds }, (_, n): CastEntry => ({
		face: face(n),
		from: n * 25,
		to: n * 25 + 20,
		confidence: 0.5 + (n % 500) / 1000,
	}));
	return { id, title, file: `${id}.mp4`, durationSeconds: seconds, timeBase: 'PAL', cast, analyzed: true };
}
