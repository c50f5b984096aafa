import { UserError } from '../../../../nodes/kit/errors';
import { idFrom, optionalIdFrom } from '../../../../nodes/kit/parameters';

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

test.each<[unknown, string]>([
	['VX-108', 'VX-108'],
	[' VX-108\n', 'VX-108'],
	[108, '108'],
	['my external id', 'my external id'],
	['%2e%2e', '%2e%2e'],
])('%j is an id, also in a picker', (raw, id) => {
	expect([idFrom(raw, 'Item'), idFrom(picked(raw), 'Item'), optionalIdFrom(picked(raw), 'Item')]).toEqual([id, id, id]);
});

test.each([undefined, null, '', '  ', picked(''), picked(null), picked(undefined)])('%j is none', (raw) => {
	expect(optionalIdFrom(raw, 'Item')).toBe('');
	expect(() => idFrom(raw, 'Item')).toThrow(/^"Item" is empty$/);
});

test.each<[unknown, RegExp]>([
	[{}, /^"Item" is an object, not an id$/],
	[{ id: 'VX-1' }, /^"Item" is an object, not an id$/],
	[['VX-1'], /^"Item" is a list, not an id$/],
	[true, /^"Item" is true or false, not an id$/],
	[NaN, /^"Item" is NaN, not an id$/],
	['.', /^"Item" holds no id: it is "\.", which is a step within an address$/],
	[' .. ', /^"Item" holds no id: it is "\.\.", which is a step within an address$/],
	['VX-1/metadata', /^"Item" holds no id: it is "VX-1\/metadata", with a "\/" in it$/],
	['VX-1?x=1', /^"Item" holds no id: it is "VX-1\?x=1", with a "\?" in it$/],
	['VX-1\r\nX: y', /^"Item" holds no id: it is a text with a control character in it$/],
	['\ud800', /^"Item" holds no id: it is a text with a control character in it$/],
])('%j is refused with the name of the field, also where none is needed', (raw, message) => {
	for (const read of [idFrom, optionalIdFrom])
		for (const value of [raw, picked(raw)]) {
			expect(() => read(value, 'Item')).toThrow(UserError);
			expect(() => read(value, 'Item')).toThrow(message);
		}
});
