import type { Appearance } from './appearance';
import { folded } from './identity';

export interface FaceFilter {
	/** Keep faces at least this sure, 0 to 1. Faces without a confidence are kept: nobody said they are unsure. */
	minConfidence?: number;
	/** Names or ids; empty keeps everybody. Names are compared without regard to case. */
	persons?: readonly string[];
	/** In seconds; appearances with an open side are kept. */
	minDuration?: number;
	show?: 'all' | 'known' | 'unknown';
}

/** Those appearances that the filter lets through, in their order. */
export function filterAppearances(
	appearances: readonly Appearance[],
	{ minConfidence = 0, minDuration = 0, persons = [], show = 'all' }: FaceFilter,
): Appearance[] {
	const wanted = new Set(persons.map(folded).filter((name) => name !== ''));
	return appearances.filter(
		({ person, personId, known, confidence, durationSeconds }) =>
			(confidence === null || confidence >= minConfidence) &&
			(durationSeconds === null || durationSeconds >= minDuration) &&
			(wanted.size === 0 || wanted.has(folded(person)) || wanted.has(folded(personId))) &&
			(show === 'all' || known === (show === 'known')),
	);
}
