import { FaceMetadataError, type Appearance, type ExtraGroup } from './appearance';
import { asFrameRate, compareTimes, parseTime, secondsBetween, timecode, TimeError, toSeconds, type Instant, type Time, type TimeBase } from './timecode';

/** Metadata as VidiCore's JSON gives it: names beside lists of values, every list may be missing. */
interface MetadataGroup {
	name?: unknown;
	field?: Array<{ name?: unknown; value?: Array<{ value?: unknown }> }>;
	group?: MetadataGroup[];
}

interface Span {
	start: Time;
	end: Time;
	times: Pick<Appearance, 'start' | 'end' | 'startSeconds' | 'endSeconds' | 'durationSeconds' | 'startTimecode' | 'endTimecode'>;
}

const facePrefix = 'adu_face_';
const valueGroup = 'adu_av_analyzedValue';

/**
 * All faces of an item's metadata (`{ timespan: [{ start, end, group: […] }] }`), in order of time. Every face of a span comes
 * out: a span can hold several groups, and a group several values. Without a nested value the group's own name and id count.
 * What re-analysis left twice (same person, same time) comes out once, the newest. `frameRate` is for the time codes; without
 * it the base of each span serves, when it can be a frame rate. Throws a FaceMetadataError rather than leave anything out.
 */
export function readAppearances(itemId: string, metadata: { timespan?: unknown }, frameRate?: TimeBase): Appearance[] {
	const spans = metadata.timespan ?? [];
	if (!Array.isArray(spans)) throw new FaceMetadataError(`The metadata of ${itemId} has no list of time spans`);
	const found = new Map<string, { appearance: Appearance; start: Time; end: Time }>();
	for (const timespan of spans as unknown[]) {
		const { start, end, group } = asSpan(timespan, itemId);
		if (start === '-INF' && end === '+INF') continue; // what is not timed
		const groups = group.filter(({ name }) => typeof name === 'string' && name.startsWith(facePrefix));
		if (groups.length === 0) continue;
		const span = readSpan(start, end, itemId, frameRate);
		for (const appearance of groups.flatMap((face) => facesOf(face, itemId, span))) {
			const key = `${spanKey(span)} ${appearance.personId || appearance.person}`;
			const earlier = found.get(key);
			if (!earlier || newer(appearance, earlier.appearance)) found.set(key, { appearance, start: span.start, end: span.end });
		}
	}
	return [...found.values()]
		.sort((a, b) => compareTimes(a.start, b.start) || compareTimes(a.end, b.end) || compareText(a.appearance.person, b.appearance.person))
		.map(({ appearance }) => appearance);
}

function asSpan(timespan: unknown, itemId: string): { start: string; end: string; group: MetadataGroup[] } {
	const { start, end, group = [] } = (timespan ?? {}) as { start?: unknown; end?: unknown; group?: unknown };
	if (typeof start !== 'string' || typeof end !== 'string') throw new FaceMetadataError(`The metadata of ${itemId} hold a time span without start or end`);
	if (!Array.isArray(group)) throw new FaceMetadataError(`The time span ${start} to ${end} of ${itemId} has no list of groups`);
	return { start, end, group: objects<MetadataGroup>(group, `${start} to ${end} of ${itemId}`) };
}

function readSpan(startText: string, endText: string, itemId: string, frameRate?: TimeBase): Span {
	let start: Time;
	let end: Time;
	try {
		start = parseTime(startText);
		end = parseTime(endText);
	} catch (error) {
		start = end = '-INF';
		if (error instanceof TimeError) fail(`${error.message} (time span ${startText} to ${endText} of ${itemId})`);
	}
	if (compareTimes(start, end) > 0) fail(`The time span ${startText} to ${endText} of ${itemId} ends before it starts`);
	const from = typeof start === 'string' ? undefined : start;
	const to = typeof end === 'string' ? undefined : end;
	return {
		start,
		end,
		times: {
			start: startText,
			end: endText,
			startSeconds: from ? toSeconds(from) : null,
			endSeconds: to ? toSeconds(to) : null,
			durationSeconds: from && to ? secondsBetween(from, to) : null,
			startTimecode: shown(from, frameRate),
			endTimecode: shown(to, frameRate),
		},
	};
}

const shown = (instant: Instant | undefined, frameRate?: TimeBase) => (instant ? timecode(instant, frameRate ?? asFrameRate(instant.base)) : null);

const spanKey = ({ start, end }: Span) => `${instantKey(start)} ${instantKey(end)}`;

/** The same for the same instant in whatever base: the fraction in lowest terms. */
function instantKey(time: Time): string {
	if (typeof time === 'string') return time;
	let [a, b] = [time.num < 0n ? -time.num : time.num, time.den];
	while (b > 0n) [a, b] = [b, a % b];
	return `${time.num / a}/${time.den / a}`;
}

function facesOf(group: MetadataGroup, itemId: string, { times }: Span): Appearance[] {
	const where = `${times.start} to ${times.end} of ${itemId}`;
	const own = fields(group, where);
	const nested = objects<MetadataGroup>(group.group ?? [], where);
	const values = nested.filter(({ name }) => name === valueGroup);
	const analyzer = own.get('adu_analyzerId') ?? String(group.name).slice(facePrefix.length);
	const detectedAt = own.get('adu_creationDate') ?? null;
	const outside = extras(nested.filter(({ name }) => name !== valueGroup), where);
	return (values.length > 0 ? values : [undefined]).map((value) => {
		const inner = value ? fields(value, where) : new Map<string, string>();
		const person = inner.get('adu_av_value') ?? own.get('adu_value') ?? '';
		const personId = inner.get('adu_av_valueId') ?? own.get('adu_valueId') ?? '';
		if (person === '' && personId === '') fail(`A face in the time span ${times.start} to ${times.end} of ${itemId} has neither name nor id`);
		const extra = [...outside, ...extras(objects<MetadataGroup>(value?.group ?? [], where), where)];
		return {
			itemId,
			person: person || personId,
			personId,
			known: person !== '' && !person.includes('unknown_'),
			...times,
			confidence: confidence(inner.get('adu_av_confidence'), times, itemId),
			analyzer,
			detectedAt,
			...(extra.length > 0 ? { extra } : {}),
		};
	});
}

/** A list of objects, or an error: an entry that is none may have been a face. */
function objects<T>(list: unknown, where: string): T[] {
	if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'object' || entry === null)) fail(`The time span ${where} holds something that is no group or field`);
	return list as T[];
}

function fields(group: MetadataGroup, where: string): Map<string, string> {
	const found = new Map<string, string>(); // a Map, because a field may be called __proto__
	for (const { name, value } of objects<NonNullable<MetadataGroup['field']>[number]>(group.field ?? [], where)) {
		const first = value?.[0]?.value;
		if (typeof name === 'string' && first !== undefined && first !== null && first !== '' && !found.has(name)) found.set(name, String(first));
	}
	return found;
}

function extras(groups: MetadataGroup[], where: string): ExtraGroup[] {
	return groups.map((group) => ({
		name: typeof group.name === 'string' ? group.name : '',
		fields: [...fields(group, where)].map(([name, value]) => ({ name, value })),
	}));
}

function confidence(text: string | undefined, times: Span['times'], itemId: string): number | null {
	if (text === undefined || text.trim() === '') return null;
	const value = Number(text);
	return Number.isFinite(value) ? value : fail(`The confidence "${text.slice(0, 40)}" in the time span ${times.start} to ${times.end} of ${itemId} is not a number`);
}

function newer(a: Appearance, b: Appearance): boolean {
	const byDate = compareText(a.detectedAt ?? '', b.detectedAt ?? '');
	return byDate !== 0 ? byDate > 0 : (a.confidence ?? -1) > (b.confidence ?? -1);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function fail(message: string): never {
	throw new FaceMetadataError(message);
}
