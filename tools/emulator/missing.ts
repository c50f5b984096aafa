import { isOfVidiCoreOnly } from './routes/knownCalls';
import { unanswered, type Unanswered } from './routes/parameters';
import { parametersOf } from './routes/parameterTable';
import { callOf, type Backend, type Route } from './routes/route';

/** What is missing in the answer to a request. */
export interface Missing extends Unanswered {
	/** Whether VidiCore has the call, and the emulator has not. */
	notDone: boolean;
}

/**
 * What of a request the emulator does not do: said in its log, and what a client must not rely on remembered for the
 * end of a strict world.
 */
export function whatIsMissing(
	{ say, unknown }: Backend,
	{ method, path, query }: { method: string; path: string; query: URLSearchParams },
	found: Route | undefined,
): Missing {
	const done = found && callOf(found);
	const call = `${method} ${path}`;
	const notDone = isOfVidiCoreOnly(method, path, done);
	if (notDone) {
		say(`${call} is a call of VidiCore that the emulator does not do`);
		unknown.push(`${call}: the emulator does not do this call`);
	} else if (!found) unknown.push(`${call}: there is no such call`);
	const missing = unanswered(query, done === undefined ? undefined : parametersOf.get(done));
	for (const name of missing.ignored) say(`${call}: ${name} is ignored`);
	for (const name of missing.unknown) {
		say(`${call}: ${name} is not known`);
		unknown.push(`${call}: ${name} is not known`);
	}
	return { ...missing, notDone };
}

/** The same in the answer. */
export const headersOf = ({ ignored, unknown }: Unanswered): Record<string, string> => ({
	...(ignored.length > 0 ? { 'x-emulator-ignored': ignored.map(encodeURIComponent).join(', ') } : {}),
	...(unknown.length > 0 ? { 'x-emulator-unknown': unknown.map(encodeURIComponent).join(', ') } : {}),
});
