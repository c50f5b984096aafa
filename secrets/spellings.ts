/**
 * The ways in which a server may write a value that was sent to it: as it is, inside JSON (`\/`, `\u0026`, also JSON
 * inside JSON), percent-encoded (once or more), as in a form, in HTML (`&amp;`, `&#47;`), and in base64, alone or
 * somewhere inside a longer text. Each is a part of a pattern whose alternatives begin differently, so that a search
 * takes time in proportion to the text.
 */

const htmlNames: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** A form writes a blank as +, and reads + as a blank. */
const inForms: Readonly<Record<string, string>> = { ' ': '\\+', '+': ' ' };

/** Letters and digits are written the same everywhere. */
export const plain = /[A-Za-z0-9]/;

/** A pattern for a value in all these ways, mixed as they come. With the flag `u`. */
export const spelled = (value: string, more: Readonly<Record<string, string>> = {}): string =>
	// Backslashes go together: counted one by one, a long row of them could be divided in too many ways.
	(value.match(/\\+|[^\\]/gu) ?? [])
		.map((unit) =>
			unit.startsWith('\\') ? `(?:${ways('\\')}){${unit.length},${4 * unit.length}}` : letter(unit, more),
		)
		.join('');

const letter = (char: string, more: Readonly<Record<string, string>>): string => {
	if (plain.test(char)) return char;
	const others = [htmlNames[char] && `&${htmlNames[char]};`, inForms[char], more[char]].filter(Boolean);
	return `${escaping}(?:${[ways(char), ...others].join('|')})`;
};

/** What JSON puts in front of some characters, itself percent-encoded where the whole text was. */
const escaping = '(?:\\\\|%(?:25){0,2}5[cC]){0,3}';

/** As it is, percent-encoded, escaped by number for JSON and for HTML. */
const ways = (char: string): string =>
	[
		quoted(char),
		[...Buffer.from(char, 'utf8')].map((byte) => `%(?:25){0,2}${anyCase(hex(byte, 2))}`).join(''),
		[...Array(char.length).keys()].map((at) => `\\\\{1,3}u${anyCase(hex(char.charCodeAt(at), 4))}`).join(''),
		`&#(?:${char.codePointAt(0)}|[xX]0{0,4}${anyCase(hex(char.codePointAt(0) ?? 0, 1))});`,
	].join('|');

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

const anyCase = (text: string): string => text.replace(/[a-f]/g, (small) => `[${small}${small.toUpperCase()}]`);

/** A character as it is, in a pattern. */
const quoted = (char: string): string => (/[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char);

/**
 * What base64 makes of a value, also where it was written for JSON or an address before: the whole, and the three
 * middles that stay the same wherever the value stands inside a longer text. The few bits at either end of a middle
 * depend on what is beside it.
 */
export const inBase64 = (value: string): Array<{ text: string; whole: boolean }> =>
	[...new Set([value, JSON.stringify(value).slice(1, -1), encoded(value)])].flatMap((written) => {
		const bytes = Buffer.from(written, 'utf8');
		const middles = [0, 1, 2].map((before) => {
			const text = base64(Buffer.concat([Buffer.alloc(before), bytes]));
			const end = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
			return { text: text.slice(before === 0 ? 0 : before + 1, end), whole: false };
		});
		return [{ text: base64(bytes), whole: true }, ...middles];
	});

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Percent-encoded; half a character of two, which cannot be, stays as it is. */
const encoded = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''));

/** A pattern for base64 in both of its alphabets, with its end signs if there are any. */
export const spelledBase64 = (text: string): string =>
	`${spelled(text, { '+': '-', '/': '_' })}(?:=|%(?:25){0,2}3[dD]|\\\\{1,3}u003[dD]){0,2}`;
