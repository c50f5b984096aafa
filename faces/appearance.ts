import { compareText } from './compareText';
import { compareTimes, instantAt, secondsBetween, type Instant, type TimeBase } from './timecode';

/** One span of time as VidiCore holds it and as rows show it. */
export interface SpanTimes {
	/** VidiCore's own text, also for open sides. */
	readonly start: string;
	readonly end: string;
	/**
	 * From the beginning of the video. An open start is the beginning, an open end the end of the video; both are null
	 * where nobody knows how long that is.
	 */
	readonly startSeconds: number | null;
	/** Exclusive: at this instant the face is no longer seen. */
	readonly endSeconds: number | null;
	readonly durationSeconds: number | null;
	/** As the video counts: from its own start time code on, where it has one. */
	readonly startTimecode: string | null;
	readonly endTimecode: string | null;
}

/** The same instants exactly: whole samples of the base, or what is not one of them. */
export interface ExactSpan {
	readonly base: TimeBase | undefined;
	readonly from: number | Instant;
	readonly to: number | Instant | undefined;
}

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
 * One stretch of time in which one face is seen. Its own members are a row as users get it; the exact times stay with
 * it unseen, so that its texts are read once. Ten thousands of them lie in memory together, therefore they are kept as
 * numbers of samples and become fractions only when they are asked for.
 */
export class Appearance implements Detection, SpanTimes {
	readonly itemId: string;
	readonly person: string;
	readonly personId: string;
	readonly known: boolean;
	readonly start: string;
	readonly end: string;
	readonly startSeconds: number | null;
	readonly endSeconds: number | null;
	readonly durationSeconds: number | null;
	readonly startTimecode: string | null;
	readonly endTimecode: string | null;
	readonly confidence: number | null;
	readonly analyzer: string;
	readonly detectedAt: string | null;
	declare readonly mergedFrom?: number;
	declare readonly extra?: readonly ExtraGroup[];
	readonly #base: TimeBase | undefined;
	readonly #from: number | Instant;
	readonly #to: number | Instant | undefined;

	constructor(detection: Detection, times: SpanTimes, { base, from, to }: ExactSpan) {
		this.itemId = detection.itemId;
		this.person = detection.person;
		this.personId = detection.personId;
		this.known = detection.known;
		this.start = times.start;
		this.end = times.end;
		this.startSeconds = times.startSeconds;
		this.endSeconds = times.endSeconds;
		this.durationSeconds = times.durationSeconds;
		this.startTimecode = times.startTimecode;
		this.endTimecode = times.endTimecode;
		this.confidence = detection.confidence;
		this.analyzer = detection.analyzer;
		this.detectedAt = detection.detectedAt;
		if (detection.mergedFrom !== undefined) this.mergedFrom = detection.mergedFrom;
		if (detection.extra !== undefined) this.extra = detection.extra;
		this.#base = base;
		this.#from = from;
		this.#to = to;
	}

	/** Where it begins, exactly; an open start is the beginning of the video. */
	get from(): Instant {
		return instant(this.#from, this.#base);
	}

	/** Where it ends, exactly; undefined when it is open and nobody knows the video's end. */
	get to(): Instant | undefined {
		return this.#to === undefined ? undefined : instant(this.#to, this.#base);
	}

	/** This one, with the end of another that begins no earlier, and with what is now said of it. */
	until(last: Appearance, said: Partial<Detection>): Appearance {
		const to = this.#base === last.#base ? last.#to : last.to;
		const exact = { base: this.#base, from: this.#from, to };
		const end = last.to;
		const { end: endText, endSeconds, endTimecode } = last;
		const durationSeconds = end && this.startSeconds !== null ? secondsBetween(this.from, end) : null;
		const times = { ...this, end: endText, endSeconds, endTimecode, durationSeconds };
		return new Appearance({ ...this, ...said }, times, exact);
	}

	/** The order of rows: by start, then end, then name. An open start is before every other, an open end behind. */
	static byTime(this: void, a: Appearance, b: Appearance): number {
		return Appearance.#byStart(a, b) || Appearance.byEnd(a, b) || compareText(a.person, b.person);
	}

	/** Positive when the first ends later. An open end is later than every other. */
	static byEnd(this: void, a: Appearance, b: Appearance): number {
		if (a.end === '+INF' || b.end === '+INF') return Number(a.end === '+INF') - Number(b.end === '+INF');
		return compare(a.#to as number | Instant, a.#base, b.#to as number | Instant, b.#base);
	}

	static #byStart(this: void, a: Appearance, b: Appearance): number {
		if (a.start === '-INF' || b.start === '-INF') return Number(b.start === '-INF') - Number(a.start === '-INF');
		return compare(a.#from, a.#base, b.#from, b.#base);
	}
}

type Exact = number | Instant;

function instant(time: Exact, base: TimeBase | undefined): Instant {
	return typeof time === 'number' ? instantAt(time, base as TimeBase) : time;
}

function compare(a: Exact, baseOfA: TimeBase | undefined, b: Exact, baseOfB: TimeBase | undefined): number {
	if (typeof a === 'number' && typeof b === 'number' && baseOfA === baseOfB) return a - b;
	return compareTimes(instant(a, baseOfA), instant(b, baseOfB));
}

export interface ExtraGroup {
	name: string;
	fields: Array<{ name: string; value: string }>;
}

/** Metadata that cannot be read as face detections; the message names the time span. */
export class FaceMetadataError extends Error {}

/**
 * Whether a name is a person's: a face nobody named yet bears the service's word with `unknown_` in it (the vendor's
 * user interface tells them by it). A fingerprint that was given a name is known.
 */
export const isPersonsName = (name: string): boolean => name !== '' && !name.includes('unknown_');
