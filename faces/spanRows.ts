import { asSpan, fail, type MetadataGroup, type Where } from './groups';
import { SpanReader, type Span } from './spanTimes';
import { Stretch } from './stretch';
import { StartTimecodeError, type VideoTime } from './videoTime';

/**
 * Makes rows out of an item's metadata that come in windows of media time, one after the other: nothing but the rows is
 * kept of a window, and of what was in it only the last window is remembered, since a span that crosses windows lies in
 * neighbours. Which groups count and what a row is, the classes made from it say.
 */
export abstract class SpanRows<Row extends Stretch> {
	private readonly spans: SpanReader;
	private found: Row[] = [];
	private inOrder = true;
	private last: Row | undefined;
	/** Where the rows of a window stand in `found`, by span and what they are. */
	private window = new Map<string, number>();

	constructor(
		protected readonly itemId: string,
		video?: VideoTime,
	) {
		this.spans = new SpanReader(video);
	}

	/** Whether groups in the span of what is not timed count as well. */
	protected abstract readonly untimed: boolean;

	/** Whether a group of that name is to be read. */
	protected abstract wants(groupName: string): boolean;

	/** The rows of one group, in their order. */
	protected abstract rowsOf(group: MetadataGroup, span: Span, where: Where): readonly Row[];

	/** The same text for what is the same at the same time; such rows come out once. */
	protected abstract keyOf(row: Row): string;

	/** Which one that is: whether the first is to be kept of two. */
	protected abstract newer(a: Row, b: Row): boolean;

	/** Takes the metadata of the next window. Throws a FoundMetadataError or a StartTimecodeError. */
	add(metadata: { timespan?: unknown }): void {
		const { itemId } = this;
		const spans = metadata.timespan ?? [];
		if (!Array.isArray(spans)) fail(`The metadata of ${itemId} has no list of time spans`);
		const before = this.window;
		this.window = new Map();
		for (const timespan of spans as unknown[]) {
			const { start, end, group } = asSpan(timespan, itemId);
			if (!this.untimed && start === '-INF' && end === '+INF') continue;
			let span: Span | undefined;
			let where: Where | undefined;
			for (const one of group) {
				if (typeof one.name !== 'string' || !this.wants(one.name)) continue;
				span ??= this.readSpan(start, end);
				where ??= { itemId, start, end };
				for (const row of this.rowsOf(one, span, where)) this.take(row, `${span.key} ${this.keyOf(row)}`, before);
			}
		}
	}

	/** All rows of the windows so far, in order of time; ends the reading. */
	rows(): Row[] {
		return this.inOrder ? this.found : this.found.sort(Stretch.byTime);
	}

	private take(row: Row, key: string, before: ReadonlyMap<string, number>): void {
		const at = this.window.get(key) ?? before.get(key);
		if (at !== undefined) {
			if (this.newer(row, this.found[at] as Row)) this.found[at] = row;
			this.window.set(key, at);
			return;
		}
		this.window.set(key, this.found.length);
		this.found.push(row);
		if (this.inOrder && this.last && Stretch.byTime(this.last, row) > 0) this.inOrder = false;
		this.last = row;
	}

	private readSpan(start: string, end: string): Span {
		let problem: unknown;
		try {
			const span = this.spans.read(start, end);
			if (span) return span;
		} catch (error) {
			problem = error;
		}
		if (problem instanceof StartTimecodeError) throw problem;
		if (problem !== undefined) {
			const why = problem instanceof Error ? problem.message : String(problem);
			fail(`${why} (time span ${start} to ${end} of ${this.itemId})`);
		}
		return fail(`The time span ${start} to ${end} of ${this.itemId} ends before it starts`);
	}
}

/**
 * Keeps one copy of texts that come again and again: the parser makes a new one each time, and 100,000 faces are of a
 * few people.
 */
export class SharedTexts {
	private readonly known = new Map<string, string>();

	text(text: string): string {
		const earlier = this.known.get(text);
		if (earlier !== undefined) return earlier;
		if (this.known.size < 10_000) this.known.set(text, text); // a bound for documents in which nothing comes again
		return text;
	}
}

/**
 * Whether the first is to be kept of two that are the same: the newer, then the surer; undefined when both are equally
 * so.
 */
export function newerOrSurer(
	a: { detectedAt: string | null; confidence: number | null },
	b: { detectedAt: string | null; confidence: number | null },
): boolean | undefined {
	const [dateA, dateB] = [a.detectedAt ?? '', b.detectedAt ?? ''];
	if (dateA !== dateB) return dateA > dateB;
	const [sureA, sureB] = [a.confidence ?? -1, b.confidence ?? -1];
	return sureA === sureB ? undefined : sureA > sureB;
}
