import { svg } from '../../../render/svg';
import { seen } from '../../support/seen';

test('of very many people those are drawn who are seen longest, and the picture says how many are not', () => {
	const crowd = (people: number) =>
		svg(
			'Crowd',
			seen(
				...Array.from({ length: people }, (_, n) => ({ person: `Person ${n}`, start: '0@PAL', end: `${n + 25}@PAL` })),
			),
			'light',
		);
	const drawn = crowd(1_000);
	expect(drawn.match(/>Person \d+<\/text>/g)).toHaveLength(300);
	expect(drawn).toContain('>Person 999</text>');
	expect(drawn).not.toContain('>Person 0</text>');
	expect(drawn).toContain('>1000 people, ');
	expect(drawn).toContain('>and 700 more</text>');
	expect(crowd(300)).not.toContain(' more</text>');
});
