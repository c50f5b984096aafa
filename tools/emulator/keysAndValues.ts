import { invalidInput } from './faults';

/** The entries of a SimpleMetadataDocument. Throws 400 for one that is no key with a text. */
export function keysAndValues({ field }: Readonly<Record<string, unknown>>): Array<[key: string, value: string]> {
	return (field === undefined || field === null ? [] : [field].flat()).map((one) => {
		const { key, value = '' } = Object(one) as { key?: unknown; value?: unknown };
		if (typeof key !== 'string' || typeof value === 'object') throw invalidInput('field', 'Not a key and a value');
		return [key, String(value)];
	});
}

/** The values of a parameter that are `key=value`; cut at the first sign (documented forms). */
export const pairsIn = (query: URLSearchParams, name: string): Array<[key: string, value: string]> =>
	query.getAll(name).map((entry) => {
		const [key = '', value = ''] = entry.split(/=(.*)/s);
		return [key, value];
	});
