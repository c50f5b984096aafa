const { mkdir, rm, writeFile } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { posix } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const cloud = require('./scripts/cloudBuild');
const { name: packageName, engines, n8n } = require('./package.json');

/** All code in one file: n8n reads every file at each start, and one is read three times as fast as two hundred. */
const code = `dist/${packageName}.js`;

/** What n8n loads: a file by its path in package.json, and in it the class that bears the file's name. */
const loaded = [...n8n.nodes, ...n8n.credentials].map((file) => ({ file, name: posix.basename(file).split('.')[0] }));

/** esbuild takes the types out without reading them. */
function types() {
	const compiler = require.resolve('typescript/bin/tsc');
	return spawn(process.execPath, [compiler, '--noEmit', '-p', 'tsconfig.json'], { stdio: 'inherit' });
}

/** How all our code is bundled; n8n reads source maps, so that the lines in its logs are those of our files. */
const bundling = {
	stdin: {
		contents: loaded
			.map(({ file, name }) => `export { ${name} } from '${file.replace(/^dist/, '.').replace(/\.js$/, '')}';`)
			.join('\n'),
		resolveDir: __dirname,
		loader: 'ts',
	},
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: `node${/\d+/.exec(engines.node)[0]}`,
	supported: { 'dynamic-import': false }, // a package is required as by all other nodes, only later
	sourcemap: 'linked',
	sourcesContent: false,
	logLevel: 'warning',
};

/** Packages stay outside: n8n-workflow must be n8n's own, and the others are loaded when they are needed. */
const bundle = () => build({ ...bundling, packages: 'external', outfile: code });
const bundleForCloud = () => cloud.bundle(bundling, code);

/** What lies beside the code, in this folder. */
function beside(folder) {
	const entries = () =>
		Promise.all(
			loaded.map(async ({ file, name }) => {
				const place = posix.join(folder, posix.dirname(file));
				await mkdir(place, { recursive: true });
				const toCode = posix.relative(posix.dirname(file), code);
				await writeFile(posix.join(folder, file), `exports.${name} = require('${toCode}').${name};\n`);
			}),
		);
	// encoding: false keeps gulp 5 from reading files as text.
	const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest(posix.join(folder, 'dist/icons')));
	const codex = () => src('nodes/**/*.node.json', { encoding: false }).pipe(dest(posix.join(folder, 'dist/nodes')));
	return { entries, icons, codex };
}

const clean = (folder) => () => rm(folder, { recursive: true, force: true });
const { entries, icons, codex } = beside('.');
const ofCloud = beside(cloud.folder);
const documents = () => src(['README.md', 'LICENSE'], { encoding: false }).pipe(dest(cloud.folder));

exports.build = series(clean('dist'), parallel(types, bundle, entries, icons, codex));
exports['build:cloud'] = series(
	clean(cloud.folder),
	parallel(types, bundleForCloud, ofCloud.entries, ofCloud.icons, ofCloud.codex, documents, cloud.manifest),
	cloud.pack,
);
exports.icons = icons;
exports.codex = codex;
exports.default = exports.build;
