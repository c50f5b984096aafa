import type { FieldDefinition } from './definitions';

/** What a field holds, whatever the index makes of it: the first part of VidiCore's word. */
export const kindOf = ({ type }: Pick<FieldDefinition, 'type'>): string => type.split('-')[0] ?? '';

interface Kind {
	/** Completes "… is not …". */
	words: string;
	fits(value: string): boolean;
	/** Two texts are one value where these are the same. */
	plain?(value: string): string | number;
}

const day = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:?\d\d)?)?$/;
const moment = (value: string): number => Date.parse(value.replace(/([-+]\d\d)(\d\d)$/, '$1:$2'));
const within = (limit: number) => (value: string) => /^[-+]?\d+$/.test(value) && Math.abs(Number(value)) <= limit;

const kinds: Readonly<Record<string, Kind>> = {
	integer: { words: 'a whole number', fits: within(2 ** 31 - 1), plain: Number },
	long: { words: 'a whole number', fits: within(2 ** 63) },
	float: { words: 'a number', fits: (value) => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value), plain: Number },
	date: {
		words: 'a date such as 2026-04-01 or 2026-04-01T18:30:00Z',
		fits: (value) => day.test(value) && !Number.isNaN(moment(value)),
		plain: moment,
	},
	boolean: { words: 'true or false', fits: (value) => value === 'true' || value === 'false' },
	timeCode: {
		words: 'a time as VidiCore writes it, such as 225@PAL',
		fits: (value) => /^[-+]?\d+(\.\d+)?(@(PAL|NTSC|NTSC30|\d+(:\d+)?))?$/.test(value),
	},
};

/**
 * A value as VidiCore is to keep it: trimmed where it is no text, and by the word of a choice also where the words on
 * screen were given. `problem` completes `"x" is …` when it does not fit the field.
 */
export function valueFor(field: FieldDefinition, given: string): { value: string } | { problem: string } {
	if ([...given].some(isUnkept)) return { problem: 'a text with a character that no document can hold' };
	if (field.choices.length > 0) {
		const chosen =
			field.choices.find(({ value }) => value === given) ?? field.choices.find(({ label }) => label === given.trim());
		if (chosen) return { value: chosen.value };
		const some = field.choices.slice(0, 10).map(({ value }) => value);
		return { problem: `none of its choices: ${some.join(', ')}${field.choices.length > 10 ? ' …' : ''}` };
	}
	const kind = kinds[kindOf(field)];
	if (!kind) return { value: given };
	const value = given.trim();
	return kind.fits(value) ? { value } : { problem: `not ${kind.words}` };
}

/** XML, in which VidiCore keeps documents, has no control characters but tab and line breaks. */
const isUnkept = (char: string): boolean => char < ' ' && !'\t\n\r'.includes(char);

/** Whether two texts are one value in such a field: VidiCore may give a number or a date back in another form. */
export function sameValue(field: Pick<FieldDefinition, 'type'>, one: string, other: string): boolean {
	const { plain } = kinds[kindOf(field)] ?? {};
	return one === other || (plain !== undefined && plain(one) === plain(other));
}
