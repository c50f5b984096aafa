import type { Appearance } from '../../../faces/appearance';
import { bestMoment, surest } from '../../../faces/bestMoment';
import { gapOfSeconds, mergeAppearances } from '../../../faces/merge';
import { seen } from '../../support/seen';

const ada = (start: string, end: string, confidence = '') => ({ person: 'Ada', start, end, confidence });

test('the middle of the surest detection, not of the whole appearance', () => {
	const found = seen(ada('0', '10', '0.7'), ada('10', '12', '0.9'), ada('12', '40', '0.8'));
	const [joined] = mergeAppearances(found, gapOfSeconds(0));
	expect(joined).toMatchObject({ startSeconds: 0, endSeconds: 40 });
	expect(bestMoment(joined as Appearance, found)).toBe(11);
});

test('somebody else, and the same person at another time, do not count', () => {
	const found = seen(
		ada('0', '10', '0.5'),
		{ person: 'Bo', start: '2', end: '4', confidence: '1' },
		ada('50', '60', '0.9'),
	);
	expect(bestMoment(found.find(({ startSeconds }) => startSeconds === 0) as Appearance, found)).toBe(5);
});

test('one that was left out of the detections has its own middle, and one without an end its begin', () => {
	const [one] = seen(ada('4', '6'));
	expect(bestMoment(one as Appearance, [])).toBe(5);
	const [open] = seen(ada('7', '+INF', '0.9'));
	expect(open?.endSeconds).toBeNull();
	expect(bestMoment(open as Appearance, [open as Appearance])).toBe(7);
});

test('the surest is the first of several, and one without confidence the last', () => {
	const found = seen(ada('0', '1'), ada('2', '3', '0.4'), ada('4', '5', '0.4'));
	expect(surest(found)?.startSeconds).toBe(2);
	expect(surest([])).toBeUndefined();
});
