import type { Appearance } from '../appearance';
import { folded } from '../identity';
import type { Instant } from '../timecode';
import { togetherStretches, type TogetherStretch } from '../together';

/** Somebody of whom a reel is wanted: the name, and what VidiCore calls the person. */
export interface WantedPerson {
	name: string;
	/** Ids in the face service's model; a name can have several. */
	ids: readonly string[];
}

/** A stretch of a video in which those who are wanted are seen. */
export interface Sighting {
	persons: string[];
	from: Instant;
	/** undefined when it is open, and nobody knows when the video ends. */
	to: Instant | undefined;
	confidence: number | null;
}

/**
 * When those are seen who are wanted: each appearance of any of them, or the stretches in which all are seen at once,
 * which are as sure as the least sure of them.
 */
export function sightingsOf(
	appearances: readonly Appearance[],
	wanted: readonly WantedPerson[],
	who: 'any' | 'together',
): Sighting[] {
	const own = appearances.filter((appearance) => wanted.some((person) => isSeen(appearance, person)));
	if (who === 'any' || wanted.length < 2)
		return own.map(({ person, from, to, confidence }) => ({ persons: [person], from, to, confidence }));
	return togetherStretches(
		own,
		wanted.map(({ name, ids }) => [name, ...ids]),
	).map(asSighting);
}

/** A person is known by ids; only who has none is known by name. */
const isSeen = ({ person, personId }: Appearance, { name, ids }: WantedPerson): boolean =>
	ids.length > 0 && personId !== '' ? ids.includes(personId) : folded(person) === folded(name);

function asSighting({ people, from, to }: TogetherStretch): Sighting {
	const sure = people.flatMap(({ confidence }) => confidence ?? []);
	return {
		persons: people.map(({ person }) => person),
		from: typeof from.time === 'string' ? from.appearance.from : from.time,
		to: typeof to.time === 'string' ? undefined : to.time,
		confidence: sure.length === 0 ? null : Math.min(...sure),
	};
}
