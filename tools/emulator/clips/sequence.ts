import { invalidInput } from '../faults';
import type { Fraction } from '../time';
import { list, members, point } from './timeline';

/** What a sequence asks for that is not rendered, in the vendor's words. */
const notRendered = ['override', 'setting'];

/**
 * A SequenceDocument (the vendor's members) as the ConformRequestDocument that makes the same video: the segments of
 * its video track, whose sound comes with them. `ignores` is told what is left out. Throws 400 for what the emulator
 * cannot make: several video tracks, gaps, another speed, media of no item.
 */
export function conformOf(sequence: unknown, metadata: unknown, ignores: (what: string) => void): object {
	const document = members(sequence, 'sequence');
	for (const name of notRendered) if (document[name] !== undefined) ignores(name);
	const tracks = list(document.track).map((one) => members(one, 'track'));
	const [track, ...more] = tracks.filter(({ audio }) => String(audio ?? false) !== 'true');
	if (!track) throw invalidInput('sequence', 'The sequence has no video track');
	if (more.length > 0) throw invalidInput('sequence', 'The emulator renders one video track only');
	if (tracks.length > 1) ignores('audio tracks');
	if (list(track.transition).length > 0) ignores('transition');
	let at: Fraction = { top: 0n, bottom: 1n };
	const segment = list(track.segment).map((one) => {
		const { source, until } = segmentOf(members(one, 'segment'), at, ignores);
		at = until;
		return { source };
	});
	return { ...(metadata === undefined ? {} : { metadata }), conform: { timeline: { segment } } };
}

function segmentOf(segment: Record<string, unknown>, at: Fraction, ignores: (what: string) => void) {
	const { item, in: begins, out: ends, sourceIn, sourceOut } = segment;
	if (typeof item !== 'string' || item === '') throw invalidInput('sequence', 'A segment names no item');
	if (list(segment.effect).length > 0) ignores('effect');
	const [from, until] = [point(begins, undefined), point(ends, undefined)];
	const length = difference(point(sourceOut, undefined), point(sourceIn, undefined));
	if (!isSame(from, at)) throw invalidInput('sequence', 'The emulator puts segments one after the other only', item);
	if (!isSame(difference(until, from), length))
		throw invalidInput('sequence', 'The emulator renders at the speed of the source only', item);
	return { source: { id: item, interval: { start: sourceIn, end: sourceOut } }, until };
}

const difference = (one: Fraction, other: Fraction): Fraction => ({
	top: one.top * other.bottom - other.top * one.bottom,
	bottom: one.bottom * other.bottom,
});

const isSame = (one: Fraction, other: Fraction): boolean => difference(one, other).top === 0n;
