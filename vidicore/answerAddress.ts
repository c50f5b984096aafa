import { VidiCoreError } from './errors';
import { redact } from './redact';

/** An address out of an answer, as far as it may be used. */
export interface AnswerAddress {
	/** From `/API/` or `/APInoauth/` on, with its query: to be asked at the credential's own server, nowhere else. */
	path: string;
	/** The whole address, to be handed on as a link. */
	url: string;
}

/** Scheme, host with port, path, query. What does not look like this in the very text is no address for us. */
const form = /^(?:(https?):\/\/([^/?#]+))?(\/[^?#]*)(\?[^#]*)?(?:#.*)?$/i;

/**
 * The one way by which an address out of VidiCore's answers comes to be asked or shown: http or https, with or without
 * its host, the path under `/API/` or `/APInoauth/`, in front of it the base path of the credential or none. The host
 * an answer names is never asked: behind a gateway VidiCore names itself as it is called inside (or with http where
 * the outside is https), and a login must go nowhere but to the server of the credential. `root` is that server, as
 * `serverRoot` gives it. Throws a VidiCoreError `badAnswer` for everything else: user names, other schemes,
 * `//host`, backslashes, white space, and dots, slashes and backslashes in any spelling that climb out of the path.
 */
export function answerAddress(root: string, text: unknown): AnswerAddress {
	if (typeof text !== 'string') throw refused(String(text), 'is no text');
	if (/[\s\\\p{Cc}]/u.test(text)) throw refused(text, 'holds white space or a backslash');
	const [, scheme, host, path = '', query = ''] = form.exec(text) ?? [];
	if (path === '') throw refused(text, 'is no http address');
	if (host?.includes('@')) throw refused(text, 'carries a login');
	if (host !== undefined && !URL.canParse(`${scheme}://${host}`)) throw refused(text, 'names no server');
	if (!path.split('/').slice(1).every(isPlain)) throw refused(text, 'has a path that is not plain');
	const base = root === '' ? '' : new URL(root).pathname.replace(/\/$/, '');
	const own = base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
	if (!/^\/API(?:noauth)?\//.test(own)) throw refused(text, 'is not one of VidiCore’s API');
	return { path: own + query, url: host === undefined ? root + own + query : `${scheme}://${host}${path}${query}` };
}

/**
 * A segment that means itself, whoever decodes it and how often: not empty, no `.` or `..` (also before a matrix
 * parameter, which Java servers take off before they climb), no slash in disguise.
 */
function isPlain(segment: string): boolean {
	let decoded: string;
	try {
		decoded = decodeURIComponent(segment);
	} catch {
		return false;
	}
	return !/^\.{0,2}(?:;|$)|[/\\\p{Cc}]|%(?:2e|2f|5c)/iu.test(decoded);
}

/** The query is left out of what is shown: its hash is what opens a link without a login. */
function refused(text: string, why: string): VidiCoreError {
	const [address = ''] = redact(text.slice(0, 200)).split('?');
	return new VidiCoreError(
		`VidiCore's answer names an address that ${why}, so it is not used: "${address}"`,
		{ kind: 'badAnswer' },
		{ method: 'GET', path: '' },
	);
}
