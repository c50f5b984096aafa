import { notFound, invalidInput } from '../faults';
import { call, type DeclaredCall } from './declared';
import { placeOf } from './kept/place';
import { takes, takesNothing } from './parameters';
import type { Call, Reply } from './route';

/** Values too large for metadata, by their keys: kept and given back (members of the vendor's types). */
interface Pair extends Record<string, unknown> {
	key: string;
	value: string;
}

const named = takes('', 'start end channel stream itemTrack');

function bulkyCalls(path: string): DeclaredCall[] {
	const at = (asked: Call): Map<string, Pair> => asked.backend.store.kept.at(placeOf(asked, path)) as Map<string, Pair>;
	const keyIn = ({ params }: Call): string => params.at(-1) ?? '';
	const answer = (field: readonly Pair[], plain?: string): Reply => ({
		root: 'BulkyMetadataDocument',
		document: { field },
		...(plain === undefined ? {} : { plain }),
	});
	const found = (asked: Call): Pair => {
		const pair = at(asked).get(keyIn(asked));
		if (!pair) throw notFound('bulky-metadata', keyIn(asked));
		return pair;
	};
	const putAll = (asked: Call): Reply => {
		const { field } = asked.document;
		const sent = field === undefined || field === null ? [] : [field].flat();
		const pairs = sent.map((raw): Pair => {
			const { key, value = '', ...more } = Object(raw) as Record<string, unknown>;
			if (typeof key !== 'string' || typeof value === 'object') throw invalidInput('field', 'Not a key and a value');
			return { ...more, key, value: String(value) };
		});
		for (const pair of pairs) at(asked).set(pair.key, pair);
		return undefined;
	};
	const put = (asked: Call): Reply => {
		const key = keyIn(asked);
		at(asked).set(key, { key, value: asked.bytes.toString('utf8') });
		return undefined;
	};
	return [
		call(`GET ${path}`, (asked) => answer([...at(asked).values()])),
		call(`PUT ${path}`, putAll),
		call(`DELETE ${path}`, (asked) => void at(asked).clear()),
		call(`GET ${path}/{}`, (asked) => answer([found(asked)], found(asked).value), named),
		call(`PUT ${path}/{}`, put, named, 'text'),
		call(`DELETE ${path}/{}`, (asked) => void at(asked).delete(found(asked).key), takesNothing),
	];
}

export const bulkyMetadataCalls: DeclaredCall[] = [
	...bulkyCalls('/API/{item|collection|library}/{}/metadata/bulky'),
	...bulkyCalls('/API/item/{}/shape/{}/metadata/bulky'),
];
