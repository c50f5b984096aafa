import { filterAppearances } from '../../../faces/filter';
import { gapOfSeconds, mergeAppearances } from '../../../faces/merge';
import { summarizePeople } from '../../../faces/people';
import { togetherSpans } from '../../../faces/together';
import { lanesOf } from '../../../render/lanes';
import { seen } from '../../support/seen';

const composed = 'Ren\u00E9e';
const decomposed = 'Rene\u0301e';
const twice = seen(
	{ person: composed, personId: '', start: '0@PAL', end: '50@PAL' },
	{ person: decomposed, personId: '', start: '50@PAL', end: '75@PAL' },
);

describe('a person without an id whose name is written in two Unicode forms', () => {
	test('is one in the summary, with the time of both', () => {
		expect(summarizePeople(twice)).toMatchObject([{ totalSeconds: 3, appearances: 2 }]);
	});

	test('is joined with its neighbour, and has one line in a picture', () => {
		expect(mergeAppearances(twice, gapOfSeconds(0))).toMatchObject([{ start: '0@PAL', end: '75@PAL' }]);
		expect(lanesOf(twice).lanes).toHaveLength(1);
	});

	test('is not together with itself', () => {
		const overlapping = seen(
			{ person: composed, personId: '', start: '0@PAL', end: '50@PAL' },
			{ person: decomposed, personId: '', start: '25@PAL', end: '75@PAL' },
		);
		expect(togetherSpans(overlapping)).toEqual([]);
	});

	test('comes out once where two analyses found it at the same time', () => {
		const at = { personId: '', start: '0@PAL', end: '50@PAL' };
		expect(seen({ person: composed, ...at }, { person: decomposed, ...at })).toHaveLength(1);
	});

	test.each([composed, decomposed])('is let through by a filter that says %j', (name) => {
		expect(filterAppearances(twice, { persons: [name.toUpperCase()] })).toHaveLength(2);
	});
});

test('two people of one name with two ids stay two', () => {
	const namesakes = seen(
		{ person: composed, personId: 'a', start: '0@PAL', end: '50@PAL' },
		{ person: decomposed, personId: 'b', start: '0@PAL', end: '50@PAL' },
	);
	expect(summarizePeople(namesakes)).toHaveLength(2);
});
