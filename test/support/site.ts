import { usual, worstCaseOf, type WorstCase } from '../../tools/emulator/worstCase';

/** The site's name in the ids of the emulated VidiCore: VX, and another one in the worst case. */
export const { site } = worstCaseOf();

/**
 * For tests whose subject is not how lists and answers come, such as those that count requests: this run's ways without
 * the hard ones that are named.
 */
export const easier = (...names: Array<Exclude<keyof WorstCase, 'site'>>): WorstCase => ({
	...worstCaseOf(),
	...Object.fromEntries(names.map((name) => [name, usual[name]])),
});

/** The id of an entry in a list of ids, which may hold addresses that end in them. */
export const idIn = (entry: string): string => entry.slice(entry.lastIndexOf('/') + 1);

/** An id as this run's VidiCore has it. */
export const siteId = (number: number): string => `${site}-${number}`;
