import { parametersOf } from '../../tools/emulator/routes/parameterTable';
import { callOf } from '../../tools/emulator/routes/route';
import { routes } from '../../tools/emulator/server';

const listed = (names: readonly string[] = []): string => [...new Set(names)].map((name) => `\`${name}\``).join(' ');

/** docs/emulator-calls.md: what the emulator does of each call, as its routes declare it. */
export function emulatorCalls(): string {
	const rows = routes
		.map(callOf)
		.sort((a, b) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1))
		.map((call) => {
			const { done, ignored, unknown } = parametersOf.get(call) ?? {};
			return `| \`${call}\` | ${[done, ignored, unknown].map((names) => listed(names)).join(' | ')} |`;
		});
	return [
		'# Calls of the emulated VidiCore',
		'Written by `npm run contract` from the emulator itself. A parameter that is ignored is said so, in the header ' +
			'`x-emulator-ignored` and in the emulator’s log. Any other is said to be unknown, in `x-emulator-unknown`, and ' +
			'is refused by `npm run emulator -- --strict`.',
		[
			'| Call | Parameters done | Ignored and said so | Unknown what they do |',
			'| --- | --- | --- | --- |',
			...rows,
		].join('\n'),
		'',
	].join('\n\n');
}
