import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parametersOf } from '../../../../tools/emulator/routes/parameterTable';
import { callOf } from '../../../../tools/emulator/routes/route';
import { routes } from '../../../../tools/emulator/routes/all';
import { emulatorCalls } from '../../../support/emulatorCalls';

test('each call of the emulator declares its parameters, and nothing else is declared', () => {
	expect([...parametersOf.keys()].sort()).toEqual([...new Set(routes.map(callOf))].sort());
});

test('no parameter is both done and ignored', () => {
	const both = [...parametersOf].flatMap(([call, { done, ignored }]) =>
		done.filter((name) => ignored.includes(name)).map((name) => `${call} ${name}`),
	);
	expect(both).toEqual([]);
});

test('docs/emulator-calls.md is as the calls are (npm run contract)', () => {
	const file = join(__dirname, '..', '..', '..', '..', 'docs', 'emulator-calls.md');
	expect(readFileSync(file, 'utf8')).toBe(emulatorCalls());
});
