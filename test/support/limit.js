// jest takes no time limit for a project, only for all of them; jest.config.js says how long each may take.
jest.setTimeout(globalThis.testLimitMs);
