import { fieldsOfLongTexts, searchDocument, type Condition } from '../../../../vidicore/search/document';

// What VidiCore is sent for what somebody looks for.
const of = (...conditions: Condition[]) => searchDocument({ conditions, combine: 'AND' });
const only = (condition: Condition, type?: string) => {
	const types = new Map(type === undefined ? [] : [[condition.field, type]]);
	const { operator } = searchDocument({ conditions: [condition], combine: 'OR' }, types) as { operator: object };
	return operator;
};
const field = (...values: string[]) => [{ name: 'f', value: values.map((value) => ({ value })) }];
const each = (...values: string[]) => values.flatMap((value) => field(value));

test('nothing looked for is an empty document; all is said in one', () => {
	expect(of()).toEqual({});
	expect(
		searchDocument({
			conditions: [{ field: 'f', operator: 'exists' }],
			combine: 'OR',
			text: 'a "b c" d*',
			intervals: 'timed',
			sort: [{ field: 'created', order: 'descending' }],
		}),
	).toEqual({
		operator: { operation: 'OR', field: field('*') },
		text: [{ value: 'a' }, { value: '"b c"' }, { value: 'd*' }],
		intervals: 'timed',
		sort: [{ field: 'created', order: 'descending' }],
	});
});

test.each<[Condition, object]>([
	[{ field: 'f', operator: 'equals', value: 'one' }, { field: field('one') }],
	[{ field: 'f', operator: 'equals', value: 'one two' }, { field: field('"one two"') }],
	[{ field: 'f', operator: 'equals', value: 'a*b?c"d\\e' }, { field: field('a\\*b\\?c\\"d\\\\e') }],
	[{ field: 'f', operator: 'isOneOf', values: ['one', 'two three'] }, { field: field('one', '"two three"') }],
	[{ field: 'f', operator: 'contains', value: 'Ångström' }, { field: field('*Ångström*') }],
	[{ field: 'f', operator: 'beginsWith', value: 'on' }, { field: field('on*') }],
	[{ field: 'f', operator: 'notEquals', value: 'one' }, { operator: [{ operation: 'NOT', field: field('one') }] }],
	[{ field: 'f', operator: 'notExists' }, { operator: [{ operation: 'NOT', field: field('*') }] }],
])('%j', (condition, criteria) => {
	expect(only(condition)).toEqual({ operation: 'OR', ...criteria });
});

test.each<[string, 'contains' | 'beginsWith', string, object]>([
	['string', 'contains', 'AC/DC li', { operator: [{ operation: 'AND', field: each('*AC*', '*DC*', '*li*') }] }],
	['string-sortable', 'beginsWith', 'AC/DC li', { operator: [{ operation: 'AND', field: each('AC', 'DC', 'li*') }] }],
	['string-exact', 'contains', 'AC/DC *', { field: field('*AC/DC\\ \\**') }],
	['string-exact-sortable', 'beginsWith', 'AC/DC li', { field: field('AC/DC\\ li*') }],
])('in a field of type %s %s "%s"', (type, operator, value, criteria) => {
	const condition = { field: 'f', operator, value };
	expect(fieldsOfLongTexts([condition])).toEqual(['f']);
	expect(only(condition, type)).toEqual({ operation: 'OR', ...criteria });
});

test('the type of a field does not matter for one word, nor for other operators', () => {
	expect(
		fieldsOfLongTexts([
			{ field: 'a', operator: 'contains', value: 'word_1' },
			{ field: 'b', operator: 'equals', value: 'two words' },
			{ field: 'c', operator: 'isOneOf', values: ['two words'] },
		]),
	).toEqual([]);
});

// An open end is open whether its flag is read as meant, otherwise, or not at all.
test.each<[{ from?: string; to?: string }, object[]]>([
	[{ from: '1', to: '2' }, [{ value: '1' }, { value: '2' }]],
	[{ from: '12.5' }, [{ value: '12.5' }, { value: '2147483647', maximum: true }]],
	[{ from: '3000000000' }, [{ value: '3000000000' }, { value: '9007199254740991', maximum: true }]],
	[{ to: '-5' }, [{ value: '-2147483647', minimum: true }, { value: '-5' }]],
	[{ from: '225@PAL' }, [{ value: '225@PAL' }, { value: '2147483647@PAL', maximum: true }]],
	[
		{ to: '2026-03-01T00:00:00.000Z' },
		[{ value: '0001-01-01T00:00:00Z', minimum: true }, { value: '2026-03-01T00:00:00.000Z' }],
	],
	[
		{ from: '2026-03-01T00:00:00.000Z' },
		[{ value: '2026-03-01T00:00:00.000Z' }, { value: '9999-12-31T23:59:59Z', maximum: true }],
	],
])('the range %j', (ends, value) => {
	expect(only({ field: 'f', operator: 'range', ...ends })).toEqual({
		operation: 'OR',
		field: [{ name: 'f', range: [{ value }] }],
	});
});
