import { cutImports } from '../../tools/lab/cutImports';

// Imports over connections that are cut at random points, each tried again as n8n does: one file is one item.
test.each([1, 2])('60 files over cut connections are 60 items, seed %i', async (seed) => {
	const { cuts, ...ended } = await cutImports(60, seed);
	expect(cuts).toBeGreaterThan(60);
	expect(ended).toMatchObject({ imports: 60, failed: 0, items: 60, twice: 0, empty: 0 });
});
