import { showWhen } from '../field';
import { number, toggle } from './plain';

/** n8n's pair for lists: all, or up to a number. */
export const limitFields = {
	returnAll: toggle({
		displayName: 'Return All',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	}),
	limit: showWhen(
		number({ displayName: 'Limit', default: 50, minValue: 1, description: 'Max number of results to return' }),
		{ returnAll: [false] },
	),
};

/** How many are wanted; Infinity for all. */
export const limitOf = (values: { returnAll: boolean; limit: number }): number =>
	values.returnAll ? Infinity : values.limit;
