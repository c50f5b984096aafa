import { redact } from '../redact';

/** What is to be imported. */
export type Source =
	/** A file that is sent. `parts` gives its bytes anew each time; `size` is how many there are. */
	| { kind: 'bytes'; size: number; fileName: string; parts: () => AsyncIterable<Uint8Array> }
	/** An address from which VidiCore fetches it. */
	| { kind: 'uri'; uri: string }
	/** A file on a storage of VidiCore, where it stays. */
	| { kind: 'file'; fileId: string };

/** The keys in an address, to be kept out of errors by their value: its user, its password, and both together. */
export function secretsIn(uri: string): string[] {
	// A key may hold an unencoded slash: up to the last @ before a blank all is login.
	const login = /^[a-z0-9+.-]+:\/\/([^@\s]*(?:@[^@\s/?#]*)*?)@/i.exec(uri.trim())?.[1];
	if (login === undefined || login === '') return [];
	const [user = '', password = ''] = login.split(/:(.*)/s);
	return [login, password === '' ? user : password].flatMap((one) => [one, decoded(one)]);
}

/** Parameters that a store puts behind an address to let somebody in for a while; they differ each time. */
const signing = new RegExp(
	'^(x-amz-|x-goog-)|^(awsaccesskeyid|signature|expires|key-pair-id|policy|' +
		'sig|se|sp|sv|sr|st|spr|skoid|sktid|skt|ske|sks|skv)$',
	'i',
);

/**
 * By what an address is known again: without login, without what signs it, and without the part behind `#`. What is no
 * address stays as it is.
 */
export function sameAddress(uri: string): string {
	if (!URL.canParse(uri)) return redact(uri);
	const url = new URL(uri);
	Object.assign(url, { username: '', password: '', hash: '' });
	for (const name of [...url.searchParams.keys()]) if (signing.test(name)) url.searchParams.delete(name);
	return redact(url.href);
}

/** What the file at an address is called; '' where the address does not end in a name. */
export function fileNameIn(uri: string): string {
	const path = URL.canParse(uri) ? new URL(uri).pathname : '';
	return decoded(path.split('/').at(-1) ?? '').trim();
}

/** A file's name alone: what a path or another system's address in it says is left out. */
export const plainFileName = (name: string): string =>
	(name.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim();

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // a stray % is taken as it stands
	}
}
