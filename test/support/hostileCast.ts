import type { Appearance } from '../../faces/appearance';
import { seen } from './seen';

/** Names in which something means more than itself in one kind of file or another. */
export const hostileNames = [
	'Ada "The" <Nordin> & Sons',
	"=HYPERLINK('x')",
	'a,b;c',
	'two\nlines',
	'日本 🎬',
	'__proto__',
	']]>--><script>alert(1)</script>',
	'-->',
	'@sum',
	'tab\there',
	'\u202Eright to left',
];

/** Everybody of these for three seconds, two seconds after one another. */
export const hostileCast: readonly Appearance[] = seen(
	...hostileNames.map((person, n) => ({
		person,
		start: `${n * 50}@PAL`,
		end: `${n * 50 + 75}@PAL`,
		confidence: '0.5',
	})),
);

/** What becomes of such a name on one line. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\u202A-\u202E]+/gu, ' ').trim();
