// n8n's own rules for community nodes: in their strict (Cloud) form for what is shipped, without the Cloud's limits
// for the workshop around it. The one rule we cannot keep is "no runtime dependencies" (docs/decisions.md), and only
// the rooms that use one may import it.
import { config, configWithoutCloudSupport } from '@n8n/node-cli/eslint';

const shipped = [
	'nodes/**',
	'credentials/**',
	'vidicore/**',
	'faces/**',
	'render/**',
	's3/**',
	'secrets/**',
	'package.json',
];
const workshop = ['tools/**', 'test/**'];

/**
 * The blocks of a configuration, each narrowed to these folders (a list in `files` means "and"); one that only brings
 * plugins holds everywhere.
 */
const within = (folders, blocks) =>
	blocks
		.filter((block) => block.files || block.rules || block.plugins)
		.map((block) => {
			if (!block.files && !block.rules) return block;
			const patterns = (block.files ?? ['**/*.ts']).map((pattern) => pattern.replace(/^\.\//, ''));
			return { ...block, files: folders.flatMap((folder) => patterns.map((pattern) => [folder, pattern])) };
		});

export default [
	{ ignores: ['dist/**', 'dist-cloud/**', 'node_modules/**', 'demo/out/**', 'coverage/**', '.stryker-tmp/**'] },
	...within(shipped, config),
	...within(workshop, configWithoutCloudSupport),
	{ files: ['package.json'], rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' } },
	{
		files: ['vidicore/xml.ts', 's3/**/*.ts', 'render/png.ts', 'render/embeddedResvg.ts', 'faces/formats/xlsx.ts'],
		rules: { '@n8n/community-nodes/no-restricted-imports': 'off' },
	},
	// An answer without the document that was asked for passes for "nothing there" when it is read as it comes.
	{
		files: ['nodes/**/*.ts', 'vidicore/**/*.ts'],
		ignores: ['vidicore/answers.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "CallExpression[callee.property.name='json'][callee.object.name='http']",
					message: 'Read answers with the guards of vidicore/answers.ts.',
				},
			],
		},
	},
	// Tested by a node (testedBy), which the rule looks for in the source; the kit makes the description. A unit test asks
	// the loaded nodes instead (test/unit/nodes/describedNodes.test.ts).
	{
		files: ['credentials/VidiCoreCallbackStorageApi.credentials.ts'],
		rules: { '@n8n/community-nodes/credential-test-required': 'off' },
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/kit/n8nFunctions.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				...['isToolExecution', 'getExecutionCancelSignal', 'onExecutionCancellation', 'addExecutionHints'].map(
					(property) => ({ property, message: 'Not in every n8n: see nodes/kit/n8nFunctions.ts.' }),
				),
			],
		},
	},
	// What prettier cannot break: texts. A tab counts as one.
	{
		files: [...shipped, ...workshop].filter((folder) => folder.endsWith('/**')).map((folder) => `${folder}/*.ts`),
		rules: { 'max-len': ['error', { code: 120, tabWidth: 1, ignoreUrls: true }] },
	},
	{ files: workshop.map((folder) => `${folder}/*.ts`), rules: { 'no-console': 'off' } },
	// Rules for code inside n8n: the workshop starts programs, and has no node whose errors it could wrap.
	{
		files: workshop.map((folder) => `${folder}/*.ts`),
		rules: {
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
		},
	},
];
