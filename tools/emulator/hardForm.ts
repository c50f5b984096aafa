import type { WorstCase } from './worstCase';

/** What an answer is made for. */
export interface Asked {
	ways: WorstCase;
	/** Counts answers, so that what comes by turns does. */
	turn: number;
	/** The API's address, ending in `/API/`. */
	baseUri: string;
	/** The path that was asked, without its slash at the end. */
	path: string;
}

/** A document in the hard ways of writing it; it means the same. */
export function hardForm<T extends object>(document: T, asked: Asked): T {
	const { ways } = asked;
	const changes = [
		ways.mixedRevisions && revisions(asked),
		ways.mixedDates && dates(asked),
		ways.relativePictures && pictures(asked),
		ways.wholeAddresses && addresses(asked),
		ways.absentLists && lists,
	].filter((change) => change !== false);
	return changes.length === 0 ? document : (written(document, '', {}, changes) as T);
}

/** What becomes of a member: `holder` is the object that it is in; undefined takes it away. */
type Change = (value: unknown, name: string, holder: object) => unknown;

function written(value: unknown, name: string, holder: object, changes: readonly Change[]): unknown {
	const changed = changes.reduce((before, change) => change(before, name, holder), value);
	if (Array.isArray(changed)) return changed.map((entry) => written(entry, name, holder, changes));
	if (typeof changed !== 'object' || changed === null) return changed;
	// A value is told by the field that it is of.
	const inside = name === 'value' ? holder : changed;
	return Object.fromEntries(
		Object.entries(changed).flatMap(([member, inner]) => {
			const form = written(inner, member, inside, changes);
			return form === undefined ? [] : [[member, form]];
		}),
	);
}

/** The change sets in another order each time. */
const revisions =
	({ turn }: Asked): Change =>
	(value, name) => {
		if (name !== 'revision' || typeof value !== 'string') return value;
		const sets = value.split(',');
		const from = turn % sets.length;
		return [...sets.slice(from), ...sets.slice(0, from)].join(',');
	};

const timeMembers = new Set(['started', 'finished', 'created', 'timestamp']);
const timeFields = new Set(['created', '__metadata_last_modified']);

/** Times of VidiCore's own; those that users wrote keep their form (recorded). */
function dates({ turn }: Asked): Change {
	let count = turn;
	return (value, name, holder) => {
		const own = timeMembers.has(name) || (name === 'value' && 'name' in holder && timeFields.has(String(holder.name)));
		if (!own || typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT.*(Z|\+0000)$/.test(value)) return value;
		return value.replace(/(Z|\+0000)$/, (count += 1) % 2 === 0 ? 'Z' : '+0000');
	};
}

/** Pictures at this very server, named without it. */
const pictures =
	({ baseUri }: Asked): Change =>
	(value, name) =>
		name === 'uri' && typeof value === 'string' && /\/(thumbnail|poster)\//.test(value)
			? value.replace(new URL(baseUri).origin, '')
			: value;

/** Ids in lists of ids as addresses. */
const addresses =
	({ baseUri, path }: Asked): Change =>
	(value, name) =>
		name === 'uri' && Array.isArray(value)
			? value.map((one: unknown) =>
					typeof one === 'string' && /^[A-Z]+-\d+$/.test(one) ? `${new URL(baseUri).origin}${path}/${one}` : one,
				)
			: value;

const lists: Change = (value) => (Array.isArray(value) && value.length === 0 ? undefined : value);
