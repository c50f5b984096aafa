import type { Appearance } from '../../faces/appearance';
import { folded } from '../../faces/identity';
import { nearestNames } from '../../faces/nearestNames';
import type { VidiCoreHttp } from '../../vidicore/http';
import { whyEmpty, type Nothing } from './nothingFound';

interface Looked {
	itemId: string;
	/** Before the filters. */
	all: readonly Appearance[];
	/** Whom somebody asked for, by name or id. */
	persons: readonly string[];
	signal?: AbortSignal;
}

/** So many names of those who are seen are named at most. */
const mostNames = 5;

/** Those who were asked for and are not in the video, each with the nearest who are. */
export function missingPersons({ all, persons }: Pick<Looked, 'all' | 'persons'>): Array<{
	name: string;
	nearest: string[];
}> {
	const there = new Set(all.flatMap(({ person, personId }) => [folded(person), folded(personId)]));
	const names = namesIn(all);
	return persons
		.filter((name) => !there.has(folded(name)))
		.map((name) => ({ name, nearest: nearestNames(name, names) }));
}

/** "Nobody called … is seen in VX-1. The nearest there: …" */
export function missingInWords(itemId: string, missing: ReturnType<typeof missingPersons>): string {
	const nearest = [...new Set(missing.flatMap((one) => one.nearest))];
	const names = missing.map(({ name }) => `"${name}"`).join(' or ');
	const there = nearest.length > 0 ? `; the nearest there: ${nearest.join(', ')}` : '';
	return `Nobody called ${names} is seen in ${itemId}${there}`;
}

/** Why no face of a video comes out. Throws a VidiCoreError. */
export async function whyNoFaces(http: VidiCoreHttp, looked: Looked): Promise<Nothing> {
	const { itemId, all, persons, signal } = looked;
	if (all.length === 0) return await whyEmpty(http, itemId, 'faces', signal);
	const missing = missingPersons(looked);
	const known = { beforeFilters: all.length, ...analyzed(all) };
	const seen = namesIn(all);
	const some = `${seen.slice(0, mostNames).join(', ')}${seen.length > mostNames ? ' …' : ''}`;
	if (persons.length > 0 && missing.length === persons.length) {
		const nearest = [...new Set(missing.flatMap((one) => one.nearest))];
		return {
			why: 'noSuchName',
			message: missingInWords(itemId, missing),
			next: `Seen there: ${some}. Look at "Persons"; who was trained since is found by analyzing again.`,
			...known,
			...(nearest.length > 0 ? { nearest } : {}),
		};
	}
	const surest = all.reduce((most, { confidence }) => Math.max(most, confidence ?? -1), -1);
	const how = surest < 0 ? '' : `; the surest face has a confidence of ${surest}`;
	return {
		why: 'filteredOut',
		message: `None of the ${all.length} faces of ${itemId} comes out as the filters and the output are set`,
		next: `Seen there: ${some}${how}. Loosen the filters.`,
		...known,
	};
}

const namesIn = (all: readonly Appearance[]): string[] => [...new Set(all.map(({ person }) => person))];

/** By whom and when it was analyzed, as the faces themselves say. */
function analyzed(all: readonly Appearance[]): Pick<Nothing, 'analyzedBy' | 'analyzedAt'> {
	const by = [...new Set(all.map(({ analyzer }) => analyzer))].sort().join(', ');
	const at = all.reduce(
		(latest, { detectedAt }) => (detectedAt !== null && detectedAt > latest ? detectedAt : latest),
		'',
	);
	return { analyzedBy: by, ...(at ? { analyzedAt: at } : {}) };
}
