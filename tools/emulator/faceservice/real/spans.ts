import type { CastEntry } from '../../scenario';
import { roughly, samplesASecond } from '../../time';

/** A face in one frame. */
export interface Observation {
	face: string;
	/** Number of the frame, from 0; it stands for the seconds from `frame` to `frame + 1` times the interval. */
	frame: number;
	confidence: number;
}

export interface Sampling {
	intervalSeconds: number;
	durationSeconds: number;
	/** In which the spans count. */
	timeBase: string;
}

/** A face missing in one frame only (a blink, a cut) does not end its span. */
const framesBetween = 2;

/** Neighbouring observations of a face as one entry each, by their start; the confidence is their average. */
export function toSpans(
	observations: readonly Observation[],
	{ intervalSeconds, durationSeconds, timeBase }: Sampling,
): CastEntry[] {
	const rate = roughly(samplesASecond(timeBase));
	const sample = (frame: number) => Math.round(Math.min(frame * intervalSeconds, durationSeconds) * rate);
	return runs(observations)
		.map((run) => ({
			face: run.face,
			from: sample(run.first),
			to: Math.max(sample(run.last + 1), sample(run.first) + 1),
			confidence: Math.round((run.sum / run.count) * 1e4) / 1e4,
		}))
		.sort((a, b) => a.from - b.from || a.to - b.to);
}

interface Run {
	face: string;
	first: number;
	last: number;
	sum: number;
	count: number;
}

function runs(observations: readonly Observation[]): Run[] {
	const done: Run[] = [];
	const open = new Map<string, Run>();
	for (const { face, frame, confidence } of [...observations].sort((a, b) => a.frame - b.frame)) {
		let run = open.get(face);
		if (!run || frame - run.last > framesBetween) {
			run = { face, first: frame, last: frame, sum: 0, count: 0 };
			open.set(face, run);
			done.push(run);
		}
		run.last = frame;
		run.sum += confidence;
		run.count += 1;
	}
	return done;
}
