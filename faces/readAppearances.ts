import { Appearance, FaceMetadataError, isPersonsName, type ExtraGroup, type SpanTimes } from './appearance';
import { compareText } from './compareText';
import { personKey } from './identity';
import { SpanReader, type Span } from './spanTimes';
import { StartTimecodeError, type VideoTime } from './videoTime';

/** Metadata as VidiCore's JSON gives it: names beside lists of values, every list may be missing. */
interface MetadataGroup {
	name?: unknown;
	field?: unknown;
	group?: unknown;
}

interface MetadataField {
	name?: unknown;
	value?: Array<{ value?: unknown } | undefined>;
}

const facePrefix = 'adu_face_';
const valueGroup = 'adu_av_analyzedValue';

/**
 * All faces of an item's metadata (`{ timespan: [{ start, end, group: […] }] }`), in order of time. Every face of a
 * span comes out: a span can hold several groups, and a group several values. Without a nested value the group's own
 * name and id count. What re-analysis left twice (same person, same time, same analyzer) comes out once, the newest.
 * Time codes count as the video does. Throws a FaceMetadataError rather than leave anything out, and a
 * StartTimecodeError.
 */
export function readAppearances(itemId: string, metadata: { timespan?: unknown }, video?: VideoTime): Appearance[] {
	const reader = new AppearanceReader(itemId, video);
	reader.add(metadata);
	return reader.appearances();
}

/**
 * The same for metadata that come in windows of media time, one after the other: nothing but the appearances is kept
 * of a window, and of what was in it only the last window is remembered, since a span that crosses windows lies in
 * neighbours.
 */
export class AppearanceReader {
	private readonly spans: SpanReader;
	private found: Appearance[] = [];
	private inOrder = true;
	private last: Appearance | undefined;
	private readonly shared = new SharedTexts();
	/** Where the appearances of a window stand in `found`, by span and person. */
	private window = new Map<string, number>();

	constructor(
		private readonly itemId: string,
		video?: VideoTime,
	) {
		this.spans = new SpanReader(video);
	}

	/** Takes the metadata of the next window. Throws a FaceMetadataError or a StartTimecodeError. */
	add(metadata: { timespan?: unknown }): void {
		const { itemId } = this;
		const spans = metadata.timespan ?? [];
		if (!Array.isArray(spans)) fail(`The metadata of ${itemId} has no list of time spans`);
		const before = this.window;
		this.window = new Map();
		for (const timespan of spans as unknown[]) {
			const { start, end, group } = asSpan(timespan, itemId);
			if (start === '-INF' && end === '+INF') continue; // what is not timed
			let span: Span | undefined;
			for (const face of group) {
				if (typeof face.name !== 'string' || !face.name.startsWith(facePrefix)) continue;
				span ??= this.readSpan(start, end);
				for (const appearance of facesOf(face, itemId, span, this.shared))
					this.take(appearance, `${span.key} ${appearance.analyzer} ${personKey(appearance)}`, before);
			}
		}
	}

	/** All appearances of the windows so far, in order of time; ends the reading. */
	appearances(): Appearance[] {
		return this.inOrder ? this.found : this.found.sort(Appearance.byTime);
	}

	private take(appearance: Appearance, key: string, before: ReadonlyMap<string, number>): void {
		const at = this.window.get(key) ?? before.get(key);
		if (at !== undefined) {
			const earlier = this.found[at] as Appearance;
			if (newer(appearance, earlier)) this.found[at] = appearance;
			this.window.set(key, at);
			return;
		}
		this.window.set(key, this.found.length);
		this.found.push(appearance);
		if (this.inOrder && this.last && Appearance.byTime(this.last, appearance) > 0) this.inOrder = false;
		this.last = appearance;
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
class SharedTexts {
	private readonly known = new Map<string, string>();

	text(text: string): string {
		const earlier = this.known.get(text);
		if (earlier !== undefined) return earlier;
		if (this.known.size < 10_000) this.known.set(text, text); // a bound for documents in which nothing comes again
		return text;
	}
}

function asSpan(timespan: unknown, itemId: string): { start: string; end: string; group: MetadataGroup[] } {
	const { start, end, group = [] } = (timespan ?? {}) as { start?: unknown; end?: unknown; group?: unknown };
	if (typeof start !== 'string' || typeof end !== 'string')
		fail(`The metadata of ${itemId} hold a time span without start or end`);
	if (!Array.isArray(group)) fail(`The time span ${start} to ${end} of ${itemId} has no list of groups`);
	return { start, end, group: objects<MetadataGroup>(group, itemId, { start, end }) };
}

type Where = Pick<SpanTimes, 'start' | 'end'>;

const noGroups: readonly MetadataGroup[] = [];

function facesOf(group: MetadataGroup, itemId: string, span: Span, shared: SharedTexts): Appearance[] {
	const { times } = span;
	const own: Known = {};
	readFields(group, own, itemId, times);
	const nested = group.group === undefined ? noGroups : objects<MetadataGroup>(group.group, itemId, times);
	const found = { itemId, group, own, span, shared, outside: extrasOf(nested, itemId, times) };
	const faces: Appearance[] = [];
	for (const value of nested) if (value.name === valueGroup) faces.push(face(found, value));
	if (faces.length === 0) faces.push(face(found));
	else if (faces.length > 1) faces.sort((a, b) => compareText(a.person, b.person));
	return faces;
}

interface FaceGroup {
	itemId: string;
	group: MetadataGroup;
	own: Known;
	span: Span;
	shared: SharedTexts;
	outside: ExtraGroup[] | undefined;
}

function face({ itemId, group, own, span, shared, outside }: FaceGroup, value?: MetadataGroup): Appearance {
	const { times, exact } = span;
	const inner: Known = {};
	if (value) readFields(value, inner, itemId, times);
	const person = inner.adu_av_value ?? own.adu_value ?? '';
	const personId = inner.adu_av_valueId ?? own.adu_valueId ?? '';
	if (person === '' && personId === '')
		fail(`A face in the time span ${times.start} to ${times.end} of ${itemId} has neither name nor id`);
	const inside =
		value?.group === undefined
			? undefined
			: extrasOf(objects<MetadataGroup>(value.group, itemId, times), itemId, times, true);
	const detection = {
		itemId,
		person: shared.text(person || personId),
		personId: shared.text(personId),
		known: isPersonsName(person),
		confidence: confidence(inner.adu_av_confidence, times, itemId),
		analyzer: shared.text(own.adu_analyzerId ?? String(group.name).slice(facePrefix.length)),
		detectedAt: own.adu_creationDate === undefined ? null : shared.text(own.adu_creationDate),
		extra: outside || inside ? [...(outside ?? []), ...(inside ?? [])] : undefined,
	};
	return new Appearance(detection, times, exact);
}

/** The fields whose meaning is known; the first value that is not empty counts. */
type Known = {
	[
		name in
			| 'adu_analyzerId'
			| 'adu_creationDate'
			| 'adu_value'
			| 'adu_valueId'
			| 'adu_av_value'
			| 'adu_av_valueId'
			| 'adu_av_confidence'
	]?: string;
};

function readFields(group: MetadataGroup, known: Known, itemId: string, where: Where): void {
	if (group.field === undefined) return;
	for (const { name, value } of objects<MetadataField>(group.field, itemId, where)) {
		switch (name) {
			case 'adu_analyzerId':
			case 'adu_creationDate':
			case 'adu_value':
			case 'adu_valueId':
			case 'adu_av_value':
			case 'adu_av_valueId':
			case 'adu_av_confidence':
				known[name] ??= firstValue(value);
		}
	}
}

function firstValue(value: MetadataField['value']): string | undefined {
	const first = value?.[0]?.value;
	return first === undefined || first === null || first === '' ? undefined : String(first);
}

/** A list of objects, or an error: an entry that is none may have been a face. */
function objects<T>(list: unknown, itemId: string, where: Where): T[] {
	if (Array.isArray(list)) {
		let whole = true;
		for (const entry of list as unknown[]) if (typeof entry !== 'object' || entry === null) whole = false;
		if (whole) return list as T[];
	}
	return fail(`The time span ${where.start} to ${where.end} of ${itemId} holds something that is no group or field`);
}

/** Groups of which nothing is known, as they are; undefined when there are none. */
function extrasOf(
	groups: readonly MetadataGroup[],
	itemId: string,
	where: Where,
	all = false,
): ExtraGroup[] | undefined {
	let extras: ExtraGroup[] | undefined;
	for (const group of groups) {
		if (!all && group.name === valueGroup) continue;
		(extras ??= []).push({
			name: typeof group.name === 'string' ? group.name : '',
			fields: everyField(group, itemId, where),
		});
	}
	return extras;
}

function everyField(group: MetadataGroup, itemId: string, where: Where): ExtraGroup['fields'] {
	const found = new Map<string, string>(); // a Map, because a field may be called __proto__
	for (const { name, value } of group.field === undefined ? [] : objects<MetadataField>(group.field, itemId, where)) {
		const first = firstValue(value);
		if (typeof name === 'string' && first !== undefined && !found.has(name)) found.set(name, first);
	}
	return [...found].map(([name, value]) => ({ name, value }));
}

/**
 * A plain decimal from 0 to 1; Java writes small ones with an exponent (9.5E-4). Anything else would pass filters it
 * must not pass.
 */
function confidence(text: string | undefined, times: Where, itemId: string): number | null {
	if (text === undefined || text.trim() === '') return null;
	const value = Number(text);
	if (value >= 0 && value <= 1 && /^\s*\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return value;
	return fail(
		`The confidence "${text.slice(0, 40)}" in the time span ${times.start} to ${times.end} of ${itemId} is not a ` +
			'number from 0 to 1',
	);
}

/**
 * Whether the first is to be kept of two that are the same face: the newer, the surer, the one with a name; else the
 * order must not matter.
 */
function newer(a: Appearance, b: Appearance): boolean {
	const byDate = compareText(a.detectedAt ?? '', b.detectedAt ?? '');
	if (byDate !== 0) return byDate > 0;
	const [sureA, sureB] = [a.confidence ?? -1, b.confidence ?? -1];
	if (sureA !== sureB) return sureA > sureB;
	const named = Number(a.person !== a.personId) - Number(b.person !== b.personId);
	return named !== 0 ? named > 0 : a.person < b.person;
}

function fail(message: string): never {
	throw new FaceMetadataError(message);
}
