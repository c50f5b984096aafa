import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Pair } from '../../../faces/companions';
import { pairsSvg } from '../../../render/pairs';
import { png } from '../../../render/png';

const pair = (person: string, other: string, seconds: number): Pair => ({
	...{ person, personId: person, with: other, withId: other, videos: 1, seconds },
});

interface Picture {
	svg: { text: Array<{ '#text'?: string } | string>; rect: Array<{ '@_fill-opacity'?: string }> };
}

const drawn = (pairs: Pair[]): string => {
	const svg = pairsSvg('Who <with> whom', pairs, 'light');
	expect(XMLValidator.validate(svg)).toBe(true);
	return svg;
};

test('each pair is drawn twice, once in the row of either, and the longest the strongest', () => {
	const svg = drawn([pair('Ada & "Co" <x>', 'Bo', 100), pair('Bo', 'Cy', 10)]);
	const { rect } = (new XMLParser({ ignoreAttributes: false }).parse(svg) as Picture).svg;
	expect(rect.flatMap((one) => one['@_fill-opacity'] ?? []).map(Number)).toEqual([1, 1, 0.24, 0.24]);
	expect(svg).toContain('Ada &amp; &quot;Co&quot; &lt;x&gt;');
});

test('of very many people those are drawn who are with others longest, and the picture says so', async () => {
	const many = Array.from({ length: 100 }, (_, n) => pair(`Person ${n}`, `Person ${n + 1}`, 200 - n));
	const svg = drawn(many);
	expect(svg).toContain('40 of 101 people');
	expect(
		Buffer.from(await png(svg))
			.subarray(1, 4)
			.toString(),
	).toBe('PNG');
});

test('nobody at all is an empty picture', () => expect(drawn([])).toContain('Who &lt;with&gt; whom'));
