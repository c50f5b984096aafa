/** What stands for jest's words while a file of tests is read: the tests of it, each with what is done around it. */
function registry() {
	const tests = [];
	const suite = (parent, name) => ({
		parent,
		name,
		before: [],
		after: [],
		beforeEach: [],
		afterEach: [],
		opened: false,
	});
	let now = suite(undefined, '');

	const describe = (name, body) => {
		const parent = now;
		now = suite(parent, [parent.name, name].filter(Boolean).join(' '));
		body();
		now = parent;
	};
	const test = (name, body) => {
		tests.push({ name: [now.name, name].filter(Boolean).join(' '), body, suite: now });
	};
	const each = (enter) => (rows) => (name, body) => {
		for (const row of rows) enter(name, () => (Array.isArray(row) ? body(...row) : body(row)));
	};
	describe.each = each(describe);
	test.each = each(test);
	const around = (list) => (body) => void now[list].push(body);
	return {
		tests,
		words: {
			describe,
			test,
			it: test,
			beforeAll: around('before'),
			afterAll: around('after'),
			beforeEach: around('beforeEach'),
			afterEach: around('afterEach'),
		},
	};
}

const outside = (suite) => (suite ? [...outside(suite.parent), suite] : []);

/** Runs one test with what belongs around it; rejects with what it fails by. */
async function run({ body, suite }) {
	const suites = outside(suite);
	for (const one of suites.filter(({ opened }) => !opened)) {
		one.opened = true;
		for (const before of one.before) await before();
	}
	try {
		for (const before of suites.flatMap(({ beforeEach }) => beforeEach)) await before();
		await body();
	} finally {
		for (const after of suites.reverse().flatMap(({ afterEach }) => afterEach)) await after();
	}
}

/** Ends what these tests have begun. */
async function end(tests) {
	for (const suite of new Set(tests.flatMap(({ suite: one }) => outside(one).reverse()))) {
		if (!suite.opened) continue;
		suite.opened = false;
		for (const after of suite.after) await after();
	}
}

module.exports = { registry, run, end };
