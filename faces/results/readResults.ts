import {
	confidenceFrom,
	extrasOf,
	fieldsIn,
	groupsIn,
	valueGroup,
	type ExtraGroup,
	type MetadataGroup,
	type Where,
} from '../groups';
import { newerOrSurer, SharedTexts, SpanRows } from '../spanRows';
import type { Span } from '../spanTimes';
import type { VideoTime } from '../videoTime';
import { analysisOf, sameType, type Analysis } from './analysis';
import { AnalysisResult, resultKey } from './result';

/**
 * Reads what any analysis left in an item's metadata (Analyzed Data Units: groups `adu_TYPE_ANALYZER` with groups
 * `adu_av_analyzedValue` in them, documented), timed or not. Every value of a group comes out; without a nested value
 * the group's own counts, and a group with neither comes out with an empty one, so that nothing is left out. What
 * re-analysis left twice comes out once, the newest. Fields and groups whose meaning is not known come along as they
 * are.
 */
export class ResultReader extends SpanRows<AnalysisResult> {
	private readonly shared = new SharedTexts();
	private readonly names = new Map<string, Analysis | undefined>();
	private readonly seen = new Map<string, Analysis>();
	protected override readonly untimed = true;

	/** `types` are the wanted kinds of analysis, without regard to case; all where none is named. */
	constructor(
		itemId: string,
		private readonly types: readonly string[] = [],
		video?: VideoTime,
	) {
		super(itemId, video);
	}

	/** Which analyses the item holds results of so far, wanted or not. */
	get analyses(): Analysis[] {
		return [...this.seen.values()];
	}

	protected override wants(groupName: string): boolean {
		if (!this.names.has(groupName)) this.names.set(groupName, analysisOf(groupName));
		return this.names.get(groupName) !== undefined;
	}

	protected override rowsOf(group: MetadataGroup, span: Span, where: Where): readonly AnalysisResult[] {
		const named = this.names.get(String(group.name));
		const own = new Fields(group, where);
		const type = own.first('adu_analysisType') ?? named?.type ?? '';
		const analyzer = own.first('adu_analyzerId') ?? named?.analyzer ?? '';
		const key = `${type} ${analyzer}`;
		if (!this.seen.has(key)) this.seen.set(key, { type, analyzer });
		if (this.types.length > 0 && !this.types.some((one) => sameType(one, type) || sameType(one, named?.type ?? '')))
			return [];
		const nested = groupsIn(group, where);
		const found = { type, analyzer, own, span, where, outside: extrasOf(nested, where) };
		const values = nested.filter(({ name }) => name === valueGroup);
		return values.length === 0
			? this.results(found)
			: values.flatMap((value) => this.results(found, new Fields(value, where), insideOf(value, where)));
	}

	protected override keyOf(result: AnalysisResult): string {
		const { description, fields, extra } = result;
		const more = fields || extra ? JSON.stringify([fields, extra]) : '';
		return `${resultKey(result)} ${description ?? ''} ${more}`;
	}

	protected override newer(a: AnalysisResult, b: AnalysisResult): boolean {
		return newerOrSurer(a, b) ?? false;
	}

	/** One a value: a field of VidiCore can hold several. */
	private results(found: FoundGroup, inner?: Fields, inside?: ExtraGroup[]): AnalysisResult[] {
		const { type, analyzer, own, span, where, outside } = found;
		const created = own.first('adu_creationDate');
		const values = inner?.all('adu_av_value') ?? own.all('adu_value') ?? [''];
		const unknown = [...own.unknown, ...(inner?.unknown ?? nothing)];
		const said = {
			itemId: where.itemId,
			type: this.shared.text(type),
			analyzer: this.shared.text(analyzer),
			valueId: this.shared.text(inner?.first('adu_av_valueId') ?? own.first('adu_valueId') ?? ''),
			description: inner?.first('adu_av_description') ?? null,
			confidence: confidenceFrom(inner?.first('adu_av_confidence'), where),
			thumbnailUrl: inner?.first('adu_av_thumbnailUrl') ?? null,
			detectedAt: created === undefined ? null : this.shared.text(created),
			fields: unknown.length > 0 ? Object.fromEntries(unknown) : undefined,
			extra: outside || inside ? [...(outside ?? []), ...(inside ?? [])] : undefined,
		};
		return values.map(
			(value) => new AnalysisResult({ ...said, value: this.shared.text(value) }, span.times, span.exact),
		);
	}
}

interface FoundGroup extends Analysis {
	own: Fields;
	span: Span;
	where: Where;
	outside: ExtraGroup[] | undefined;
}

function insideOf(value: MetadataGroup, where: Where): ExtraGroup[] | undefined {
	return value.group === undefined ? undefined : extrasOf(groupsIn(value, where), where, true);
}

/** The fields whose meaning is documented, or known from the vendor's own client. */
const knownFields: ReadonlySet<string> = new Set([
	'adu_analyzerId',
	'adu_analysisType',
	'adu_creationDate',
	'adu_value',
	'adu_valueId',
	'adu_av_value',
	'adu_av_valueId',
	'adu_av_confidence',
	'adu_av_description',
	'adu_av_thumbnailUrl',
]);

/** The fields of one group with their values, without empty ones. */
class Fields {
	private readonly known = new Map<string, string[]>();
	/** What has no meaning that is known; a Map, because a field may be called __proto__. */
	private others: Map<string, string[]> | undefined;

	constructor(group: MetadataGroup, where: Where) {
		for (const { name, value } of fieldsIn(group, where)) {
			if (typeof name !== 'string' || !Array.isArray(value)) continue;
			const kept = knownFields.has(name) ? this.known : (this.others ??= new Map<string, string[]>());
			for (const one of value) {
				const text = one?.value;
				if (text === undefined || text === null || text === '') continue;
				const before = kept.get(name);
				if (before) before.push(String(text));
				else kept.set(name, [String(text)]);
			}
		}
	}

	first(name: string): string | undefined {
		return this.known.get(name)?.[0];
	}

	all(name: string): readonly string[] | undefined {
		return this.known.get(name);
	}

	/** What of it has no meaning that is known; one value as a text, several as a list. */
	get unknown(): ReadonlyArray<[name: string, value: string | string[]]> {
		if (this.others === undefined) return nothing;
		return [...this.others].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]);
	}
}

const nothing: readonly never[] = [];
