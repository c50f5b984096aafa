import { isPersonsName } from '../../faces/appearance';
import { askedTexts } from '../../faces/askedPersons';
import { folded } from '../../faces/identity';
import { nearestNames } from '../../faces/nearestNames';
import type { WantedPerson } from '../../faces/reel/sightings';
import { allFaces, facesCalled, type NamedFace } from '../../vidicore/faces/namedFaces';
import type { VidiCoreHttp } from '../../vidicore/http';
import { UserError } from '../kit/errors';

/**
 * The persons that are asked for, by name or id, whom the face service knows. Throws a UserError for one whom VidiCore
 * does not have, with the nearest names, and for one who was never trained; and a VidiCoreError.
 */
export async function wantedPersons(
	http: VidiCoreHttp,
	asked: string | readonly string[],
	signal?: AbortSignal,
): Promise<WantedPerson[]> {
	const one = typeof asked === 'string' ? asked.trim() : '';
	const pieces = askedTexts(asked, () => []);
	// A name may have a comma in it: then the whole line is looked for as well.
	const texts = [...new Set([...pieces, ...(one === '' || one.includes('\n') ? [] : [one])])];
	if (pieces.length === 0)
		throw new UserError('"Persons" is empty', 'Name at least one person, for example Ada Nordin.');
	const found = await facesCalled(http, texts, signal);
	const names = askedTexts(asked, () => found.map(({ name }) => name));
	const persons: WantedPerson[] = [];
	let all: NamedFace[] | undefined;
	for (const name of names) {
		const faces = found.filter((face) => isCalled(face, name));
		// Fields may mind upper case where people do not.
		if (faces.length === 0)
			faces.push(...(all ??= await allFaces(http, signal)).filter((face) => isCalled(face, name)));
		if (faces.length === 0) throw unknown(name, all ?? []);
		const person = personOf(name, faces);
		if (!persons.some(({ ids }) => ids.join() === person.ids.join())) persons.push(person);
	}
	return persons;
}

const isCalled = ({ name, itemId, externalId }: NamedFace, asked: string): boolean =>
	[name, itemId, externalId].some((own) => own !== '' && folded(own) === folded(asked));

function personOf(asked: string, faces: readonly NamedFace[]): WantedPerson {
	const trained = faces.filter(({ externalId }) => externalId !== '');
	const name = faces.find((face) => face.name !== '')?.name ?? asked;
	if (trained.length > 0) return { name, ids: trained.map(({ externalId }) => externalId).sort() };
	throw new UserError(
		`"${name}" (${faces.map(({ itemId }) => itemId).join(', ')}) is not known to the face service yet`,
		'Train the collection with this person first; only then can an analysis find them.',
	);
}

function unknown(asked: string, all: readonly NamedFace[]): UserError {
	const near = nearestNames(asked, all.map(({ name }) => name).filter(isPersonsName));
	const advice =
		near.length > 0
			? `Perhaps you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
			: 'Look at "Face: Get Many" for the names that there are.';
	return new UserError(`VidiCore knows nobody called "${asked.slice(0, 100)}"`, `${advice} Nothing was started.`);
}
