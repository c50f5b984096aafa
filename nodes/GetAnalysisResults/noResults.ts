import { inWords } from '../../faces/results/analysis';
import type { ResultReader } from '../../faces/results/readResults';
import type { AnalysisResult } from '../../faces/results/result';
import { folded } from '../../faces/identity';
import { nearestNames } from '../../faces/nearestNames';
import type { VidiCoreHttp } from '../../vidicore/http';
import { whyEmpty, type Nothing } from '../appearances/nothingFound';

interface Looked {
	itemId: string;
	types: readonly string[];
	groups: readonly string[];
	/** What somebody asked for, by value or id. */
	values: readonly string[];
	/** Before the filters. */
	all: readonly AnalysisResult[];
	reader: ResultReader;
	signal?: AbortSignal;
}

/**
 * Why nothing comes out: that there is nothing, that it is of another kind, or that the filters leave nothing. Throws a
 * VidiCoreError.
 */
export async function whyNoResults(http: VidiCoreHttp, looked: Looked): Promise<Nothing> {
	const { itemId, types, groups, values, all, reader, signal } = looked;
	const { analyses } = reader;
	const known = { beforeFilters: all.length, ...(analyses.length > 0 ? { analyzedBy: inWords(analyses) } : {}) };
	if (all.length > 0) {
		const there = [...new Set(all.map(({ value }) => value))];
		const missing = values.filter((one) => !there.some((value) => folded(value) === folded(one)));
		const nearest = [...new Set(missing.flatMap((one) => nearestNames(one, there)))];
		return {
			why: 'filteredOut',
			message: `None of the ${all.length} results of ${itemId} passes the filters (${inWords(analyses)})`,
			next: `Loosen the filters.${nearest.length > 0 ? ` The nearest values there: ${nearest.join(', ')}.` : ''}`,
			...known,
			...(nearest.length > 0 ? { nearest } : {}),
		};
	}
	if (analyses.length > 0)
		return {
			why: 'filteredOut',
			message: `${itemId} holds no results of the type ${types.join(' or ')}. What it holds: ${inWords(analyses)}`,
			next: 'Choose another type, or all of them.',
			...known,
		};
	if (groups.length > 0)
		return {
			why: 'filteredOut',
			message: `${itemId} holds no results in ${groups.join(' or ')}`,
			next: 'Without the option "Metadata Groups" this node looks at all that it holds.',
			...known,
		};
	return await whyEmpty(http, itemId, 'results', signal);
}
