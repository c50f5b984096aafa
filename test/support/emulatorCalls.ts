import { parametersOf } from '../../tools/emulator/routes/parameterTable';
import { isOfVidiCoreOnly, knownCalls } from '../../tools/emulator/routes/knownCalls';
import { callOf } from '../../tools/emulator/routes/route';
import { routes } from '../../tools/emulator/routes/all';

const listed = (names: readonly string[] = []): string => [...new Set(names)].map((name) => `\`${name}\``).join(' ');

/** Those of the known calls that no call of the emulator takes. */
function notDone(): string[] {
	const done = new Set(routes.map(callOf));
	const isDone = (known: string) => {
		const [method = '', path = ''] = known.split(' ');
		const example = path.replaceAll('{}', 'x');
		return routes.some(
			(route) => route[0] === method && route[1].test(example) && !isOfVidiCoreOnly(method, example, callOf(route)),
		);
	};
	return knownCalls.filter((known) => !done.has(known) && !isDone(known)).map((known) => `\`${known}\``);
}

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
		'## Calls of VidiCore that the emulator does not do',
		'They are answered 501 `notYetImplemented`, and said in its log; known from the vendor’s clients and reference.',
		notDone().join(' '),
		'',
	].join('\n\n');
}
