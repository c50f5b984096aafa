import fc from 'fast-check';
import { editDistance } from '../../../faces/editDistance';

test.each([
	['kitten', 'sitting', 3],
	['', 'abc', 3],
	['abc', '', 3],
	['', '', 0],
	['Zoë', 'Zoe', 1],
	['😀a', 'a', 1],
])('from "%s" to "%s" it is %i', (a, b, expected) => {
	expect(editDistance(a, b)).toBe(expected);
});

test('it is a distance: the same both ways, 0 for the same alone, and no shorter by a detour', () => {
	const word = fc.string({ maxLength: 8 });
	fc.assert(
		fc.property(word, word, word, (a, b, c) => {
			expect(editDistance(a, b)).toBe(editDistance(b, a));
			expect(editDistance(a, b) === 0).toBe(a === b);
			expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
		}),
	);
});
