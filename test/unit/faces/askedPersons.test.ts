import { askedPersons } from '../../../faces/askedPersons';
import { filterAppearances } from '../../../faces/filter';
import { seen } from '../../support/seen';

const at = { start: '0@PAL', end: '25@PAL' };
const cast = seen(
	{ person: 'Davis, Sammy', ...at },
	{ person: 'Sammy', ...at },
	{ person: 'Ada Nordin', ...at },
	{ person: 'Lee, Bo, jr.', personId: 'b,1', ...at },
	{ person: '7', ...at },
);
const found = (asked: string | string[]) =>
	filterAppearances(cast, { persons: askedPersons(asked, cast) })
		.map(({ person }) => person)
		.sort();

test.each([
	['a comma list', 'Ada Nordin, Sammy', ['Ada Nordin', 'Sammy']],
	['one name with a comma', 'Davis, Sammy', ['Davis, Sammy']],
	['written otherwise', ' davis ,sammy ', ['Davis, Sammy']],
	['in a comma list', 'Ada Nordin, Davis, Sammy, 7', ['7', 'Ada Nordin', 'Davis, Sammy']],
	['with two commas', 'Lee, Bo, jr., Ada Nordin', ['Ada Nordin', 'Lee, Bo, jr.']],
	['an id with a comma', 'b,1', ['Lee, Bo, jr.']],
	['the longest name that there is', 'Davis, Sammy, Sammy', ['Davis, Sammy', 'Sammy']],
	['one a line', 'Davis, Sammy\r\nAda Nordin\n', ['Ada Nordin', 'Davis, Sammy']],
	['nothing', ' , ,\n', cast.map(({ person }) => person).sort()],
])('%s: %j', (_, asked, names) => {
	expect(found(asked)).toEqual(names);
});

test('several lines and lists hold names as they are: no part of one is another person', () => {
	expect(found('Nobody, Sammy\nAda Nordin')).toEqual(['Ada Nordin']);
	expect(found(['Nobody, Sammy', 'Ada Nordin'])).toEqual(['Ada Nordin']);
	expect(found(['Davis, Sammy'])).toEqual(['Davis, Sammy']);
	expect(found(['Sammy\n'])).toEqual(['Sammy']);
});

test('where nobody is called so, a comma list is what it always was', () => {
	const others = seen({ person: 'Davis', ...at }, { person: 'Sammy', ...at });
	expect(askedPersons('Davis, Sammy', others)).toEqual(['Davis', 'Sammy']);
	expect(askedPersons('Davis, Sammy', [])).toEqual(['Davis', 'Sammy']);
});
