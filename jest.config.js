/** swc only strips the types here (tsc checks them, `npm run types`), so a unit run takes seconds. */
const base = {
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
const project = (name, more = {}) => ({ ...base, ...more, displayName: name, testMatch: [`<rootDir>/test/${name}/**/*.test.ts`] });

module.exports = {
	projects: [project('unit'), project('contract'), project('engine'), project('n8n')],
	testTimeout: 30_000,
};
