const { readdirSync } = require('node:fs');
const { join, sep } = require('node:path');
const { createRequire } = require('node:module');
const { registry, run, end } = require('./registry');

/**
 * Runs the unit tests for Stryker in one process that stays. jest makes its world anew for each of thousands of
 * mutants, which takes seconds each time; here a mutant takes as long as the tests that reach it.
 */
class QuickRunner {
	static inject = ['options'];

	constructor(options) {
		this.wanted = new RegExp(options.quickTests);
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		this.root = process.cwd();
		this.require = createRequire(join(this.root, 'package.json'));
		process.env.VIDICORE_EMULATOR ??= 'strict';
		this.require('tsx/cjs');
		// What is tried with a thousand made cases is tried with those of a moment.
		this.require('fast-check').configureGlobal({ interruptAfterTimeLimit: 200 });
		const { ModuleMocker } = this.require('jest-mock');
		const mocker = new ModuleMocker(globalThis);
		globalThis.expect = this.require('expect').expect;
		globalThis.jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), requireActual: this.require };
		globalThis.jest.setTimeout = () => undefined;
	}

	/** Reads all files of tests, each with modules of its own. */
	load() {
		const unit = join(this.root, 'test', 'unit');
		const files = readdirSync(unit, { recursive: true }).filter((file) => this.wanted.test(file));
		this.tests = files.flatMap((file) => {
			this.forget();
			const { tests, words } = registry();
			Object.assign(globalThis, words);
			this.require(join(unit, file));
			return tests.map((test, at) => ({ ...test, id: `${file}#${at}`, file: join(unit, file) }));
		});
	}

	forget() {
		const packages = `${sep}node_modules${sep}`;
		for (const file of Object.keys(this.require.cache)) if (!file.includes(packages)) delete this.require.cache[file];
	}

	/** Runs these until one fails. */
	async runAll(tests, told) {
		try {
			for (const test of tests) if (!(await told(test, await outcome(test)))) return;
		} finally {
			await end(tests).catch(() => undefined);
		}
	}

	async dryRun() {
		const world = stryker();
		this.load();
		const tests = [];
		await this.runAll(this.tests, ({ id, name, file }, { ms, failure }) => {
			tests.push({
				id,
				name,
				fileName: file,
				timeSpentMs: ms,
				status: failure === undefined ? 0 : 1,
				failureMessage: failure,
			});
			return true;
		});
		world.currentTestId = undefined;
		return { status: 'complete', tests, mutantCoverage: world.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment }) {
		const world = stryker();
		world.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
		Object.assign(world, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
		try {
			if (reloadEnvironment || this.loadedWith !== undefined || !this.tests) this.load();
		} catch (error) {
			this.loadedWith = activeMutant.id;
			return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 };
		}
		this.loadedWith = reloadEnvironment ? activeMutant.id : undefined;
		world.activeMutant = activeMutant.id;
		const wanted = this.tests.filter(({ id }) => testFilter === undefined || testFilter.includes(id));
		let killed;
		let count = 0;
		await this.runAll(wanted, ({ id }, { failure }) => {
			count += 1;
			if (failure !== undefined) killed = { killedBy: [id], failureMessage: failure };
			return failure === undefined;
		});
		world.activeMutant = undefined;
		if (hitLimit !== undefined && world.hitCount > hitLimit)
			return { status: 'timeout', reason: 'It goes round for ever' };
		return killed ? { status: 'killed', ...killed, nrOfTests: count } : { status: 'survived', nrOfTests: count };
	}
}

/** What the changed files and Stryker share. */
const stryker = () => (globalThis.__stryker__ ??= {});

async function outcome(test) {
	stryker().currentTestId = test.id;
	const begin = performance.now();
	const failure = await run(test).then(
		() => undefined,
		(error) => String(error?.message ?? error),
	);
	return { ms: performance.now() - begin, failure };
}

exports.strykerPlugins = [{ kind: 'TestRunner', name: 'quick', injectableClass: QuickRunner }];
