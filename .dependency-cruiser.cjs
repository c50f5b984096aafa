// Which room may use which (docs/architecture.md), and that no file needs itself by way of others.
const shipped = '^(nodes|credentials|vidicore|faces|render|s3|secrets)/';

/** Files in these rooms may import from these rooms only, besides packages. */
const mayUse = (room, rooms) => ({
	name: `${room}-uses-only`,
	comment: `${room}/ may use: ${rooms.join(', ')}`,
	severity: 'error',
	from: { path: `^${room}/` },
	to: { pathNot: `^(${rooms.join('|')})/|node_modules`, dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer'] },
});

module.exports = {
	forbidden: [
		{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
		mayUse('nodes', ['nodes', 'vidicore', 'faces', 'render', 's3', 'secrets']),
		mayUse('vidicore', ['vidicore', 'secrets']),
		mayUse('faces', ['faces']),
		mayUse('render', ['render', 'faces']),
		mayUse('s3', ['s3', 'secrets']),
		mayUse('secrets', ['secrets']),
		mayUse('credentials', ['credentials', 'vidicore']),
		{
			name: 'emulator-does-not-read-with-what-it-tests',
			comment: 'An error made in both would be invisible.',
			severity: 'error',
			from: { path: '^tools/emulator/' },
			to: { path: shipped },
		},
		{
			name: 'emulator-stands-alone',
			severity: 'error',
			from: { path: '^tools/emulator/' },
			to: { path: '^tools/(lab|demo|bench)/|^test/' },
		},
		{
			name: 'kit-knows-no-buckets',
			comment: 'What S3 has against something is said in nodes/buckets/, as an error that the kit knows.',
			severity: 'error',
			from: { path: '^nodes/kit/' },
			to: { path: '^s3/' },
		},
		{ name: 'tools-need-no-tests', severity: 'error', from: { path: '^tools/' }, to: { path: '^test/' } },
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.check.json' },
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
	},
};
