import { isNoted, noteDocument, stepOf, type FieldMode } from '../../../../vidicore/fields/changes';
import { sameValue, valueFor } from '../../../../vidicore/fields/values';

const field = (type: string, ...choices: string[]) => ({
	...{ name: 'x_y', type, system: false },
	choices: choices.map((value) => ({ value, label: value.toUpperCase() })),
});

test.each([
	['string', 'any <&"> 🎬\ntext', 'any <&"> 🎬\ntext'],
	['string-exact', ' kept ', ' kept '],
	['integer', ' 7 ', '7'],
	['long', '12345678901', '12345678901'],
	['float-sortable', '-4.5e3', '-4.5e3'],
	['date', '2026-04-01', '2026-04-01'],
	['date', '2026-04-01T18:30:00.000+0200', '2026-04-01T18:30:00.000+0200'],
	['boolean', 'true', 'true'],
	['timeCode', '225@PAL', '225@PAL'],
	['timeCode', '90@30000:1001', '90@30000:1001'],
	['of-a-new-kind', 'x', 'x'],
	['', 'x', 'x'],
])('a field of type %s takes %j', (type, given, value) => expect(valueFor(field(type), given)).toEqual({ value }));

test.each([
	['integer', '7.5', /not a whole number/],
	['integer', '99999999999', /not a whole number/],
	['integer', '', /not a whole number/],
	['float', '4,5', /not a number/],
	['float', 'Infinity', /not a number/],
	['date', '01.04.2026', /not a date/],
	['date', '2026-13-01', /not a date/],
	['boolean', 'yes', /not true or false/],
	['timeCode', '00:00:09:00', /not a time/],
	['string', 'a\u0000b', /character/],
])('a field of type %s refuses %j', (type, given, problem) =>
	expect(valueFor(field(type), given)).toEqual({ problem: expect.stringMatching(problem) }),
);

test('a choice is taken by its value or by its words on screen', () => {
	const desk = field('string', 'news', 'sport');
	expect([valueFor(desk, 'news'), valueFor(desk, 'SPORT')]).toEqual([{ value: 'news' }, { value: 'sport' }]);
	expect(valueFor(desk, 'weather')).toEqual({ problem: 'none of its choices: news, sport' });
});

test.each([
	['float', '4.50', '4.5', true],
	['integer', '7', '8', false],
	['date', '2026-04-01T18:30:00Z', '2026-04-01T20:30:00.000+0200', true],
	['string', '4.50', '4.5', false],
	['boolean', 'true', 'false', false],
])('in a field of type %s, %s and %s: one value %s', (type, one, other, same) =>
	expect(sameValue({ type }, one, other)).toBe(same),
);

const step = (mode: FieldMode, values: string[], now: string[], type = 'string') =>
	stepOf(
		{ field: { name: 'f', type }, mode, values },
		now.map((value, at) => ({ value, uuid: `u${at}` })),
	);

test('adding sends what is missing only, each value once', () => {
	expect(step('add', ['a', 'b', 'c', 'b'], ['a'])).toEqual({
		...{ name: 'f', after: ['a', 'b', 'c'], added: ['b', 'c'] },
		document: { name: 'f', mode: 'add', value: [{ value: 'b' }, { value: 'c' }] },
	});
	expect(step('add', ['a'], ['a', 'z'])).toEqual({ name: 'f', after: ['a', 'z'], added: [] });
});

test('removing names the entries that are there; the last ones remove the field', () => {
	expect(step('remove', ['b', 'x'], ['a', 'b'])).toMatchObject({
		...{ after: ['a'], document: { name: 'f', mode: 'remove', value: [{ value: 'b', uuid: 'u1' }] } },
	});
	expect(step('remove', ['a'], ['a'])).toEqual({ name: 'f', after: [], added: [], document: { name: 'f' } });
	expect(step('remove', ['x'], ['a'])).toEqual({ name: 'f', after: ['a'], added: [] });
});

test('replacing sends nothing when it is as it should be, also in another form', () => {
	expect(step('set', ['4.5'], ['4.50'], 'float').document).toBeUndefined();
	expect(step('set', ['b', 'a'], ['a', 'b']).document).toEqual({ name: 'f', value: [{ value: 'b' }, { value: 'a' }] });
	expect(step('set', [], ['a']).document).toEqual({ name: 'f' });
	expect(step('set', [], []).document).toBeUndefined();
});

test('a note is known again by its times, its place and its text', () => {
	const note = { start: '9', end: '10', field: 'f', text: 'x' };
	const there = [
		{ start: '9', end: '10', fields: [{ name: 'f', values: ['x'] }], groups: [] },
		{ start: '20', end: '21', fields: [], groups: [{ name: 'g', fields: [{ name: 'f', values: ['y'] }] }] },
	];
	const is = (more: object) => isNoted({ ...note, ...more }, there, (one, other) => one === other);
	expect([is({}), is({ text: 'y' }), is({ end: '11' }), is({ group: 'g' })]).toEqual([true, false, false, false]);
	const inGroup = { start: '20', end: '21', group: 'g', text: 'y' };
	expect([is(inGroup), is({ ...inGroup, group: 'h' }), is({ ...inGroup, group: undefined })]).toEqual([
		true,
		false,
		false,
	]);
	expect(noteDocument({ ...note, group: 'g' })).toEqual({
		...{ start: '9', end: '10' },
		group: [{ name: 'g', mode: 'add', field: [{ name: 'f', value: [{ value: 'x' }] }] }],
	});
});
