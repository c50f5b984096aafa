// Under `npm run mutants` (docs/mutants.md): the unit tests, as one project, which is what Stryker can follow. Left out
// is what takes seconds (thousands of made policies, long texts, a server): for each mutant that would be hours.
const { projects } = require('./jest.config');

module.exports = {
	...projects.find(({ displayName }) => displayName === 'unit'),
	testPathIgnorePatterns: ['/mergeAny\\.', '/longTexts\\.', '/problemWords\\.', '/(?:refused|settling)Policies\\.'],
};
