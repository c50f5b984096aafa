/** The query parameters of a call. */
export interface Parameters {
	/** Those that the emulator does. */
	done: readonly string[];
	/** Those that VidiCore is known to have and that the emulator does not do. It says so whenever one is sent. */
	ignored: readonly string[];
	/** Those of which only the name is known: said as well, and refused when the emulator is strict. */
	unknown: readonly string[];
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

/**
 * Declares the parameters of a call: names with spaces between, first those that are done, then those that are
 * ignored; `shared` are those of other calls that this one has as well.
 */
export const takes = (done: string, ignored = '', ...shared: readonly Parameters[]): Parameters => ({
	unknown: shared.flatMap((one) => one.unknown),
	done: [...words(done), ...shared.flatMap((one) => one.done)],
	ignored: [...words(ignored), ...shared.flatMap((one) => one.ignored)],
});

/** Adds parameters of which only the names are known. */
export const withUnknown = (names: string, known: Parameters): Parameters => ({
	...known,
	unknown: [...known.unknown, ...words(names)],
});

/** A call without parameters. */
export const takesNothing = takes('');

/** What a request asked for and does not get. */
export interface Unanswered {
	ignored: string[];
	/** Nobody has told of these: a mistake of the client's, or something the emulator is to learn. */
	unknown: string[];
}

/** Which of the parameters sent are not done; a call whose parameters are not declared says nothing. */
export function unanswered(sent: URLSearchParams, known: Parameters | undefined): Unanswered {
	const names = known ? [...new Set(sent.keys())].filter((name) => !known.done.includes(name)) : [];
	const ignored = names.filter((name) => known?.ignored.includes(name));
	return { ignored, unknown: names.filter((name) => !ignored.includes(name)) };
}
