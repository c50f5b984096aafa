const base = {
	testEnvironment: 'node',
	transform: { '^.+\.ts$': '<rootDir>/test/support/transform.js' },
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
const project = (name, more = {}) => ({
	...base,
	...more,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
});

module.exports = {
	projects: [
		project('unit'),
		project('contract'),
		project('engine'),
		project('s3'),
		project('n8n'),
		project('queue'),
		project('faces'),
		project('versions'),
	],
	testTimeout: 30_000,
};
