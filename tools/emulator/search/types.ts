import { invalidInput } from '../faults';
import { inSeconds, roughly } from '../time';
import { exactTest, wordTest, type Test } from './words';

/** A field's type without what stands behind it: `string`, `string-exact`, `integer`, `float`, `date` … */
const plainType = (type: string): string => type.replace(/-(sortable|noindex)/g, '');

/** How values of a type are compared with each other; -1, 0, 1. Values that cannot be read come last. */
export function comparable(type: string, value: string): number | string {
	const kind = plainType(type);
	if (kind === 'string') return value.toLowerCase();
	if (kind === 'string-exact') return value;
	const number = asNumber(kind, value);
	return Number.isNaN(number) ? Infinity : number;
}

const dates = new Map<string, number>();

function asNumber(kind: string, value: string): number {
	switch (kind) {
		case 'integer':
		case 'long':
		case 'float':
			return value.trim() === '' ? NaN : Number(value);
		case 'date': {
			let time = dates.get(value);
			if (time === undefined) {
				time = Date.parse(/^\d{4}-\d\d-\d\d/.test(value) ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : '');
				if (dates.size > 500_000) dates.clear();
				dates.set(value, time);
			}
			return time;
		}
		case 'boolean':
			return value === 'true' ? 1 : value === 'false' ? 0 : NaN;
		default:
			try {
				return roughly(inSeconds(value));
			} catch {
				return NaN;
			}
	}
}

/** A value that was asked for, as the field's type has it. Throws 400 for what is none of that type. */
function wantedOf(name: string, type: string, value: string): number | string {
	const wanted = comparable(type, value);
	if (wanted !== Infinity) return wanted;
	throw invalidInput(name, `Not a value of type ${type}`, name, value);
}

/** The test for one value of a field. */
export function valueTest(name: string, type: string, value: string): Test {
	if (value === '*') return () => true;
	const kind = plainType(type);
	if (kind === 'string') return wordTest(value);
	if (kind === 'string-exact') return exactTest(value);
	const wanted = wantedOf(name, type, value);
	return (own) => comparable(type, own) === wanted;
}

/** One side of a range; without a value it is open. */
export interface Bound {
	value?: string;
	exclusive: boolean;
}

/** The test for a range. */
export function rangeTest(name: string, type: string, from: Bound, to: Bound): Test {
	const low = from.value === undefined ? undefined : wantedOf(name, type, from.value);
	const high = to.value === undefined ? undefined : wantedOf(name, type, to.value);
	return (own) => {
		const value = comparable(type, own);
		if (value === Infinity) return false;
		if (low !== undefined && (value < low || (from.exclusive && value === low))) return false;
		return high === undefined || (to.exclusive ? value < high : value <= high);
	};
}
