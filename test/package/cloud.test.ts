import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { svg } from '../../render/svg';
import { png } from '../../render/png';
import { root } from '../../tools/lab/package';
import { hostileCast } from '../support/hostileCast';
import { usePackages } from './packed';

// The package for n8n Cloud as it is packed, beside the ordinary one.

const place = usePackages();

const manifest = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
const files = (folder: string) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
		.sort();

/** Runs a program in the package's folder; prints what `console.log` gives. */
const run = (folder: string, program: string) =>
	execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });

/** Loads what n8n loads, with n8n-workflow from here; every other package that `known` does not allow is an error. */
const loading = (known: (name: string) => boolean) => `
	const Module = require('node:module');
	const resolve = Module._resolveFilename;
	const known = ${String(known)};
	const here = Module.createRequire(${JSON.stringify(join(root, 'package.json'))});
	Module._resolveFilename = function (name, parent, ...more) {
		const isOurs = parent?.filename?.startsWith(process.cwd()) || parent?.filename?.endsWith('[eval]');
		if (isOurs && !/^[./]/.test(name) && !known(name)) throw new Error('asks for ' + name);
		if (isOurs && !/^[./]/.test(name) && !Module.isBuiltin(name)) return here.resolve(name);
		return resolve.call(this, name, parent, ...more);
	};
	const { n8n } = require('./package.json');
	const types = [...n8n.nodes, ...n8n.credentials].flatMap((file) => Object.values(require('./' + file)));
	const told = ({ description, name, properties }) => description ?? { name, properties };
	const described = types.map((type) => told(new type()));
	console.log(JSON.stringify(described));
`;

test('it is the same package, of its own version, without dependencies', () => {
	const [cloud, ordinary] = [manifest(place.cloud), manifest(place.ordinary)];
	expect(cloud).not.toHaveProperty('dependencies');
	expect(cloud.version).toBe(`${String(ordinary.version)}-cloud`);
	for (const member of ['name', 'n8n', 'peerDependencies', 'license', 'keywords', 'engines'])
		expect([member, cloud[member]]).toEqual([member, ordinary[member]]);
});

test('it holds what the ordinary one holds, what is bundled, and the licences of that', () => {
	const later = ['dist/later/embeddedResvg.js', 'dist/later/write-excel-file-universal.js'];
	expect(files(place.cloud)).toEqual([...files(place.ordinary), ...later, 'THIRD-PARTY-LICENSES.txt'].sort());
	const licences = readFileSync(join(place.cloud, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
	for (const name of [
		'fast-xml-parser',
		'aws4fetch',
		'write-excel-file',
		'fflate',
		'@resvg/resvg-wasm',
		'dejavu-fonts-ttf',
	])
		expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('it loads without other packages, and its nodes are those of the ordinary one', () => {
	const described = (folder: string, known: (name: string) => boolean) =>
		JSON.parse(run(folder, loading(known))) as unknown[];
	const cloud = described(place.cloud, (name) => /^(n8n-workflow|(node:)?crypto|node:module)$/.test(name));
	expect(cloud).toEqual(described(place.ordinary, () => true));
	expect(cloud).toHaveLength(15);
});

test('its pictures are those of the ordinary one, where DejaVu has the letters', async () => {
	const picture = svg(
		'Übersicht',
		hostileCast.filter(({ person }) => !person.includes('日')),
		'light',
	);
	const drawn = run(
		place.cloud,
		`const { draw } = require('./dist/later/embeddedResvg.js');
		draw(${JSON.stringify(picture)}).then((bytes) => console.log(Buffer.from(bytes).toString('base64')));`,
	);
	expect(Buffer.from(drawn, 'base64').equals(Buffer.from(await png(picture)))).toBe(true);
});

test('it writes Excel files without worker threads, large ones too', () => {
	const written = run(
		place.cloud,
		`const { default: write } = require('./dist/later/write-excel-file-universal.js');
		const rows = Array.from({ length: 20000 }, (_, n) => [{ value: 'row ' + n }, { value: n }]);
		const print = (bytes) => console.log(Buffer.from(bytes).toString('base64'));
		write(rows, { sheet: 'Faces' }).toBlob().then((blob) => blob.arrayBuffer()).then(print);`,
	);
	const rows = utils.sheet_to_json<unknown[]>(read(Buffer.from(written, 'base64')).Sheets.Faces ?? {}, { header: 1 });
	expect([rows.length, rows[0], rows[19_999]]).toEqual([20_000, ['row 0', 0], ['row 19999', 19_999]]);
});
