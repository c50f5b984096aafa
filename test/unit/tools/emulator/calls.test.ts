import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parametersOf } from '../../../../tools/emulator/routes/parameterTable';
import { callOf } from '../../../../tools/emulator/routes/route';
import { routes } from '../../../../tools/emulator/routes/all';
import { emulatorCalls } from '../../../support/emulatorCalls';
import { emulatorUncertain, remarks, settings } from '../../../support/emulatorUncertain';

const root = join(__dirname, '..', '..', '..', '..');

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
	expect(readFileSync(join(root, 'docs', 'emulator-calls.md'), 'utf8')).toBe(emulatorCalls());
});

test('docs/emulator-uncertain.md is as the emulator’s comments are (npm run contract)', () => {
	expect(readFileSync(join(root, 'docs', 'emulator-uncertain.md'), 'utf8')).toBe(emulatorUncertain());
});

test('each uncertain setting says how uncertain it is, and no file says "inferred" without being listed', () => {
	expect(settings().filter(({ text }) => !/inferred|unknown/i.test(text))).toEqual([]);
	const emulator = join(root, 'tools', 'emulator');
	const saying = readdirSync(emulator, { recursive: true, encoding: 'utf8' }).filter(
		(file) => file.endsWith('.ts') && /inferred/i.test(readFileSync(join(emulator, file), 'utf8')),
	);
	const listed = new Set([...settings(), ...remarks()].map(({ file }) => file));
	expect(saying.filter((file) => !listed.has(file))).toEqual([]);
});
