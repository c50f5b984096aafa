import type { ExtraGroup } from '../groups';
import { Stretch, type ExactSpan, type SpanTimes } from '../stretch';

/** What an analysis says of one span. */
export interface Said {
	readonly itemId: string;
	/** The kind of analysis in its own word: face, label, transcript … */
	readonly type: string;
	readonly analyzer: string;
	/** What was found: a name, a label, spoken words. '' when VidiCore holds none. */
	readonly value: string;
	/** The analyzer's id of what was found. '' when VidiCore holds none. */
	readonly valueId: string;
	readonly description: string | null;
	/** 0 to 1; null when the service gave none. */
	readonly confidence: number | null;
	readonly thumbnailUrl: string | null;
	/** As VidiCore holds it: UTC without a zone. */
	readonly detectedAt: string | null;
	/** How many neighbouring results were merged into this one. */
	readonly mergedFrom?: number;
	/** Fields whose meaning is not known, as they are. */
	readonly fields?: Readonly<Record<string, string | string[]>>;
	/** Groups inside whose meaning is not known (for example a bounding box), as they are. */
	readonly extra?: readonly ExtraGroup[];
}

/** What an analysis found, and from when to when. Its own members are a row as users get it. */
export class AnalysisResult extends Stretch implements Said {
	readonly itemId: string;
	readonly type: string;
	readonly analyzer: string;
	readonly value: string;
	readonly valueId: string;
	readonly description: string | null;
	readonly confidence: number | null;
	readonly start: string;
	readonly end: string;
	readonly startSeconds: number | null;
	readonly endSeconds: number | null;
	readonly durationSeconds: number | null;
	readonly startTimecode: string | null;
	readonly endTimecode: string | null;
	readonly thumbnailUrl: string | null;
	readonly detectedAt: string | null;
	declare readonly mergedFrom?: number;
	declare readonly fields?: Readonly<Record<string, string | string[]>>;
	declare readonly extra?: readonly ExtraGroup[];

	constructor(said: Said, times: SpanTimes, exact: ExactSpan) {
		super(exact);
		this.itemId = said.itemId;
		this.type = said.type;
		this.analyzer = said.analyzer;
		this.value = said.value;
		this.valueId = said.valueId;
		this.description = said.description;
		this.confidence = said.confidence;
		this.start = times.start;
		this.end = times.end;
		this.startSeconds = times.startSeconds;
		this.endSeconds = times.endSeconds;
		this.durationSeconds = times.durationSeconds;
		this.startTimecode = times.startTimecode;
		this.endTimecode = times.endTimecode;
		this.thumbnailUrl = said.thumbnailUrl;
		this.detectedAt = said.detectedAt;
		if (said.mergedFrom !== undefined) this.mergedFrom = said.mergedFrom;
		if (said.fields !== undefined) this.fields = said.fields;
		if (said.extra !== undefined) this.extra = said.extra;
	}

	protected override get sortText(): string {
		return this.value;
	}

	/** This one, with the end of another that begins no earlier, and with what is now said of it. */
	until(last: AnalysisResult, said: Partial<Said>): AnalysisResult {
		const { times, exact } = this.timesUntil(last);
		return new AnalysisResult({ ...this, ...said }, times, exact);
	}
}

/** The same text for the same thing found by the same analysis, another one for everything else. */
export const resultKey = ({ type, analyzer, value, valueId, description }: AnalysisResult): string =>
	[type, analyzer, valueId || value.normalize('NFC') || (description ?? '')].join('\0');
