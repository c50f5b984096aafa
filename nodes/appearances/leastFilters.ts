import { optional } from '../kit/fields/grouped';
import { number } from '../kit/fields/plain';

/** How sure and how long at least; `rows` is what they are called on screen. */
export const leastFilters = (rows: 'Faces' | 'Results') => ({
	minConfidence: optional(
		number({
			displayName: 'Smallest Confidence',
			default: 0.75,
			minValue: 0,
			maxValue: 1,
			description: `From 0 to 1. ${rows} without a confidence are kept.`,
		}),
	),
	minDuration: optional(
		number({
			displayName: 'Smallest Duration (Seconds)',
			default: 1,
			minValue: 0,
			description: 'Leaves out what is shorter, after neighbors are joined',
		}),
	),
});
