import { textSearch } from '../../../../vidicore/search/terms';

// What is typed into a picker's list.
test.each([
	['', {}],
	['  –  ', {}],
	['council', { text: [{ value: '*council*' }] }],
	['town council', { text: [{ value: '*town*' }, { value: '*council*' }] }],
	['AC/DC* "live"', { text: [{ value: '*AC*' }, { value: '*DC*' }, { value: '*live*' }] }],
])('%j: each word anywhere in one', (words, search) => {
	expect(textSearch(words)).toEqual(search);
});
