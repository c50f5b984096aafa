import { Companions } from '../../../faces/companions';
import { seen } from '../../support/seen';

test('who is seen with whom, added up over videos, longest first', () => {
	const companions = new Companions();
	companions.add(
		seen(
			{ person: 'Ada', start: '0@PAL', end: '100@PAL' },
			{ person: 'Bo', start: '50@PAL', end: '75@PAL' },
			{ person: 'Cy', start: '60@PAL', end: '300@PAL' },
		),
	);
	companions.add(
		seen(
			{ person: 'Bo', start: '0@PAL', end: '25@PAL' },
			{ person: 'Ada', start: '0@PAL', end: '250@PAL' },
			{ person: 'Ada', start: '10@PAL', end: '20@PAL' },
			{ person: 'Cy', start: '300@PAL', end: '+INF' },
			{ person: 'Di', start: '310@PAL', end: '+INF' },
		),
	);
	expect(companions.rows().map((pair) => [pair.person, pair.with, pair.videos, pair.seconds])).toEqual([
		['Ada', 'Bo', 2, 2],
		['Ada', 'Cy', 1, 1.6],
		['Bo', 'Cy', 1, 0.6],
		['Cy', 'Di', 1, 0],
	]);
});

test('nobody is with himself, and nobody at all is no pair', () => {
	const companions = new Companions();
	companions.add(
		seen({ person: 'Ada', start: '0@PAL', end: '9@PAL' }, { person: 'Ada', start: '5@PAL', end: '12@PAL' }),
	);
	companions.add([]);
	expect(companions.rows()).toEqual([]);
});
