import type { ExtraGroup } from './groups';
import { Stretch, type ExactSpan, type SpanTimes } from './stretch';

/** What is said of a face in one span. */
export interface Detection {
	readonly itemId: string;
	/** The name; for a face nobody named yet the service's word with `unknown_` in it. */
	readonly person: string;
	/** The person's id in the model. '' when VidiCore holds none. */
	readonly personId: string;
	readonly known: boolean;
	/** 0 to 1; null when the service gave none. */
	readonly confidence: number | null;
	readonly analyzer: string;
	/** As VidiCore holds it: UTC without a zone. */
	readonly detectedAt: string | null;
	/** How many neighbouring appearances were merged into this one. */
	readonly mergedFrom?: number;
	/** Groups inside the detection whose meaning is not known (for example a bounding box), as they are. */
	readonly extra?: readonly ExtraGroup[];
}

/**
 * One stretch of time in which one face is seen. Its own members are a row as users get it, what people look for first.
 */
export class Appearance extends Stretch implements Detection {
	readonly person: string;
	readonly startTimecode: string | null;
	readonly endTimecode: string | null;
	readonly confidence: number | null;
	readonly startSeconds: number | null;
	readonly endSeconds: number | null;
	readonly durationSeconds: number | null;
	readonly known: boolean;
	readonly itemId: string;
	readonly start: string;
	readonly end: string;
	readonly personId: string;
	readonly analyzer: string;
	readonly detectedAt: string | null;
	declare readonly mergedFrom?: number;
	declare readonly extra?: readonly ExtraGroup[];

	constructor(detection: Detection, times: SpanTimes, exact: ExactSpan) {
		super(exact);
		this.person = detection.person;
		this.startTimecode = times.startTimecode;
		this.endTimecode = times.endTimecode;
		this.confidence = detection.confidence;
		this.startSeconds = times.startSeconds;
		this.endSeconds = times.endSeconds;
		this.durationSeconds = times.durationSeconds;
		this.known = detection.known;
		this.itemId = detection.itemId;
		this.start = times.start;
		this.end = times.end;
		this.personId = detection.personId;
		this.analyzer = detection.analyzer;
		this.detectedAt = detection.detectedAt;
		if (detection.mergedFrom !== undefined) this.mergedFrom = detection.mergedFrom;
		if (detection.extra !== undefined) this.extra = detection.extra;
	}

	protected override get sortText(): string {
		return this.person;
	}

	/** This one, with the end of another that begins no earlier, and with what is now said of it. */
	until(last: Appearance, said: Partial<Detection>): Appearance {
		const { times, exact } = this.timesUntil(last);
		return new Appearance({ ...this, ...said }, times, exact);
	}
}

/**
 * Whether a name is a person's: a face nobody named yet bears the service's word with `unknown_` in it (the vendor's
 * user interface tells them by it). A fingerprint that was given a name is known.
 */
export const isPersonsName = (name: string): boolean => name !== '' && !name.includes('unknown_');
