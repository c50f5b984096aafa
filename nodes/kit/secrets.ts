import type { IDataObject } from 'n8n-workflow';

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
