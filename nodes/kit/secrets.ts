import type { IDataObject } from 'n8n-workflow';
import { redactor, type Redactor } from '../../secrets/redactor';
import { redact } from '../../vidicore/redact';

/**
 * What must not be seen of a credential of ours (VidiCore API, VidiCore Callback Storage API), for a `redactor`: each
 * key, and the pairs in which they are sent, which also stand for passwords too short to be looked for alone. The id of
 * an access key is one of them, since it is half of a pair; user names and addresses are not.
 */
export function secretsOf(credential: IDataObject): string[] {
	const text = (name: string) => (typeof credential[name] === 'string' ? credential[name] : '');
	const pair = (name: string, secret: string) => (text(secret) === '' ? [] : [`${text(name)}:${text(secret)}`]);
	return [
		...['password', 'token', 'secretAccessKey', 'sessionToken', 'accessKeyId'].map(text),
		...pair('username', 'password'),
		...pair('accessKeyId', 'secretAccessKey'),
	].filter((secret) => secret !== '');
}

const seen = new WeakMap<object, string[]>();

/**
 * Remembers, for as long as n8n keeps this context, what must not come out in the errors of its node. What a server
 * says is redacted where it is read; this is the second net, for whatever comes another way. It knows long secrets only:
 * a short one may be a word of ours.
 */
export function keepSecret(context: object, secrets: readonly string[]): void {
	const known = new Set([...(seen.get(context) ?? []), ...secrets.filter(({ length }) => length >= 8)]);
	seen.set(context, [...known]);
}

/** Takes keys out of an error of that context's node. */
export function hiderOf(context: object): Redactor {
	const known = redactor(seen.get(context) ?? []);
	return (text) => redact(known(text));
}
