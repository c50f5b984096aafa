/**
 * How the emulator answers where VidiCore may answer in an easy way or in a hard one. Each of the hard ones is
 * documented or recorded, unless its line says otherwise.
 */
export interface WorstCase {
	/** The site's name in all ids; VX unless somebody chose another (recorded: SD, KP, OLY). */
	site: string;
	/** A change is not seen by the search after it, but by the one after that. That the index lags is inferred. */
	indexLag: boolean;
	/** The change sets of a `revision` come in another order with each answer (recorded: unsorted). */
	mixedRevisions: boolean;
	/** Times end in `Z` and in `+0000` by turns (both recorded). */
	mixedDates: boolean;
	/** Addresses of pictures have no host (recorded). */
	relativePictures: boolean;
	/** Lists of jobs come newest first where no order was asked for. Inferred from items, where it is recorded. */
	newestFirst: boolean;
	/** So many requests a token is good for that is not refreshed: in place of its 60 seconds, which tests cannot wait. */
	tokenRequests: number;
	/** While a list is read, something comes before its first entry, so that each later page begins one entry earlier. */
	shiftingLists: boolean;
	/** So many entries a page has at most, however many are asked for. Inferred: the maximum is not stated. */
	pageSize: number;
	/** Lists with nothing in them are absent (recorded for some, `[]` for others). */
	absentLists: boolean;
	/** Lists of ids hold addresses that end in them (both recorded). */
	wholeAddresses: boolean;
	/** Errors come as plain text, though JSON was asked for (recorded for 400). */
	textErrors: boolean;
}

/** The easy ways. */
export const usual: WorstCase = {
	site: 'VX',
	indexLag: false,
	mixedRevisions: false,
	mixedDates: false,
	relativePictures: false,
	newestFirst: false,
	tokenRequests: Infinity,
	shiftingLists: false,
	pageSize: Infinity,
	absentLists: false,
	wholeAddresses: false,
	textErrors: false,
};

/** The hard ways, all at once. */
export const worst: WorstCase = {
	site: 'OLY',
	indexLag: true,
	mixedRevisions: true,
	mixedDates: true,
	relativePictures: true,
	newestFirst: true,
	tokenRequests: 3,
	shiftingLists: true,
	pageSize: 4,
	absentLists: true,
	wholeAddresses: true,
	textErrors: true,
};

/**
 * The hard ways that are named, with commas between, and the easy ones for the rest; `1` names them all. Throws an
 * Error that lists the names.
 */
export function worstCaseOf(names = process.env.WORST_CASE ?? ''): WorstCase {
	if (names === '1') return worst;
	const wanted = names.split(',').filter(Boolean);
	const unknown = wanted.find((name) => !(name in worst));
	if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${Object.keys(worst).join(', ')}`);
	return { ...usual, ...Object.fromEntries(Object.entries(worst).filter(([name]) => wanted.includes(name))) };
}
