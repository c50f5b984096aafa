const base = {
	testEnvironment: 'node',
	transform: { '^.+\.ts$': '<rootDir>/test/support/transform.js' },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
};
const minute = 60_000;
// Limits are there for tests that hang. What a test waits for it names itself; a busy machine is not to end it.
const project = (name, testLimitMs = 2 * minute) => ({
	...base,
	globals: { testLimitMs },
	setupFilesAfterEnv: ['<rootDir>/test/support/limit.js'],
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

module.exports = {
	projects: [
		project('unit'),
		project('contract'),
		project('engine'),
		project('s3', 5 * minute),
		project('n8n', 15 * minute),
		project('queue', 15 * minute),
		project('faces', 15 * minute),
		project('versions', 15 * minute),
	],
};
