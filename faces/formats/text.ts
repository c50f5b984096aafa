import type { Appearance } from '../appearance';

/**
 * A text from outside on one line: control characters, line ends, and marks that turn the reading direction of what
 * follows become a blank; halves of characters (lone surrogates) and code points that are none (U+FFFE, U+FFFF) become
 * U+FFFD, since XML and UTF-8 know neither.
 */
export const oneLine = (text: string): string =>
	text
		.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')
		.replace(notInXml, '\uFFFD')
		.trim();

/** What a person is called in a file, on one line. */
export const shownName = ({ person, personId }: Pick<Appearance, 'person' | 'personId'>): string =>
	shownText([oneLine(person), oneLine(personId)], '(no name)');

/** The first text in which something is seen. A caption or a marker without text ends some readers. */
export const shownText = (texts: readonly string[], otherwise: string): string =>
	texts.find((text) => visible.test(text)) ?? otherwise;

/** For text between tags and in attributes of XML 1.0 and HTML: what XML 1.0 forbids becomes U+FFFD. */
export const xmlText = (text: string): string =>
	text
		.replace(notInXml, '\uFFFD')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');

/** XML 1.0, production 2 (Char). */
const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A character that is seen: no blank, no control, format or filler character. */
const visible = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
