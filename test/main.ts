import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../tools/lab/browser';
import { cephPackages } from '../tools/lab/ceph';
import { ensureScanner } from '../tools/lab/scanner';
import { packOnce } from '../tools/lab/package';
import { stopwatch } from '../tools/lab/progress';
import { postgresPrograms } from '../tools/lab/postgres';
import { sampleWorld } from '../tools/lab/realFaces';
import { redisPackages } from '../tools/lab/redis';

/**
 * `npm test [-- unit contract …]`: all checks (without `versions`), or those named. Ends with the line "N passed, N
 * failed[, N skipped]".
 */

const root = join(__dirname, '..');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);
const scratch = mkdtempSync(join(tmpdir(), 'vidicore-test-'));
const log = stopwatch();
const rooms = ['nodes', 'credentials', 'vidicore', 'faces', 'render', 's3', 'secrets', 'tools', 'test'];
/** Tests run in random order. One seed for all suites of a run, so that an order that fails can be had again. */
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const total = { passed: 0, failed: 0, skipped: 0 };

interface JestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numRuntimeErrorTestSuites: number;
}

const steps: Record<string, () => Promise<void>> = {
	format: () => check('format', bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'),
	house: () =>
		check(
			'house',
			bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
			'--config',
			'.dependency-cruiser.cjs',
			...rooms,
		),
	lint: () => check('lint', bin('eslint', 'bin', 'eslint.js'), '.'),
	types: () => check('types', bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.check.json'),
	unit: () => jest('unit'),
	contract: () => jest('contract'),
	engine: () => jest('engine'),
	worst: worstCase,
	s3: policies,
	cloud: cloudBuild,
	n8n: () => packed(() => jest('n8n')),
	browser: inBrowser,
	queue: queueMode,
	faces: realFaces,
	versions: () => packed(() => jest('versions', '--runInBand')),
};

/** Runs only where it is named: each version of n8n takes 2.8 GB of the cache. */
const onlyNamed = ['versions'];

const says: Record<string, string> = {
	format: 'prettier (npm run format puts it right)',
	house: 'which room may use which, and no file needs itself',
	lint: 'n8n’s rules for community nodes on all code',
	types: 'TypeScript, strict',
	unit: 'pure functions and documents',
	contract: 'the client and S3 code against the emulator over HTTP',
	engine: 'the nodes in n8n’s own engine, in process',
	worst:
		'long lists, writes and imports against an emulator that answers in the hardest ways that VidiCore has; ' +
		'`npm test -- worst` runs all of client and nodes against it',
	s3: 'bucket policies on a light S3 server and on Ceph’s (a first run unpacks Debian’s Ceph into the cache)',
	cloud:
		'the build for n8n Cloud: its own calls of S3 on both S3 servers, what is packed, and n8n’s scanner (a first run ' +
		'puts it into the cache)',
	n8n: 'the packed package in a real n8n (a first run installs n8n into the cache)',
	browser: 'what somebody who is new sees in n8n’s editor (a first run unpacks Debian’s Chromium into the cache)',
	queue:
		'n8n in queue mode while things break: PostgreSQL, Redis, a main and two workers (a first run unpacks Debian’s ' +
		'Redis into the cache)',
	faces: 'the real face engine on real videos, the last of it in a real n8n',
	versions: 'the package in each version of n8n that it is for (a first run installs them into the cache, 2.8 GB each)',
};

async function main(): Promise<void> {
	const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
	const unknown = wanted.filter((name) => !(name in steps));
	if (unknown.length > 0)
		throw new Error(`There is no step "${unknown[0]}". There are: ${Object.keys(steps).join(', ')}`);
	if (!Number.isSafeInteger(seed)) throw new Error(`TEST_SEED is a whole number, not "${process.env.TEST_SEED}"`);
	console.log(`Tests run in random order with seed ${seed}; TEST_SEED=${seed} repeats it`);
	for (const [name, step] of Object.entries(steps)) {
		if (wanted.length > 0 ? !wanted.includes(name) : onlyNamed.includes(name)) continue;
		log(`— ${name}: ${says[name]}`);
		await step();
	}
	log('— done');
	if (process.env.CI === 'true' && total.skipped > 0) {
		console.log(`${total.skipped} skipped, which counts as a failure in CI`);
		total.failed += total.skipped;
	}
	const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
	console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
	process.exitCode = total.failed > 0 ? 1 : 0;
}

/** A quick part of the client's suite once more or, where it is asked for by name, all of it and that of the nodes. */
async function worstCase(): Promise<void> {
	process.env.WORST_CASE = '1';
	if (process.argv.includes('worst')) await jest('contract', '--selectProjects', 'engine');
	else await jest('contract', '--testPathPatterns', 'contract/(badAnswers|cutImports|imports|long\\w+|writes)[.]');
	delete process.env.WORST_CASE;
}

/** Needs a Chromium, from the system or from Debian's packages. */
async function inBrowser(): Promise<void> {
	if (
		await canHave(
			'a browser',
			startBrowser(log).then((browser) => browser.close()),
		)
	)
		await packed(() => jest('browser', '--runInBand'));
}

/** Needs an engine and ffmpeg from npm. */
async function realFaces(): Promise<void> {
	if (await canHave('the real face engine', sampleWorld(log))) await packed(() => jest('faces', '--runInBand'));
}

/** The same suite twice; Ceph's part needs Debian's packages. */
async function policies(): Promise<void> {
	const ceph = await canHave('Ceph', cephPackages(log));
	await jest('s3', ...(ceph ? [] : ['--testPathIgnorePatterns', 'ceph']));
}

/**
 * The tests that touch what is different in it (test/engine/… too), with the files that stand in for others there.
 * jest knows which these are.
 */
async function cloudBuild(): Promise<void> {
	const ceph = await canHave('Ceph', cephPackages(log));
	const ignored = ['--testPathIgnorePatterns', 'bothWaysToS3', ...(ceph ? [] : ['ceph'])];
	await jest('cloud', '--findRelatedTests', 's3/connect.cloud.ts', ...ignored);
	const scanner = await canHave('n8n’s scanner for packages', ensureScanner(log));
	await packed(() => jest('package', '--runInBand', ...(scanner ? [] : ['--testPathIgnorePatterns', 'scanner'])));
}

/** Needs PostgreSQL, from the system or from Debian's packages, and Redis from the latter. */
async function queueMode(): Promise<void> {
	if (
		(await canHave('Redis', redisPackages(log))) &&
		(await canHave(
			'PostgreSQL',
			postgresPrograms(log).then(({ discard }) => discard()),
		))
	)
		await packed(() => jest('queue', '--runInBand'));
}

/** With one package for all tests that install it; each of them alone packs its own. */
async function packed(step: () => Promise<void>): Promise<void> {
	await packOnce(scratch, log);
	await step();
}

/** Whether a part can be had here; without it the tests that need it count as one that was skipped, with the reason. */
async function canHave(what: string, part: Promise<unknown>): Promise<boolean> {
	try {
		await part;
		return true;
	} catch (error) {
		total.skipped += 1;
		console.log(`skipped: ${what} cannot be had here: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
}

/** A check that passes or fails as a whole. */
async function check(name: string, script: string, ...args: string[]): Promise<void> {
	const passed = (await run(script, args)) === 0;
	total[passed ? 'passed' : 'failed'] += 1;
	if (!passed) console.log(`${name} failed; its message is above`);
}

async function jest(project: string, ...more: string[]): Promise<void> {
	const report = join(scratch, `${project}.json`);
	const order = ['--randomize', `--seed=${seed}`];
	const results = ['--json', `--outputFile=${report}`];
	const workers = more.includes('--runInBand') ? [] : ['--maxWorkers=100%'];
	await run(bin('jest', 'bin', 'jest.js'), ['--selectProjects', project, ...order, ...results, ...workers, ...more]);
	try {
		const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
			readFileSync(report, 'utf8'),
		) as JestReport;
		total.passed += numPassedTests;
		total.failed += numFailedTests + numRuntimeErrorTestSuites;
		total.skipped += numPendingTests;
		if (numPassedTests + numFailedTests === 0) total.failed += 1;
	} catch {
		total.failed += 1; // jest died before it could report
	}
}

/** Runs a script with this Node; jest's own report of a run goes to stderr, the JSON to a file. */
function run(script: string, args: string[]): Promise<number> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [script, ...args], {
			cwd: root,
			stdio: ['ignore', script.includes('jest') ? 'ignore' : 'inherit', 'inherit'],
			env: { ...process.env, FORCE_COLOR: '0', NODE_NO_WARNINGS: '1' },
		});
		child.on('close', (code) => resolve(code ?? 1));
	});
}

main()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	})
	.finally(() => rmSync(scratch, { recursive: true, force: true }));
