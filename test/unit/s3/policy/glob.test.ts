import fc from 'fast-check';
import { covers, overlap } from '../../../../s3/policy/glob';

test('patterns: covering and overlapping agree with a plain matching of all short texts', () => {
	const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
	const texts = [''];
	for (let i = 0; texts.length < 400; i++) texts.push(`${texts[i]}a`, `${texts[i]}b`);
	const matching = (one: string) => {
		const expression = new RegExp(`^${one.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
		return new Set(texts.filter((text) => expression.test(text)));
	};
	fc.assert(
		fc.property(pattern, pattern, (one, other) => {
			const [a, b] = [matching(one), matching(other)];
			if (covers(one, other)) expect([...b].every((text) => a.has(text))).toBe(true);
			expect(overlap(one, other)).toBe([...b].some((text) => a.has(text)));
		}),
		{ numRuns: 3000 },
	);
	expect([covers('a/*', 'a/b/*'), covers('a/b/*', 'a/*'), covers('*', 'x'), covers('a/?*', 'a/*')]).toEqual([
		true,
		false,
		true,
		false,
	]);
});
