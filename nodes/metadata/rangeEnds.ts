import { UserError } from '../kit/errors';
import { emptyField } from '../kit/fields/plain';

/** The ends of a range as VidiCore takes them; an empty one is open. Throws a UserError. */
export function rangeEnds(field: string, from: string, to: string): { from?: string; to?: string } {
	if (from === '' && to === '') throw emptyField(`From and To of ${field}`);
	const [low, high] = [from, to].map((one) => (one === '' ? undefined : kindOf(one)));
	if (low !== undefined && high !== undefined && low !== high)
		throw new UserError(
			`The range of ${field} goes from ${described(low)} to ${described(high)}`,
			'Give two values of the same kind: two numbers, two dates or two time codes.',
		);
	return {
		...(from === '' ? {} : { from: rangeEnd(from, field, 'from') }),
		...(to === '' ? {} : { to: rangeEnd(to, field, 'to') }),
	};
}

type Kind = 'number' | 'date' | 'time code';

const described = (kind: Kind): string => `a ${kind}`;

/** What can be more or less than something; undefined for other texts. */
function kindOf(value: string): Kind | undefined {
	if (/^-?\d+(\.\d+)?$/.test(value)) return 'number';
	if (/^-?\d+(\.\d+)?@\w+(:\d+)?$/.test(value)) return 'time code';
	return /^\d{4}-\d\d-\d\d(T.+)?$/.test(value) && !Number.isNaN(Date.parse(value)) ? 'date' : undefined;
}

/**
 * An end of a range as VidiCore takes it. A date without a time begins, or ends, with its day in UTC. Throws a
 * UserError for what can be neither more nor less than anything.
 */
export function rangeEnd(value: string, field: string, side: 'from' | 'to'): string {
	const kind = kindOf(value);
	if (kind === undefined)
		throw new UserError(
			`"${value.slice(0, 60)}" for ${field} is neither a number nor a date nor a time code`,
			'Only those can be more or less than something: 12.5, 2026-03-01, 2026-03-01T08:00:00Z, 225@PAL. For texts ' +
				'use "Equals", "Contains" or "Begins With".',
		);
	if (kind !== 'date') return value;
	const dayOnly = value.length === 10;
	return dayOnly ? `${value}T${side === 'from' ? '00:00:00.000' : '23:59:59.999'}Z` : new Date(value).toISOString();
}
