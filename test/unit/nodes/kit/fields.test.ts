import { hideWhen, meant, showWhen, valuesOf, type Field } from '../../../../nodes/kit/field';
import { collection, optional, rows } from '../../../../nodes/kit/fields/grouped';
import { picker } from '../../../../nodes/kit/fields/picker';
import { choice, choices, number, text, toggle } from '../../../../nodes/kit/fields/plain';

const name = text({ displayName: 'Name', required: true });
const seconds = number({ displayName: 'Seconds', default: 2, minValue: 0, maxValue: 60 });
const all = toggle({ displayName: 'Return All', default: false, description: 'Whether to return all' });
const show = choice({
	displayName: 'Show',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Known', value: 'known' },
	],
	default: 'all',
});
const item = picker(
	{ searchItems: () => Promise.resolve({ results: [] }) },
	{ displayName: 'Item', description: 'A video' },
);

describe('a field', () => {
	it.each<[string, Field, unknown, unknown]>([
		['text without its blanks', name, '  Ada ', 'Ada'],
		['text of a number', name, 7, '7'],
		['a number', seconds, 3.5, 3.5],
		['a number that an expression gives as text', seconds, ' 3.5 ', 3.5],
		['the default of a number', seconds, undefined, 2],
		['a switch', all, true, true],
		['a switch that an expression gives as text', all, 'false', false],
		['a choice', show, 'known', 'known'],
		['the default of a choice', show, undefined, 'all'],
		['an id picked from the list', item, { __rl: true, mode: 'list', value: 'VX-1' }, 'VX-1'],
		['an id from an expression', item, ' VX-1 ', 'VX-1'],
	])('takes %s', (_, field, raw, value) => {
		expect(meant(field, raw)).toEqual(value);
	});

	it.each<[string, Field, unknown, RegExp]>([
		['an empty text that is required', name, '  ', /"Name" is empty/],
		['a list where a text is meant', name, ['Ada'], /"Name" is a list/],
		['an object where a text is meant', name, { title: 'Ada' }, /"Name" is an object/],
		['words where a number is meant', seconds, 'two', /"Seconds" is not a number/],
		['nothing where a number is meant', seconds, '', /"Seconds" is not a number/],
		['an expression that finds no number', seconds, null, /"Seconds" is not a number/],
		['a number out of its range', seconds, 61, /"Seconds" is 61/],
		['words where a switch is meant', all, 'perhaps', /"Return All" is neither true nor false/],
		['a choice that is none', show, 'everybody', /"Show" cannot be "everybody"/],
		['a picker in which nothing is picked', item, { __rl: true, mode: 'list', value: '' }, /"Item" is empty/],
	])('refuses %s', (_, field, raw, words) => {
		expect(() => meant(field, raw)).toThrow(words);
	});

	it('takes several choices as a list or with commas between them', () => {
		const outcomes = choices({
			displayName: 'Outcome',
			options: [
				{ name: 'Finished', value: 'finished' },
				{ name: 'Failed', value: 'failed' },
			],
			default: ['finished'],
		});
		expect(meant(outcomes, ['failed'])).toEqual(['failed']);
		expect(meant(outcomes, 'failed, finished')).toEqual(['failed', 'finished']);
		expect(meant(outcomes, undefined)).toEqual(['finished']);
		expect(() => meant(outcomes, ['late'])).toThrow(/"Outcome" cannot be "late"/);
	});
});

describe('fields that are added one by one', () => {
	const options = collection({
		displayName: 'Options',
		placeholder: 'Add option',
		fields: {
			seconds,
			minConfidence: optional(number({ displayName: 'Confidence', default: 0.75 })),
			item: optional(item),
		},
	});

	it('have their defaults until they are added, and the optional ones nothing', () => {
		expect({ ...meant(options, {}) }).toEqual({ seconds: 2, minConfidence: undefined, item: undefined });
	});

	it('have what the user added', () => {
		const raw = { seconds: 3, minConfidence: 0.5, item: { __rl: true, mode: 'id', value: 'VX-2' } };
		expect({ ...meant(options, raw) }).toEqual({ seconds: 3, minConfidence: 0.5, item: 'VX-2' });
	});

	it('are refused when an expression finds nothing where a number is needed', () => {
		expect(() => meant(options, { seconds: undefined }).seconds).toThrow(/"Seconds" is not a number/);
		expect(() => meant(options, { minConfidence: null }).minConfidence).toThrow(/"Confidence" is not a number/);
	});

	it('can come in rows', () => {
		const parameters = rows({
			displayName: 'Parameters',
			placeholder: 'Add parameter',
			row: { name: 'parameter', displayName: 'Parameter' },
			fields: { name, value: text({ displayName: 'Value' }) },
		});
		const found = meant(parameters, { parameter: [{ name: 'A', value: '1' }, { name: 'B' }] });
		expect(found.map((row) => ({ ...row }))).toEqual([
			{ name: 'A', value: '1' },
			{ name: 'B', value: '' },
		]);
		expect(meant(parameters, {})).toEqual([]);
	});
});

it('a value is read when it is first asked for, and once', () => {
	const asked: string[] = [];
	const values = valuesOf({ name, seconds }, (field) => {
		asked.push(field);
		return field === 'name' ? '' : 4;
	});
	expect(asked).toEqual([]);
	expect([values.seconds, values.seconds]).toEqual([4, 4]);
	expect(asked).toEqual(['seconds']);
	expect(() => values.name).toThrow(/"Name" is empty/);
});

it('shows a field of a row by its neighbours there, and by the fields of the node', () => {
	const { property } = rows({
		displayName: 'Rows',
		placeholder: 'Add row',
		row: { name: 'row', displayName: 'Row' },
		fields: { show, name: hideWhen(showWhen(name, { show: ['known'] }), { operation: ['create'] }) },
	});
	const [row] = property.options as Array<{ values: Array<{ name: string; displayOptions?: object }> }>;
	expect(row?.values.map((one) => [one.name, one.displayOptions])).toEqual([
		['show', undefined],
		['name', { show: { show: ['known'] }, hide: { '/operation': ['create'] } }],
	]);
});
