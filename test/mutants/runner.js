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
		this.slow = new RegExp(options.slowTests);
		this.tookMs = new Map();
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		const root = process.cwd();
		this.unit = join(root, 'test', 'unit');
		this.require = createRequire(join(root, 'package.json'));
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

	/** Reads a file of tests, with modules of its own. */
	load(file) {
		this.forget();
		const { tests, words } = registry();
		Object.assign(globalThis, words);
		this.require(join(this.unit, file));
		const all = tests.map((test, at) => ({ ...test, id: `${file}#${at}`, file }));
		return all.filter(({ name }) => !this.slow.test(name));
	}

	forget() {
		const packages = `${sep}node_modules${sep}`;
		for (const file of Object.keys(this.require.cache)) if (!file.includes(packages)) delete this.require.cache[file];
	}

	async dryRun() {
		const world = stryker();
		this.files = readdirSync(this.unit, { recursive: true }).filter((file) => this.wanted.test(file));
		this.tests = this.files.flatMap((file) => this.load(file));
		const tests = [];
		for (const test of this.tests) {
			const { ms, failure } = await outcome(test);
			this.tookMs.set(test.id, ms);
			this.tookMs.set(test.file, ms + (this.tookMs.get(test.file) ?? 0));
			const of = { id: test.id, name: test.name, fileName: join(this.unit, test.file), timeSpentMs: ms };
			tests.push({ ...of, status: failure === undefined ? 0 : 1, failureMessage: failure });
		}
		await end(this.tests);
		world.currentTestId = undefined;
		return { status: 'complete', tests, mutantCoverage: world.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment }) {
		const world = stryker();
		Object.assign(world, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0, activeMutant: undefined });
		const isWanted = ({ id }) => testFilter === undefined || testFilter.includes(id);
		if (reloadEnvironment) this.tests = undefined;
		if (mutantActivation === 'static') world.activeMutant = activeMutant.id;
		else this.tests ??= this.files.flatMap((file) => this.load(file));
		const killed =
			mutantActivation === 'static'
				? await this.firstFailureAnew(isWanted)
				: await this.firstFailure(this.tests.filter(isWanted), activeMutant.id);
		world.activeMutant = undefined;
		if (hitLimit !== undefined && world.hitCount > hitLimit)
			return { status: 'timeout', reason: 'It goes round for ever' };
		return killed ? { status: 'killed', ...killed, nrOfTests: 1 } : { status: 'survived', nrOfTests: 1 };
	}

	/** Of a change that is there while the files are read: a file after the other, as the first failure is enough. */
	async firstFailureAnew(isWanted) {
		for (const file of this.quickFirst(this.files, (one) => one)) {
			try {
				const failure = await this.firstFailure(this.load(file).filter(isWanted), stryker().activeMutant);
				if (failure) return failure;
			} catch (error) {
				return { killedBy: [], failureMessage: String(error) };
			}
		}
		return undefined;
	}

	async firstFailure(tests, mutant) {
		stryker().activeMutant = mutant;
		try {
			for (const test of this.quickFirst(tests, ({ id }) => id)) {
				const { failure } = await outcome(test, 10_000 + 30 * (this.tookMs.get(test.id) ?? 0));
				if (failure !== undefined) return { killedBy: [test.id], failureMessage: failure };
			}
			return undefined;
		} finally {
			await end(tests).catch(() => undefined);
		}
	}

	quickFirst(list, idOf) {
		const ms = (one) => this.tookMs.get(idOf(one)) ?? 0;
		return [...list].sort((a, b) => ms(a) - ms(b));
	}
}

/** What the changed files and Stryker share. */
const stryker = () => (globalThis.__stryker__ ??= {});

async function outcome(test, limitMs) {
	stryker().currentTestId = test.id;
	const begin = performance.now();
	const failure = await inTime(run(test), limitMs).then(
		() => undefined,
		(error) => String(error?.message ?? error),
	);
	return { ms: performance.now() - begin, failure };
}

/** What waits for ever uses no time of the processor, and so nobody but a clock notices. */
async function inTime(work, limitMs) {
	if (limitMs === undefined) return await work;
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error('It never ends')), limitMs);
	});
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Words on the screen are held by docs/contract.json and docs/outputs.md, which other tests compare. */
const words = {
	shouldIgnore(path) {
		const named = path.isObjectProperty() ? path.node.key.name : path.isVariableDeclarator() ? path.node.id.name : '';
		if (/^(displayName|description|placeholder)$|Outputs$/.test(named ?? '')) return 'words on the screen';
		return undefined;
	},
};

exports.strykerPlugins = [
	{ kind: 'TestRunner', name: 'quick', injectableClass: QuickRunner },
	{ kind: 'Ignore', name: 'words', value: words },
];
