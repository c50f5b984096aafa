/**
 * For functions that take text from outside: does their time grow with the length of the text, or with its square? A
 * square holds n8n's only thread for seconds as soon as somebody sends 100 kB.
 *
 *   test('…', () => expect(worseThanLinear(redact)).toEqual([]));
 *
 * What is judged is a ratio (twice the text, how many times the time?), each time the best of several runs: a linear
 * function gives 2, a square 4. Time is the processor's time of this process, so that a busy machine does not matter.
 * What takes less than a fifth of a second for 100 kB is good enough whatever its ratio.
 */

export type Shapes = Readonly<Record<string, (length: number) => string>>;

/** A text of that length that begins with `begin` and goes on with `unit` for ever. */
export const repeated =
	(unit: string, begin = '', end = '') =>
	(length: number): string =>
		(begin + unit.repeat(Math.ceil(length / unit.length))).slice(0, length - end.length) + end;

/** Texts that have held up programs: what a pattern waits for in vain, begun again and again. */
export const hostileTexts: Shapes = {
	letters: repeated('a'),
	'one word in capitals': repeated('A'),
	digits: repeated('1'),
	blanks: repeated(' '),
	'blanks before a letter': repeated(' ', '', 'x'),
	'line ends': repeated('\n'),
	'line ends and a letter': repeated('\r\n', '', 'x'),
	slashes: repeated('/'),
	'slashes before a letter': repeated('/', '', 'x'),
	'slashes behind an address': repeated('/', 'https://x', 'x'),
	dots: repeated('.'),
	colons: repeated(':'),
	'at signs': repeated('@'),
	percents: repeated('%'),
	backslashes: repeated('\\'),
	quotes: repeated('"'),
	brackets: repeated('['),
	'opened tags': repeated('<a>'),
	'tags never closed': repeated('<a '),
	'opened titles': repeated('<title>'),
	'opened objects': repeated('{"a":'),
	addresses: repeated('https://'),
	'addresses of buckets': repeated('s3://'),
	'addresses with keys': repeated('s3://a:b@'),
	'addresses with keys that go on': repeated('a:b', 's3://'),
	parameters: repeated('?a=b'),
	'names of parameters': repeated('secret', '?'),
	'parameters without a value': repeated('&secret'),
	ampersands: repeated('&'),
	entities: repeated('&amp;'),
	commas: repeated('a,'),
	'signs and equals': repeated('-='),
	accents: repeated('é'),
	'combining marks': repeated('e\u0301'),
	emoji: repeated('😀'),
	'half an emoji': repeated('\ud83d'),
	'zero bytes': repeated('\0'),
};

export interface Measuring {
	/** The longest text; the others are a half, a quarter and an eighth of it. */
	length?: number;
	/** Milliseconds that are good enough for the longest text. */
	bearableMs?: number;
	/** In ms; a test of this file brings its own. */
	now?: () => number;
}

const processorMs = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};

/** Linear gives 2 and a square 4. */
const mostRatio = 3.2;
const runs = 5;
/** No text is tried again when its runs have taken this long together. */
const enoughMs = 2_000;

/**
 * The shapes of text for which the function's time grows faster than the text, with what was measured; an empty list
 * is good. An error that the function throws counts as its answer.
 */
export function worseThanLinear(
	work: (text: string) => unknown,
	shapes: Shapes = hostileTexts,
	{ length = 100_000, bearableMs = 200, now = processorMs }: Measuring = {},
): string[] {
	const found: string[] = [];
	for (const [shape, make] of Object.entries(shapes)) {
		let half = best(work, make(length / 8), now);
		// Small ones first: of a bad square the longest would take minutes.
		for (const part of [4, 2, 1]) {
			const whole = best(work, make(length / part), now);
			if (whole > bearableMs && whole > mostRatio * half) {
				found.push(
					`${shape}: ${length / part} characters take ${Math.round(whole)} ms, half of them ${Math.round(half)} ms`,
				);
				break;
			}
			half = whole;
		}
	}
	return found;
}

function best(work: (text: string) => unknown, text: string, now: () => number): number {
	let fastest = Infinity;
	let together = 0;
	for (let run = 0; run < runs && together < enoughMs; run++) {
		const begin = now();
		try {
			work(text);
		} catch {
			// refusing the text is an answer
		}
		const took = now() - begin;
		fastest = Math.min(fastest, took);
		together += took;
	}
	return fastest;
}
