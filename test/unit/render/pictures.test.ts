import { XMLValidator } from 'fast-xml-parser';
import type { Appearance } from '../../../faces/appearance';
import { html } from '../../../render/html';
import { lanesOf } from '../../../render/lanes';
import { png } from '../../../render/png';
import { svg } from '../../../render/svg';
import { hostileCast, hostileNames, plain } from '../../support/hostileCast';
import { seen } from '../../support/seen';

const light = (appearances: readonly Appearance[]) => svg('Council meeting', appearances, 'light');

test.each([3, 60])(
	'the picture of %i people: well-formed, in both themes, every name in it, nothing outside of it',
	(people) => {
		const appearances = seen(
			...Array.from({ length: people * 4 }, (_, n) => ({
				person: n % 7 === 3 ? `unknown_${n % people}` : `Person ${n % people}`,
				start: `${n * 60}@PAL`,
				end: `${n * 60 + 200}@PAL`,
				confidence: '0.8',
			})),
		);
		const pictures = (['light', 'dark'] as const).map((theme) => svg('Council meeting', appearances, theme));
		expect(pictures[0]).not.toBe(pictures[1]);
		for (const text of pictures) {
			expect(XMLValidator.validate(text)).toBe(true);
			for (const { person } of lanesOf(appearances).lanes) expect(text).toContain(`>${person}</text>`);
			const height = Number(/height="(\d+)"/.exec(text)?.[1]);
			for (const [, x, y, wide] of text.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)) {
				expect(Number(x) + Number(wide)).toBeLessThanOrEqual(1600);
				expect(Number(y)).toBeLessThan(height);
			}
		}
	},
);

test('the picture as PNG has its size, and letters in it where the system has no font', async () => {
	const bytes = Buffer.from(await png(light(hostileCast)));
	expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
	const height = Number(/height="(\d+)"/.exec(light(hostileCast))?.[1]);
	expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1600, height]);
	const nobody = Buffer.from(await png(light([])));
	expect(bytes.length).toBeGreaterThan(nobody.length * 2);
});

test('hostile names are text in picture and page', () => {
	expect(XMLValidator.validate(light(hostileCast))).toBe(true);
	const page = html('Council meeting', hostileCast);
	expect(page.match(/<script/g)).toHaveLength(2);
	expect(page).not.toContain('<script>alert');
	const data = JSON.parse(
		/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '',
	) as ReturnType<typeof lanesOf>;
	expect(data.lanes.map(({ person }) => person).sort()).toEqual(hostileNames.map(plain).sort());
});

test('a picture of 100,000 appearances stays small', () => {
	const long = seen(
		...Array.from({ length: 20_000 }, (_, n) => ({
			person: `Person ${n % 40}`,
			start: `${n * 9}@PAL`,
			end: `${n * 9 + 20}@PAL`,
		})),
	);
	expect(light(long).length).toBeLessThan(3_000_000);
});

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
