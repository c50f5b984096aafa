import type { Appearance } from './appearance';

/**
 * The same text for the same person, another one for everybody else: the person's id in the model, or the name where
 * VidiCore holds none. Unicode writes one name in several ways (é as one character or as two); they are one person.
 */
export const personKey = ({ personId, person }: Pick<Appearance, 'personId' | 'person'>): string =>
	personId || person.normalize('NFC');

/**
 * How names that people type are compared: without regard to case, Unicode form, and white space around them and around
 * their commas.
 */
export const folded = (text: string): string =>
	text
		.split(',')
		.map((part) => part.trim())
		.join(',')
		.normalize('NFC')
		.toLocaleLowerCase('en');
