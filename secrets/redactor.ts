import { inBase64, plain, spelled, spelledBase64 } from './spellings';

/** The same text without the secrets in it. Takes time in proportion to the text. */
export type Redactor = (text: string) => string;

/**
 * Takes these values out of what a server says, in every way in which it may write them (spellings.ts); in their place
 * stands `***`. For what only looks like a key see `redact` of vidicore/redact.ts.
 *
 * Short values need care, since "a" is a password for some: below four characters only the longer texts they are part
 * of are looked for (give `user:password` as well as the password), below eight only whole words.
 */
export function redactor(secrets: Iterable<string | undefined>): Redactor {
	const values = [...new Set([...secrets].flatMap((secret) => (secret ? [secret, secret.trim()] : [])))]
		.filter((value) => value.length >= shortest)
		.sort((a, b) => b.length - a.length);
	const searches = values.flatMap((value) => [
		search(value, spelled),
		...inBase64(value)
			.filter(({ text, whole }) => text.length >= (whole ? shortest : anywhere))
			.map(({ text }) => search(text, spelledBase64)),
	]);
	return (text) => searches.reduce((rest, hide) => hide(rest), text);
}

const shortest = 4;
/** From this length on a value is hidden inside words, too. */
const anywhere = 8;

const before = '(?<=^|[^\\p{L}\\p{N}]|%[0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\[bfnrt])';
const after = '(?![\\p{L}\\p{N}])';

function search(value: string, pattern: (value: string) => string): Redactor {
	// Letters and digits look the same in every spelling: where the longest run of them is not, nothing is.
	const probe = runsOf(value).reduce((longest, run) => (run.length > longest.length ? run : longest), '');
	let compiled: RegExp | undefined;
	return (text) => {
		if (!text.includes(probe)) return text;
		compiled ??= new RegExp(value.length < anywhere ? before + pattern(value) + after : pattern(value), 'gu');
		return text.replace(compiled, '***');
	};
}

const runsOf = (value: string): string[] => {
	const runs = [''];
	for (const char of value) {
		if (plain.test(char)) runs[runs.length - 1] += char;
		else runs.push('');
	}
	return runs;
};
