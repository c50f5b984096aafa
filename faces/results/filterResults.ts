import { folded } from '../identity';
import type { AnalysisResult } from './result';

export interface ResultFilter {
	/** Names of analyzers; empty keeps all. Compared without regard to case. */
	analyzers?: readonly string[];
	/** Values or ids; empty keeps all. Compared without regard to case. */
	values?: readonly string[];
	/** Keep what has these letters in its value or description, without regard to case; '' keeps all. */
	contains?: string;
	/** Keep what is at least this sure, 0 to 1. What has no confidence is kept: nobody said it is unsure. */
	minConfidence?: number;
	/** In seconds; results with an open side are kept. */
	minDuration?: number;
}

/** Those results that the filter lets through, in their order. */
export function filterResults(
	results: readonly AnalysisResult[],
	{ analyzers = [], values = [], contains = '', minConfidence = 0, minDuration = 0 }: ResultFilter,
): AnalysisResult[] {
	const [someAnalyzers, someValues] = [foldedSet(analyzers), foldedSet(values)];
	const part = folded(contains);
	return results.filter(
		({ analyzer, value, valueId, description, confidence, durationSeconds }) =>
			(confidence === null || confidence >= minConfidence) &&
			(durationSeconds === null || durationSeconds >= minDuration) &&
			(someAnalyzers.size === 0 || someAnalyzers.has(folded(analyzer))) &&
			(someValues.size === 0 || someValues.has(folded(value)) || someValues.has(folded(valueId))) &&
			(part === '' || folded(value).includes(part) || folded(description ?? '').includes(part)),
	);
}

const foldedSet = (texts: readonly string[]): ReadonlySet<string> =>
	new Set(texts.map(folded).filter((text) => text !== ''));
