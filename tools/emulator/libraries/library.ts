import { stamp } from '../documents';
import { invalidInput } from '../faults';
import type { SearchIndex } from '../search/searchIndex';
import { find } from '../search/find';
import { itemReader } from '../search/values';
import type { Library } from '../entities';
import type { Store } from '../store';

export const updateModes = ['MERGE', 'REPLACE', 'TRANSIENT'] as const satisfies ReadonlyArray<Library['updateMode']>;

type Settings = Pick<Library, 'updateMode' | 'autoRefresh' | 'updateFrequency' | 'query'>;

/** Takes a new library with these items into the archive. MERGE is the documented default. */
export function makeLibrary(store: Store, username: string, items: Iterable<string>, settings: Partial<Settings> = {}) {
	const made: Library = {
		...{ id: store.nextId(), items: new Set(items), username, updateMode: 'MERGE', autoRefresh: false },
		...settings,
	};
	store.libraries.set(made.id, made);
	return made;
}

type Members = Readonly<Record<string, unknown>>;

/** What a LibrarySettingsDocument, or the query of a search, says. Throws 400 for what is no setting. */
export function settingsIn({ updateMode, autoRefresh, updateFrequency, query }: Members): Partial<Settings> {
	const mode = updateModes.find((one) => one === updateMode);
	if (updateMode !== undefined && !mode)
		throw invalidInput('updateMode', `One of ${updateModes.join(', ')}`, undefined, String(updateMode));
	if (updateFrequency !== undefined && !(Number(updateFrequency) >= 0))
		throw invalidInput('updateFrequency', 'Not a number of seconds');
	if (query !== undefined && (typeof query !== 'object' || query === null || Array.isArray(query)))
		throw invalidInput('query', 'Not a search document');
	return {
		...(mode ? { updateMode: mode } : {}),
		...(autoRefresh === undefined ? {} : { autoRefresh: String(autoRefresh) === 'true' }),
		...(updateFrequency === undefined ? {} : { updateFrequency: Number(updateFrequency) }),
		...(query === undefined ? {} : { query: query as Record<string, unknown> }),
	};
}

/** A library that refreshes itself gets what its search finds now: REPLACE takes out what it finds no more. */
export function refresh(library: Library, index: SearchIndex, store: Store): void {
	if (!library.autoRefresh || !library.query) return;
	const found = find(index.entries(), itemReader, library.query, store).found.map(({ thing }) => thing.id);
	library.items = new Set(library.updateMode === 'MERGE' ? [...library.items, ...found] : found);
	library.lastUpdate = stamp();
}

/** A LibrarySettingsDocument (members of the vendor's types). */
export function settingsDocument(library: Library): object {
	const { id, username, updateMode, autoRefresh, updateFrequency, lastUpdate, query } = library;
	return { id, username, updateMode, autoRefresh, updateFrequency, lastUpdate, query };
}
