const base = {
	testEnvironment: 'node',
	transform: { '^.+\.ts$': '<rootDir>/test/support/transform.js' },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist-cloud/', '<rootDir>/.stryker-tmp/'],
};
const minute = 60_000;
// Limits are there for tests that hang. What a test waits for it names itself; a busy machine is not to end it.
const project = (name, testLimitMs = 2 * minute) => ({
	...base,
	globals: { testLimitMs },
	setupFilesAfterEnv: ['<rootDir>/test/support/limit.js', '<rootDir>/test/support/strict.js'],
	displayName: name,
	// Tests of the emulator itself know the easy way in which it answers; WORST_CASE is for what is asked of it.
	testPathIgnorePatterns: ['/node_modules/', ...(process.env.WORST_CASE ? ['/contract/emulator'] : [])],
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

/**
 * What touches S3 or pictures once more, with the files that take the place of others in the build for n8n Cloud. Which
 * tests these are, test/main.ts asks jest.
 */
const cloud = {
	...project('cloud', 5 * minute),
	testMatch: ['unit', 'contract', 'engine', 's3'].map((name) => `<rootDir>/test/${name}/**/*.test.ts`),
	testPathIgnorePatterns: ['bothWaysToS3'], // has both in it
	moduleFileExtensions: ['cloud.ts', 'ts', 'js', 'json'],
};

module.exports = {
	projects: [
		project('unit'),
		project('contract'),
		project('engine'),
		project('s3', 5 * minute),
		project('n8n', 15 * minute),
		project('browser', 15 * minute),
		project('queue', 15 * minute),
		project('faces', 15 * minute),
		project('versions', 15 * minute),
		project('package', 5 * minute),
		cloud,
	],
};
