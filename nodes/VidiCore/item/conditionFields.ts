import type { Condition } from '../../../vidicore/search/document';
import { UserError } from '../../kit/errors';
import { hideWhen, showWhen, type Field, type Values } from '../../kit/field';
import { rows } from '../../kit/fields/grouped';
import { choice, emptyField, text, textFrom } from '../../kit/fields/plain';
import { rangeEnd, rangeEnds } from '../../metadata/rangeEnds';
import { fieldPicker } from '../../pickers/field';

/** What may be said of a field. */
const operator = choice({
	displayName: 'Operator',
	options: [
		{ name: 'At Least', value: 'atLeast', description: 'A number, a date or a time code, or more' },
		{ name: 'At Most', value: 'atMost', description: 'A number, a date or a time code, or less' },
		{
			name: 'Begins With',
			value: 'beginsWith',
			description: 'In fields of type string a word that begins so; in string-exact the whole value',
		},
		{
			name: 'Contains',
			value: 'contains',
			description: 'The letters stand somewhere in it. Upper and lower case count in fields of type string-exact only.',
		},
		{ name: 'Does Not Exist', value: 'notExists', description: 'The item has no value there' },
		{
			name: 'Equals',
			value: 'equals',
			description:
				'In fields of type string these words stand in it next to each other, upper and lower case alike; in ' +
				'string-exact it is the whole value',
		},
		{ name: 'Exists', value: 'exists', description: 'The item has any value there' },
		{ name: 'From – To', value: 'range', description: 'Numbers, dates or time codes; both ends belong to it' },
		{ name: 'Is One Of', value: 'isOneOf', description: 'Equals one of several values' },
		{ name: 'Not Equals', value: 'notEquals', description: 'Also when the item has no value there' },
	],
	default: 'equals',
});

/** One value, or a list of values out of an expression; dates of n8n are taken as well. */
const value: Field<string[]> = {
	property: {
		displayName: 'Value',
		type: 'string',
		default: '',
		description:
			'For "Is One Of" several values with commas between them, or a list from an expression; for "From – To" the ' +
			'lowest value, open when empty',
	},
	parse: (raw, displayName) =>
		(Array.isArray(raw) ? raw : [raw]).map((one) => plain(one, displayName)).filter((one) => one !== ''),
};

/** The upper end of a range. */
const to: Field<string> = {
	property: text({
		displayName: 'To',
		placeholder: 'e.g. 2026-03-31',
		description: 'The highest value; a date without a time is the end of that day; open when empty',
	}).property,
	parse: plain,
};

/** n8n's dates are objects that know their ISO form. */
function plain(raw: unknown, displayName: string): string {
	const date = raw as { toISO?: () => unknown; toISOString?: () => unknown } | null | undefined;
	if (typeof date === 'object' && date !== null) {
		if (typeof date.toISO === 'function') return textFrom(date.toISO(), displayName);
		if (typeof date.toISOString === 'function') return textFrom(date.toISOString(), displayName);
	}
	return textFrom(raw, displayName);
}

const conditionFields = {
	field: fieldPicker,
	operator,
	value: hideWhen(value, { operator: ['exists', 'notExists'] }),
	to: showWhen(to, { operator: ['range'] }),
};

export const conditions = rows({
	displayName: 'Conditions',
	placeholder: 'Add condition',
	description: 'What must be so of the fields of an item; all items when there is none',
	row: { name: 'condition', displayName: 'Condition' },
	fields: conditionFields,
});

/** A row as the search takes it. Throws a UserError for one that says nothing, or nothing that can be meant. */
export function conditionOf(row: Values<typeof conditionFields>): Condition {
	const { field } = row;
	switch (row.operator) {
		case 'exists':
		case 'notExists':
			return { field, operator: row.operator };
		case 'isOneOf': {
			const [only, ...more] = row.value;
			const values = more.length > 0 ? row.value : (only ?? '').split(',').map((one) => one.trim());
			const given = values.filter((one) => one !== '');
			if (given.length === 0) throw emptyField(`Value of ${field}`);
			return { field, operator: 'isOneOf', values: given };
		}
		case 'atLeast':
			return { field, operator: 'range', from: rangeEnd(single(row.value, field), field, 'from') };
		case 'atMost':
			return { field, operator: 'range', to: rangeEnd(single(row.value, field), field, 'to') };
		case 'range':
			return { field, operator: 'range', ...rangeEnds(field, row.value[0] ?? '', row.to) };
		default:
			return { field, operator: row.operator, value: single(row.value, field) };
	}
}

function single(values: readonly string[], field: string): string {
	const [value, ...more] = values;
	if (value === undefined) throw emptyField(`Value of ${field}`);
	if (more.length === 0) return value;
	throw new UserError(
		`"Value of ${field}" holds ${values.length} values, and this operator takes one`,
		'Choose the operator "Is One Of", or let the expression pick one value.',
	);
}
