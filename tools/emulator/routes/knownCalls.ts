import known from './knownCalls.json';

interface KnownCall {
	methods: readonly string[];
	pattern: RegExp;
	/** How many parts of its path are variable. */
	open: number;
	/** As it is written: `/API/item/{}/lock`. */
	path: string;
}

const openParts = (path: string): number => path.split('{}').length - 1;

const calls: KnownCall[] = Object.entries(known as Record<string, string>).map(([path, methods]) => ({
	methods: methods.split(' '),
	pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replaceAll('{}', '[^/]+')}$`),
	open: openParts(path),
	path,
}));

/** All calls that the vendor's clients and the reference are known to make, in words: `GET /API/item/{}/lock`. */
export const knownCalls: readonly string[] = calls.flatMap(({ methods, path }) =>
	methods.map((method) => `${method} ${path}`),
);

/**
 * Whether a request is a call of VidiCore's that `done`, the call of the emulator that takes it, is not: there is none,
 * or it means something else at that place (`/item/history` is no item).
 */
export function isOfVidiCoreOnly(method: string, path: string, done: string | undefined): boolean {
	const fitting = calls.filter((one) => one.methods.includes(method) && one.pattern.test(path));
	const [best] = fitting.sort((a, b) => a.open - b.open);
	return best !== undefined && (done === undefined || best.open < openParts(done));
}
