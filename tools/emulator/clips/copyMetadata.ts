import { randomUUID } from 'node:crypto';
import type { Ratio } from '../files/mediaFacts';
import { baseOf } from '../imports/systemValues';
import { FieldValues } from '../metadata/fieldValues';
import type { MetadataGroup, Span } from '../entities';
import { inSeconds, type Fraction } from '../time';
import type { Source } from './source';

/** A stretch of a source, and which frames of the result it became. */
export interface Laid {
	source: Pick<Source, 'item' | 'stretch'>;
	at: number;
	frames: number;
}

/** Lays sources one after the other. */
export function laid(sources: readonly Source[], frames: readonly number[]): Laid[] {
	let at = 0;
	return sources.map((source, n) => {
		const own = frames[n] ?? 0;
		at += own;
		return { source, at: at - own, frames: own };
	});
}

/**
 * What is timed in the sources, where it is now: cut to the stretch of each, in whole frames of the result, of which
 * every one counts that shows something of it.
 */
export const copiedSpans = (parts: readonly Laid[], rate: Ratio): Span[] =>
	parts.flatMap((part) => part.source.item.spans.flatMap((span) => copied(span, part, rate) ?? []));

function copied({ start, end, fields, group }: Span, { source, at, frames }: Laid, rate: Ratio): Span | undefined {
	const { from, to, rate: own } = source.stretch;
	const [begins, ends] = [frameIn(inSeconds(start), own), frameIn(inSeconds(end), own)];
	if (begins >= to || ends <= from) return undefined;
	const scale = (rate.numerator * own.denominator) / (rate.denominator * own.numerator);
	const first = Math.max(0, Math.floor((begins - from) * scale + dust));
	const behind = Math.min(frames, Math.ceil((ends - from) * scale - dust));
	if (behind <= first) return undefined;
	const base = baseOf(rate);
	return {
		start: `${at + first}@${base}`,
		end: `${at + behind}@${base}`,
		fields: fields?.copy() ?? new FieldValues(),
		group: group.map(renewed),
	};
}

/** Less than any part of a frame that somebody means. */
const dust = 1e-6;

const frameIn = ({ top, bottom }: Fraction, { numerator, denominator }: Ratio): number =>
	bottom === 0n ? Number(top) * Infinity : (Number(top) * numerator) / (Number(bottom) * denominator);

const renewed = ({ name, field, group }: MetadataGroup): MetadataGroup => ({
	name,
	field: field.map((one) => ({ ...one })),
	group: group.map(renewed),
	uuid: randomUUID(),
});

/** Who is seen in the result, for a face service that looks at nothing. */
export const copiedCast = (parts: readonly Laid[], rate: Ratio) =>
	parts.flatMap(({ source: { item, stretch }, at, frames }) =>
		(item.video?.cast ?? []).flatMap((entry) => {
			const base = item.video?.timeBase ?? 'PAL';
			const span: Span = { start: `${entry.from}@${base}`, end: `${entry.to}@${base}`, group: [] };
			const found = copied(span, { source: { item, stretch }, at, frames }, rate);
			return found ? [{ ...entry, from: parseInt(found.start, 10), to: parseInt(found.end, 10) }] : [];
		}),
	);
