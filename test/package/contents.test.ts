import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, type Edition } from '../../tools/lab/package';
import { usePackages } from './packed';

// What lies in the packages: what n8n needs, and nothing of those who made them.

const place = usePackages();

const files = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

const needed = [
	/^(LICENSE|README\.md|package\.json|THIRD-PARTY-LICENSES\.txt)$/,
	/^dist\/n8n-nodes-vidicore\.js(\.map)?$/,
	/^dist\/nodes\/\w+\/\w+\.node\.js(on)?$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/icons\/\w+(\.dark)?\.svg$/,
	/^dist\/later\/[\w-]+\.js$/,
];
/** A quarter above what they have today; the one for n8n Cloud carries fonts and a renderer. */
const mostKb: Readonly<Record<Edition, number>> = { ordinary: 2000, cloud: 9000 };

describe.each(['ordinary', 'cloud'] as const)('the %s package', (edition) => {
	test('holds what n8n needs: no test, no emulator, no source', () => {
		const others = files(place[edition]).filter((file) => !needed.some((pattern) => pattern.test(file)));
		expect(others).toEqual([]);
	});

	test('names no folder of the machine that made it', () => {
		const folders = [root, tmpdir(), homedir()].filter((folder) => folder.length > 1).map((folder) => `${folder}/`);
		const naming = files(place[edition]).filter((file) => {
			const text = readFileSync(join(place[edition], file), 'utf8');
			return folders.some((folder) => text.includes(folder));
		});
		expect(naming).toEqual([]);
	});

	test('its map of sources leads to our files and holds no copy of them', () => {
		for (const file of files(place[edition]).filter((one) => one.endsWith('.map'))) {
			const map = JSON.parse(readFileSync(join(place[edition], file), 'utf8')) as Record<string, unknown>;
			expect(map).not.toHaveProperty('sourcesContent');
			expect((map.sources as string[]).filter((one) => /^\/|node_modules\/\.|(^|\/)(test|tools)\//.test(one))).toEqual(
				[],
			);
		}
	});

	test('has not become large unnoticed', () => {
		const kb = files(place[edition]).reduce((sum, file) => sum + statSync(join(place[edition], file)).size / 1024, 0);
		expect(kb).toBeLessThan(mostKb[edition]);
		expect(kb).toBeGreaterThan(mostKb[edition] / 4);
	});
});
