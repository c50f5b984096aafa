/**
 * Why a value cannot be an id of anything in VidiCore, in words that complete "… is"; undefined when it can be. Ids
 * look like `VX-108`, but the site's letters differ and external ids are taken as well (documented), so only that is
 * refused which would change the address it is put into: `.` and `..` are steps within a path for every reader of
 * addresses, and a slash, a question mark or a control character ends the part of the path that is the id.
 */
export function notAnId(value: unknown): string | undefined {
	if (value === undefined || value === null) return 'missing';
	if (typeof value !== 'string') return 'not a text';
	const id = value.trim();
	if (id === '') return 'empty';
	if (id === '.' || id === '..') return `"${id}", which is a step within an address`;
	const [odd] = /[/\\?\p{Cc}\p{Cs}]/u.exec(id) ?? [];
	if (odd === undefined) return undefined;
	return /[/\\?]/.test(odd) ? `"${shortened(id)}", with a "${odd}" in it` : 'a text with a control character in it';
}

/**
 * Where the id is in an address of a front end, as the source of a regular expression with one group: the last thing
 * that looks like an id of VidiCore, with any site's letters (`VX-108`, `SE-7`).
 */
export const idInLink = 'https?://\\S*[/=:]([A-Z][A-Z0-9]{0,15}-[0-9]+)(?![A-Za-z0-9-]).*';

/** The id that such an address holds; undefined for any other text. */
export const idOfLink = (text: string): string | undefined => new RegExp(`^${idInLink}$`).exec(text.trim())?.[1];

const shortened = (id: string): string => (id.length > 60 ? `${id.slice(0, 60)}…` : id);
