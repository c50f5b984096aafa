import type { GenericValue, IDataObject, INodeExecutionData } from 'n8n-workflow';
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

const seen = new WeakMap<object, { secrets: string[]; inErrors: Redactor; inItems: Redactor }>();

/** A secret of so many characters is no word that also stands somewhere else. */
const [longInErrors, longInItems] = [8, 12];

/**
 * Remembers, for as long as n8n keeps this context, what must not come out of its node. What a server says is redacted
 * where it is read; this is the second net, for whatever comes another way. It knows long secrets only: a short one may
 * be a word of ours, or a name in the archive.
 */
export function keepSecret(context: object, more: readonly string[]): void {
	const known = seen.get(context)?.secrets ?? [];
	if (more.every((secret) => known.includes(secret))) return;
	const secrets = [...new Set([...known, ...more])];
	const of = (length: number) => redactor(secrets.filter((secret) => secret.length >= length));
	seen.set(context, { secrets, inErrors: of(longInErrors), inItems: of(longInItems) });
}

/** Takes keys out of an error of that context's node. */
export const hiderOf =
	(context: object): Redactor =>
	(text) =>
		redact(seen.get(context)?.inErrors(text) ?? text);

/** The items that come out of that context's node, without the keys of its credentials. */
export const withoutKeys = <T extends INodeExecutionData>(context: object, items: T[]): T[] => {
	const hide = seen.get(context)?.inItems;
	if (!hide) return items;
	const holdsOne = (json: IDataObject) => {
		const text = JSON.stringify(json);
		return hide(text) !== text;
	};
	return items.map((item) => (holdsOne(item.json) ? { ...item, json: hidden(item.json, hide) as IDataObject } : item));
};

type Json = IDataObject[string] | GenericValue;

function hidden(value: Json, hide: Redactor): Json {
	if (typeof value === 'string') return hide(value);
	if (Array.isArray(value)) return (value as Json[]).map((entry) => hidden(entry, hide)) as Json;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hidden(inner as Json, hide)])) as Json;
}
