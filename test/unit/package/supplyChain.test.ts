import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What comes with the package, and why. Known holes are asked of the registry by `npm run audit`, which needs it.

interface Packed {
	version?: string;
	license?: string;
	resolved?: string;
	integrity?: string;
	dev?: boolean;
	peer?: boolean;
	hasInstallScript?: boolean;
}

const root = join(__dirname, '..', '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<
	'dependencies' | 'devDependencies' | 'peerDependencies',
	Record<string, string>
>;
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Packed> };
const all = Object.entries(packages).filter(([path]) => path !== '');
/** What a user's n8n installs: for every system, so that more is here than lies on this disk. */
const shipped = all.filter(([, { dev, peer }]) => !dev && !peer);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** MPL-2.0 is about changes of its own files, of which there are none. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0'];
/** Read by a person: a package whose licence has no short name. */
const readByUs: Readonly<Record<string, string>> = {
	// Bitstream Vera's: free to use, to bundle, and to sell with software.
	'dejavu-fonts-ttf': 'SEE LICENSE IN README.md AND LICENSE',
};

test('every dependency has its reason in docs/decisions.md', () => {
	const reasons = read('docs', 'decisions.md').split('\n## ')[1] ?? '';
	const { dependencies, devDependencies, peerDependencies } = manifest;
	const names = [dependencies, devDependencies, peerDependencies].flatMap((list) => Object.keys(list));
	expect(names.length).toBeGreaterThan(20);
	expect(names.filter((name) => !reasons.includes(`\`${name}\``))).toEqual([]);
});

test('everything that is shipped has a licence that lets it be', () => {
	expect(shipped.length).toBeGreaterThan(20);
	const others = shipped
		.filter(([path, { license = '' }]) => !allowed.includes(license) && readByUs[nameOf(path)] !== license)
		.map(([path, { license }]) => `${nameOf(path)}: ${license}`);
	expect(others).toEqual([]);
});

test('the licences of what is installed are those of the lock file', () => {
	const installed = shipped.filter(([path]) => existsSync(join(root, path, 'package.json')));
	expect(installed.length).toBeGreaterThan(20);
	const others = installed.filter(
		([path, { license }]) => (JSON.parse(read(path, 'package.json')) as Packed).license !== license,
	);
	expect(others).toEqual([]);
});

test('nothing that is shipped runs a program when it is installed', () => {
	expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

test('every package comes from the registry of npm, and is known by its hash', () => {
	// .npmrc leaves the registry's own addresses out of the lock file, so that one that is there is another one's.
	expect(all.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
	expect(all.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});
