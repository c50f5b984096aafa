import { Stretch } from '../../../faces/stretch';
import { seen } from '../../support/seen';

// In which order rows come: all that reads them relies on it.

const row = (start: string, end: string, person = 'Ada') => {
	const [one] = seen({ person, start, end });
	if (!one) throw new Error(`${start} to ${end} is no row`);
	return one;
};
const order = (one: Stretch, other: Stretch) => [Stretch.byTime(one, other), Stretch.byTime(other, one)].map(Math.sign);

test.each<[string, Stretch, Stretch]>([
	['an open start before one at the beginning', row('-INF', '9@PAL'), row('0@PAL', '9@PAL')],
	['an open start before one that is earlier than the beginning', row('-INF', '9@PAL'), row('-5@PAL', '9@PAL')],
	['two open starts by their ends', row('-INF', '8@PAL'), row('-INF', '9@PAL')],
	['by the start, not by the text', row('9@PAL', '20@PAL'), row('10@PAL', '12@PAL')],
	['by the start in two bases', row('1@PAL', '50@PAL'), row('60@1000', '40@PAL')],
	['by the end where the start is the same', row('1@PAL', '2@PAL'), row('40@1000', '90@1000')],
	['an open end behind every other', row('1@PAL', '9000@PAL'), row('1@PAL', '+INF')],
	['by the name where the time is the same', row('1@PAL', '2@PAL', 'Ada'), row('40@1000', '80@1000', 'Bo')],
])('%s', (_, first, second) => {
	expect(order(first, second)).toEqual([-1, 1]);
	expect(order(first, first)).toEqual([0, 0]);
});
