import { notFound } from '../faults';
import { keysAndValues } from '../keysAndValues';
import { call, type DeclaredCall } from './declared';
import { takesNothing } from './parameters';
import { placeOf } from './kept/place';
import type { Call, Reply } from './route';

/** The keys and values that are kept at a place: of a storage, a library, a field … */
export const valuesAt = ({ backend: { store } }: Call, place: string): Array<{ key: string; value: string }> =>
	[...store.kept.at(place)].map(([key, kept]) => ({ key, value: String((kept as { text: string }).text) }));

/** Keys and values of a thing (a SimpleMetadataDocument): all of them, or one as a text. */
export function keyValueCalls(path: string): DeclaredCall[] {
	const at = (asked: Call) => asked.backend.store.kept.at(placeOf(asked, path));
	const keyIn = ({ params }: Call) => params.at(-1) ?? '';
	const all = (asked: Call): Reply => ({
		root: 'SimpleMetadataDocument',
		document: { field: valuesAt(asked, placeOf(asked, path)) },
	});
	const one = (asked: Call): { text: string } => {
		const found = at(asked).get(keyIn(asked));
		if (!found) throw notFound('metadata', keyIn(asked));
		return { text: String((found as { text: string }).text) };
	};
	const put = (asked: Call, key: string, text: string) => at(asked).set(key, { text, contentType: 'text/plain' });
	return [
		call(`GET ${path}`, all),
		call(`PUT ${path}`, (asked) => {
			for (const [key, value] of keysAndValues(asked.document)) put(asked, key, value);
			return undefined;
		}),
		call(`DELETE ${path}`, (asked) => void at(asked).clear()),
		call(`GET ${path}/{}`, one),
		call(
			`PUT ${path}/{}`,
			(asked) => void put(asked, keyIn(asked), asked.bytes.toString('utf8')),
			takesNothing,
			'text',
		),
		call(`DELETE ${path}/{}`, (asked) => {
			one(asked);
			at(asked).delete(keyIn(asked));
			return undefined;
		}),
	];
}
