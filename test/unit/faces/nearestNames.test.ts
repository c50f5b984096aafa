import { nearestNames } from '../../../faces/nearestNames';

const known = ['Ada Nordin', 'Steven Stevenson', 'Grace Hopper', 'unknown_0007', 'Zoë Ålund'];

test.each([
	['a slip of the keys', 'Steven Stevensson', ['Steven Stevenson']],
	['another case, and Unicode in parts', 'ZOE\u0308 A\u030alund', ['Zoë Ålund']],
	['one word of it', 'hopper', ['Grace Hopper']],
	['both words the other way round', 'Nordin Ada', ['Ada Nordin']],
	['somebody else', 'Winston Churchill', []],
	['two letters that many names have', 'ad', []],
	['nothing', '', []],
])('%s', (_, asked, expected) => {
	expect(nearestNames(asked, known)).toEqual(expected);
});

test('the nearest come first, three at most, each once', () => {
	const many = ['Anna Berg', 'Anna Burg', 'Anne Berg', 'Anna Bergh', 'Anna Berg'];
	expect(nearestNames('Anna Berg', many)).toEqual(['Anna Berg', 'Anna Bergh', 'Anna Burg']);
});
