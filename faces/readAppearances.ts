import { Appearance, isPersonsName } from './appearance';
import { compareText } from './compareText';
import {
	confidenceFrom,
	extrasOf,
	fail,
	fieldsIn,
	firstValue,
	groupsIn,
	valueGroup,
	type ExtraGroup,
	type MetadataGroup,
	type Where,
} from './groups';
import { personKey } from './identity';
import { newerOrSurer, SharedTexts, SpanRows } from './spanRows';
import type { Span } from './spanTimes';
import type { VideoTime } from './videoTime';

const facePrefix = 'adu_face_';

/**
 * All faces of an item's metadata (`{ timespan: [{ start, end, group: […] }] }`), in order of time. Every face of a
 * span comes out: a span can hold several groups, and a group several values. Without a nested value the group's own
 * name and id count. What re-analysis left twice (same person, same time, same analyzer) comes out once, the newest.
 * Time codes count as the video does. Throws a FoundMetadataError rather than leave anything out, and a
 * StartTimecodeError.
 */
export function readAppearances(itemId: string, metadata: { timespan?: unknown }, video?: VideoTime): Appearance[] {
	const reader = new AppearanceReader(itemId, video);
	reader.add(metadata);
	return reader.rows();
}

/** The same for metadata that come in windows of media time, one after the other. */
export class AppearanceReader extends SpanRows<Appearance> {
	private readonly shared = new SharedTexts();
	protected override readonly untimed = false;

	protected override wants(groupName: string): boolean {
		return groupName.startsWith(facePrefix);
	}

	protected override rowsOf(group: MetadataGroup, span: Span, where: Where): readonly Appearance[] {
		return facesOf(group, span, where, this.shared);
	}

	protected override keyOf(appearance: Appearance): string {
		return `${appearance.analyzer} ${personKey(appearance)}`;
	}

	/** The newer, the surer, the one with a name; else the order must not matter. */
	protected override newer(a: Appearance, b: Appearance): boolean {
		const decided = newerOrSurer(a, b);
		if (decided !== undefined) return decided;
		const named = Number(a.person !== a.personId) - Number(b.person !== b.personId);
		return named !== 0 ? named > 0 : a.person < b.person;
	}
}

function facesOf(group: MetadataGroup, span: Span, where: Where, shared: SharedTexts): Appearance[] {
	const own: Known = {};
	readFields(group, own, where);
	const nested = groupsIn(group, where);
	const found = { group, own, span, where, shared, outside: extrasOf(nested, where) };
	const faces: Appearance[] = [];
	for (const value of nested) if (value.name === valueGroup) faces.push(face(found, value));
	if (faces.length === 0) faces.push(face(found));
	else if (faces.length > 1) faces.sort((a, b) => compareText(a.person, b.person));
	return faces;
}

interface FaceGroup {
	group: MetadataGroup;
	own: Known;
	span: Span;
	where: Where;
	shared: SharedTexts;
	outside: ExtraGroup[] | undefined;
}

function face({ group, own, span, where, shared, outside }: FaceGroup, value?: MetadataGroup): Appearance {
	const { times, exact } = span;
	const inner: Known = {};
	if (value) readFields(value, inner, where);
	const person = inner.adu_av_value ?? own.adu_value ?? '';
	const personId = inner.adu_av_valueId ?? own.adu_valueId ?? '';
	if (person === '' && personId === '')
		fail(`A face in the time span ${times.start} to ${times.end} of ${where.itemId} has neither name nor id`);
	const inside = value?.group === undefined ? undefined : extrasOf(groupsIn(value, where), where, true);
	const detection = {
		itemId: where.itemId,
		person: shared.text(person || personId),
		personId: shared.text(personId),
		known: isPersonsName(person),
		confidence: confidenceFrom(inner.adu_av_confidence, where),
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

function readFields(group: MetadataGroup, known: Known, where: Where): void {
	for (const { name, value } of fieldsIn(group, where)) {
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
