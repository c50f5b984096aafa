// n8n's own rules for community nodes, in their strict (Cloud) form. The one rule we cannot keep is
// "no runtime dependencies": docs/decisions.md says why, and only the two rooms that use one may import it.
import { config, configWithoutCloudSupport } from '@n8n/node-cli/eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts', 'vidicore/**/*.ts', 'faces/**/*.ts', 's3/**/*.ts', 'package.json'];
const workshop = ['emulator/**/*.ts', 'demo/**/*.ts', 'lab/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'];
const only = (blocks, files) => blocks.map((block) => (block.ignores && !block.files && !block.rules ? block : { ...block, basePath: undefined, files: block.files ? block.files.flatMap((f) => files.filter((w) => f === '**/*.ts' ? w.endsWith('.ts') : f === w || w.startsWith(f.replace(/^\.\//, '').split('/')[0] + '/'))) : files })).filter((b) => !b.files || b.files.length > 0);

export default [
	{ ignores: ['dist/**', 'node_modules/**', 'demo/out/**', 'coverage/**'] },
	...only(config, shipped),
	...only(configWithoutCloudSupport, workshop),
	{ files: ['package.json'], rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' } },
	{ files: ['vidicore/xml.ts', 's3/**/*.ts'], rules: { '@n8n/community-nodes/no-restricted-imports': 'off' } },
	{ files: workshop, rules: { 'no-console': 'off' } },
];
