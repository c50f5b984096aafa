/**
 * Takes keys out of text before anybody can read it, by how they look. VidiCore hands out resources with the key
 * inside the address: `s3://KEY:SECRET@bucket/`, `vidinet://uuid:KEY@uuid` (documented), and whether it masks them is
 * not known. Servers repeat addresses as they got them, in JSON (`s3:\/\/`) or percent-encoded (`s3%3A%2F%2F`). Keys
 * that we know are taken out by their value, whatever stands around them: secrets/redactor.ts.
 *
 * Everything here takes time in proportion to the text, because it reads what a server says.
 */

/** The same text with the user-info part of every address, secret-looking query values and logins as `***`. */
export const redact = (text: string): string => hideValues(hideUserInfo(text, '***'));

/** An address without user-info: `s3://KEY:SECRET@bucket/folder/` → `s3://bucket/folder/`. */
export const withoutUserInfo = (uri: string): string => hideValues(hideUserInfo(uri, undefined));

/** What cannot stand in an address, so that no search goes on behind it. */
const word = /[^\s"'<>]+/g;
const separator = /:(?:\\{0,3}\/){2}|%(?:25){0,2}3a(?:%(?:25){0,2}2f){2}/gi;
const at = /@|%(?:25){0,2}40/gi;
const endOfAuthority = /[/?#]|%(?:25){0,2}(?:2f|3f|23)/gi;

/** `replacement` takes the place of what is hidden; without it the `@` goes too. */
function hideUserInfo(text: string, replacement: string | undefined): string {
	return text.replace(word, (address) => {
		const lastAt = [...address.matchAll(at)].at(-1);
		if (!lastAt) return address;
		let result = '';
		let copied = 0;
		for (const found of address.matchAll(separator)) {
			const begin = found.index + found[0].length;
			if (begin < copied || begin > lastAt.index) continue;
			const scheme = address.slice(Math.max(0, found.index - 8), found.index);
			if (!/[a-z0-9+.-]$/i.test(scheme)) continue;
			// In s3: and vidinet: addresses a key may hold an unencoded slash, so everything up to the last @ goes.
			const end = /(?:s3|vidinet)$/i.test(scheme) ? lastAt : atOfAuthority(address, begin);
			if (!end) continue;
			result += address.slice(copied, begin) + (replacement === undefined ? '' : replacement + end[0]);
			copied = end.index + end[0].length;
		}
		return result + address.slice(copied);
	});
}

/** The last @ before the path begins. */
function atOfAuthority(address: string, begin: number): RegExpExecArray | undefined {
	endOfAuthority.lastIndex = begin;
	const end = endOfAuthority.exec(address)?.index ?? address.length;
	const found = [...address.slice(begin, end).matchAll(at)].at(-1);
	if (found) found.index += begin;
	return found;
}

const parameter = /([?&;]([\w-]+)=)[^&#\s"'<>]+/g;
const encodedParameter = new RegExp(
	/((?:%(?:25){0,2}(?:3f|26|3b)|\\u0026)([\w-]+)(?:%(?:25){0,2}3d|=|\\u003d))/.source +
		/((?:(?!%(?:25){0,2}(?:26|23)|\\u0026)[^&#\s"'<>])+)/.source,
	'gi',
);
const secretName = /secret|token|password|signature|credential|key/i;
const login = /(authorization[\\"'\s]{0,4}[:=][\\"'\s]{0,4}(?:(?:basic|bearer|token)\s{1,3})?)[^\s"'<>,;\\]+/gi;

function hideValues(text: string): string {
	const hidden = (whole: string, begin: string, name: string) => (secretName.test(name) ? `${begin}***` : whole);
	return text.replace(parameter, hidden).replace(encodedParameter, hidden).replace(login, '$1***');
}
