const groups = require('./test/mutants/groups.json');

// For `npm run mutants`, which names the group (docs/mutants.md).
const group = process.env.MUTANTS_GROUP ?? 'policy';

module.exports = {
	packageManager: 'npm',
	testRunner: 'quick',
	plugins: ['./test/mutants/runner.js'],
	quickTests: groups[group].tests,
	slowTests: groups[group].leaveOut ?? '^$',
	ignorers: ['words'],
	warnings: { unknownOptions: false },
	mutate: groups[group].mutate,
	// A file that is none: Stryker would look for a compiler where npx has put it.
	tsconfigFile: 'none, and so no compiler is loaded',
	coverageAnalysis: 'perTest',
	concurrency: 1,
	// Loops without an end are told by how often they go round; a busy machine is none.
	timeoutMS: 120_000,
	reporters: ['clear-text', 'json'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	jsonReporter: { fileName: `node_modules/.cache/mutants/${group}.json` },
	tempDirName: '.stryker-tmp',
};
