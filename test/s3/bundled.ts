import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
/** In the tests of the build for n8n Cloud other files stand in for some; a process of its own is to have the same. */
const isCloud = require.resolve('../../s3/connect').endsWith('.cloud.ts');

/** A TypeScript file with all of ours that it needs, as one that Node runs. Its path, beside the packages. */
export function bundled(file: string): string {
	const outfile = join(root, 'node_modules', '.cache', 'bundled', `${isCloud ? 'cloud-' : ''}${process.pid}.js`);
	execFileSync(join(root, 'node_modules', '.bin', 'esbuild'), [
		file,
		'--bundle',
		'--packages=external',
		'--platform=node',
		'--log-level=warning',
		`--resolve-extensions=${isCloud ? '.cloud.ts,' : ''}.ts,.js,.json`,
		`--outfile=${outfile}`,
	]);
	return outfile;
}
