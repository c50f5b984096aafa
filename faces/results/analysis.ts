import { folded } from '../identity';

/** Which analysis something is of. */
export interface Analysis {
	/** Its kind, in its own word: face, label, transcript … */
	type: string;
	analyzer: string;
}

/**
 * The analysis that writes a group of that name; undefined for a group that is none's. Names are
 * `adu_TYPE_ANALYZER` (documented); the letters of the analyzer are its own. `adu_av_…` are groups inside.
 */
export function analysisOf(groupName: string): Analysis | undefined {
	const [, type = '', analyzer = ''] = /^adu_([^_]+)(?:_(.*))?$/s.exec(groupName) ?? [];
	return type === '' || type === 'av' ? undefined : { type, analyzer };
}

/** Whether two words are the same kind of analysis, without regard to case. */
export const sameType = (a: string, b: string): boolean => folded(a) === folded(b);

/** Analyses in words, by the alphabet: "label by Rekognition, transcript by Speech". */
export const inWords = (analyses: readonly Analysis[]): string =>
	analyses
		.map(({ type, analyzer }) => (analyzer === '' ? type : `${type} by ${analyzer}`))
		.sort()
		.join(', ');
