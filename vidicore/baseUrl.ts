import { withoutSlashesAtEnd } from './slashes';

/**
 * The server's root out of what users type as base URL: with or without `/API`, with or without a closing slash.
 * `https://media.example.com/API/` → `https://media.example.com`. Paths in front of `/API` are kept. Without http://
 * or https:// it is https, so that no login leaves in clear text unless somebody wrote so.
 * Throws an Error in the user's words when it is no http(s) address, or when it carries a password.
 */
export function serverRoot(baseUrl: string): string {
	const typed = baseUrl.trim();
	if (typed === '') throw baseUrlError(typed, 'is empty');
	let url: URL;
	try {
		url = new URL(isBareHost(typed) ? `https://${typed}` : typed);
	} catch {
		throw baseUrlError(typed, 'is not an address');
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw baseUrlError(typed, 'does not begin with http:// or https://');
	if (url.username || url.password) {
		throw baseUrlError(
			`${url.protocol}//${url.host}`,
			'carries a user name or password; these belong in their own fields',
		);
	}
	const path = withoutSlashesAtEnd(withoutSlashesAtEnd(url.pathname).replace(/\/API$/i, ''));
	return `${url.origin}${path}`;
}

/** A host without a scheme; not one that is mistyped (`https//`), and nothing with what may be a login in it. */
const isBareHost = (typed: string): boolean => !/^[a-z][a-z\d+.-]*:\/\/|^https?(?![a-z\d.-])|@/i.test(typed);

function baseUrlError(typed: string, what: string): Error {
	const excerpt = typed.replace(/^.*@/s, '***@').slice(0, 200); // whatever stands before an @ may be a password
	return new Error(
		`The base URL "${excerpt}" in the VidiCore credential ${what}. It looks like https://vidicore.example.com, ` +
			'with or without /API at the end.',
	);
}
