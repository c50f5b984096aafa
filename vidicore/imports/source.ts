import { redact } from '../redact';
import { decoded } from '../resources/s3Uri';

/** What is to be imported. */
export type Source =
	/** A file that is sent. `parts` gives its bytes anew each time; `size` is how many there are. */
	| { kind: 'bytes'; size: number; fileName: string; parts: () => AsyncIterable<Uint8Array> }
	/** An address from which VidiCore fetches it. */
	| { kind: 'uri'; uri: string }
	/** A file on a storage of VidiCore, where it stays. */
	| { kind: 'file'; fileId: string };

/** The keys in an address, to be kept out of errors by their value: its login, its password, or its user alone. */
export function secretsIn(uri: string): string[] {
	const [, scheme = '', rest = ''] = /^([a-z0-9+.-]+):\/\/(\S*)$/i.exec(uri.trim()) ?? [];
	// In S3's addresses a key may hold an unencoded slash, so that any @ may end it (docs of `s3Location`).
	const isLong = scheme.toLowerCase() === 's3' && /^[^@/?#]*:/.test(rest);
	const where = isLong ? rest : (rest.split(/[/?#]/)[0] ?? '');
	const ends = [...where.matchAll(/@/g)].map(({ index }) => index);
	const logins = (isLong ? ends : ends.slice(-1)).map((end) => where.slice(0, end));
	return logins.flatMap((login) => {
		const [user = '', password = ''] = login.split(/:(.*)/s);
		return [login, password || user].flatMap((one) => [one, decoded(one)]);
	});
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
