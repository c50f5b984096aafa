import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopwatch } from '../../tools/lab/progress';
import { scoresOf, table, type Report } from './scores';

const root = join(__dirname, '..', '..');
const version = '9.6.1';
const groups = JSON.parse(readFileSync(join(__dirname, 'groups.json'), 'utf8')) as Record<string, { what: string }>;

/**
 * `npm run mutants [-- GROUP …] [--go-on]`: lets Stryker change the files of these groups (all without a name) and runs
 * their unit tests on each change; prints what no test noticed, and the scores. `--go-on` leaves out the groups that
 * have been done.
 */
function main(): void {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'go-on': { type: 'boolean' } } });
	const log = stopwatch();
	const wanted = positionals.length > 0 ? positionals : Object.keys(groups);
	for (const group of wanted) {
		if (!(group in groups))
			throw new Error(`There is no group "${group}"; there are ${Object.keys(groups).join(', ')}`);
		if (values['go-on'] && existsSync(reportOf(group))) continue;
		log(`${group}: ${groups[group]?.what} …`);
		const packages = ['core', 'instrumenter'].flatMap((name) => ['-p', `@stryker-mutator/${name}@${version}`]);
		const { status } = spawnSync('npx', ['--yes', ...packages, 'stryker', 'run'], {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, MUTANTS_GROUP: group },
			shell: process.platform === 'win32',
		});
		if (status !== 0) throw new Error(`Stryker ended with ${status}`);
	}
	const reports = wanted.filter((group) => existsSync(reportOf(group)));
	console.log(
		table(reports.map((group) => [group, scoresOf(JSON.parse(readFileSync(reportOf(group), 'utf8')) as Report)])),
	);
}

const reportOf = (group: string) => join(root, 'node_modules', '.cache', 'mutants', `${group}.json`);

main();
