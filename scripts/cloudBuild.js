const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { mkdir, writeFile } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { join, posix } = require('node:path');
const { build } = require('esbuild');
const manifestOf = require('../package.json');

// The package for n8n Cloud, which takes none with run-time dependencies: all that the code needs is in it.

/** Where the package lies before it is packed. */
const folder = 'dist-cloud';
const root = join(__dirname, '..');

/** Where a file NAME.cloud.ts is, it takes the place of NAME.ts. */
const resolveExtensions = ['.cloud.ts', '.ts', '.mjs', '.js', '.json'];

/** What is imported later becomes a file of its own: n8n reads the main file at each start. */
function laterFiles() {
	const found = new Map();
	const plugin = {
		name: 'later',
		setup: ({ onResolve }) =>
			onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
				if (kind !== 'dynamic-import') return undefined;
				const name = path.replace(/^\.\//, '').replace(/\W+/g, '-');
				found.set(name, { path, resolveDir });
				return { path: `./later/${name}.js`, external: true };
			}),
	};
	return { found, plugin };
}

/** fflate compresses in worker threads and n8n Cloud has none: there it is done at once. */
const zipHere = {
	name: 'zip-here',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^fflate$/ }, () => ({ path: 'zip-here', namespace: 'zip-here' }));
		onLoad({ filter: /./, namespace: 'zip-here' }, () => ({
			contents: `export * from './node_modules/fflate/esm/browser.js';
				import { zipSync } from './node_modules/fflate/esm/browser.js';
				export function zip(files, ...rest) {
					const [done, options] = rest.reverse();
					let archive;
					try { archive = zipSync(files, options); } catch (error) { return done(error); }
					done(null, archive);
				}`,
			resolveDir: root,
		}));
	},
};

/** Bundles the code as the ordinary build does (`bundling`), with all packages but n8n's own. */
async function bundle(bundling, code) {
	const { found, plugin } = laterFiles();
	const common = { ...bundling, resolveExtensions, external: ['n8n-workflow'], metafile: true, legalComments: 'none' };
	const main = { ...common, outfile: posix.join(folder, code), plugins: [plugin] };
	const made = [await build(main)];
	for (const [name, { path, resolveDir }] of found) {
		const contents = [
			`export * from '${path}';`,
			...(path.startsWith('.') ? [] : [`export { default } from '${path}';`]),
		];
		made.push(
			await build({
				...common,
				stdin: { contents: contents.join('\n'), resolveDir, loader: 'ts' },
				outfile: posix.join(folder, 'dist/later', `${name}.js`),
				plugins: [zipHere],
				define: { setTimeout: 'queueMicrotask' }, // for code that is never reached
				drop: ['console'],
				loader: { '.wasm': 'binary', '.ttf': 'binary' },
				sourcemap: false,
			}),
		);
	}
	await notices(made.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** The licences of what is bundled must go with it. */
async function notices(inputs) {
	const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
	const texts = [...packages].sort().map((place) => {
		const {
			name,
			version,
			license,
			homepage = '',
		} = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8'));
		const file = readdirSync(join(root, place)).find((one) => /^(licen[cs]e|copying)/i.test(one));
		const text = file ? readFileSync(join(root, place, file), 'utf8') : `https://www.npmjs.com/package/${name}`;
		return `${name} ${version}, ${license} ${homepage}\n\n${text.trim()}\n`;
	});
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** The same package, as far as a user of n8n is concerned, of its own version. */
async function manifest() {
	const { scripts, dependencies, devDependencies, ...same } = manifestOf;
	const files = ['dist', 'THIRD-PARTY-LICENSES.txt'];
	await mkdir(folder, { recursive: true });
	const text = JSON.stringify({ ...same, version: `${same.version}-cloud`, files }, null, 2);
	await writeFile(join(folder, 'package.json'), `${text}\n`);
}

/** Packs it beside package.json. */
function pack() {
	if (!existsSync(join(root, folder, 'package.json'))) throw new Error(`There is nothing in ${folder}`);
	return spawn('npm', ['pack', `./${folder}`, '--loglevel=error'], { cwd: root, stdio: 'inherit' });
}

module.exports = { bundle, folder, manifest, pack };
