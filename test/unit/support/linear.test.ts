import { hostileTexts, repeated, worseThanLinear } from '../../support/linear';

// The measuring itself, on a clock that only the measured function moves.
function measured(cost: (length: number) => number, shapes = { letters: repeated('a') }): string[] {
	let now = 0;
	return worseThanLinear((text) => void (now += cost(text.length)), shapes, { now: () => now });
}

test('a square is found as soon as it hurts, a linear function never', () => {
	expect(measured((length) => length ** 2 / 1e6)).toEqual([
		'letters: 25000 characters take 625 ms, half of them 156 ms',
	]);
	expect(measured((length) => length ** 2 / 4e7)).toEqual([
		'letters: 100000 characters take 250 ms, half of them 63 ms',
	]);
	expect(measured((length) => length / 10)).toEqual([]);
	expect(measured((length) => (length * Math.log2(length)) / 100)).toEqual([]);
});

test('a square that nobody would notice is left alone', () =>
	expect(measured((length) => length ** 2 / 1e8)).toEqual([]));

test('only the best of several runs counts, and an error is an answer', () => {
	let [now, runs] = [0, 0];
	const busy = (text: string) => {
		now += text.length / 500 + (runs++ % 5 === 3 ? 0 : 17 * runs);
		throw new Error('refused');
	};
	expect(worseThanLinear(busy, { letters: repeated('a') }, { now: () => now, bearableMs: 1 })).toEqual([]);
});

test('each hostile text has the length that was asked for', () => {
	for (const make of Object.values(hostileTexts)) expect(make(12_500)).toHaveLength(12_500);
});
