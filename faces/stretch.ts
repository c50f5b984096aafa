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
	/** Exclusive: at this instant it is over. */
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

/**
 * A row with a stretch of a video's time. The exact times stay with it unseen, so that its texts are read once. Ten
 * thousands of them lie in memory together, therefore they are kept as numbers of samples and become fractions only
 * when they are asked for. The members that are seen belong to the classes made from it, in their own order.
 */
export abstract class Stretch implements SpanTimes {
	abstract readonly itemId: string;
	abstract readonly start: string;
	abstract readonly end: string;
	abstract readonly startSeconds: number | null;
	abstract readonly endSeconds: number | null;
	abstract readonly durationSeconds: number | null;
	abstract readonly startTimecode: string | null;
	abstract readonly endTimecode: string | null;
	readonly #base: TimeBase | undefined;
	readonly #from: number | Instant;
	readonly #to: number | Instant | undefined;

	constructor({ base, from, to }: ExactSpan) {
		this.#base = base;
		this.#from = from;
		this.#to = to;
	}

	/** What two of the same time are put in order by. */
	protected abstract get sortText(): string;

	/** Where it begins, exactly; an open start is the beginning of the video. */
	get from(): Instant {
		return instant(this.#from, this.#base);
	}

	/** Where it ends, exactly; undefined when it is open and nobody knows the video's end. */
	get to(): Instant | undefined {
		return this.#to === undefined ? undefined : instant(this.#to, this.#base);
	}

	/** The times from its beginning to the end of another that begins no earlier. */
	protected timesUntil(last: Stretch): { times: SpanTimes; exact: ExactSpan } {
		const to = this.#base === last.#base ? last.#to : last.to;
		const end = last.to;
		const { start, startSeconds, startTimecode } = this;
		const { end: endText, endSeconds, endTimecode } = last;
		const durationSeconds = end && startSeconds !== null ? secondsBetween(this.from, end) : null;
		return {
			times: { start, startSeconds, startTimecode, end: endText, endSeconds, endTimecode, durationSeconds },
			exact: { base: this.#base, from: this.#from, to },
		};
	}

	/** The order of rows: by start, then end, then name. An open start is before every other, an open end behind. */
	static byTime(this: void, a: Stretch, b: Stretch): number {
		return Stretch.#byStart(a, b) || Stretch.byEnd(a, b) || compareText(a.sortText, b.sortText);
	}

	/** Positive when the first ends later. An open end is later than every other. */
	static byEnd(this: void, a: Stretch, b: Stretch): number {
		if (a.end === '+INF' || b.end === '+INF') return Number(a.end === '+INF') - Number(b.end === '+INF');
		return compare(a.#to as number | Instant, a.#base, b.#to as number | Instant, b.#base);
	}

	static #byStart(this: void, a: Stretch, b: Stretch): number {
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
