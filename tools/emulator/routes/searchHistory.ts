import { stamp } from '../documents';
import type { Store } from '../store';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import type { Call, Reply } from './route';

type Searched = { timestamp: string; user: string; query: unknown };

const at = ({ kept }: Store, kind: string): Map<string, Searched> =>
	kept.at(`/API/${kind}/history`) as unknown as Map<string, Searched>;

/** Remembers what somebody has searched for. */
export function remember({ backend: { store }, user }: Call, kind: 'item' | 'collection', query: unknown): void {
	const searches = at(store, kind);
	searches.set(String(searches.size), { timestamp: stamp(), user: user.name, query });
}

/** One's own searches, the newest first (inferred), a hundred at most. */
function history({ backend: { store }, user, query }: Call, kind: string): Reply {
	const whose = query.get('username') ?? user.name;
	const search = [...at(store, kind).values()].filter((one) => one.user === whose).reverse();
	return {
		root: 'SearchHistoryDocument',
		document: { search: search.slice(0, Number(query.get('maxResults') ?? 100)) },
	};
}

const asks = takes('maxResults username', 'starttime');

export const searchHistoryCalls: DeclaredCall[] = [
	call('GET /API/item/history', (asked) => history(asked, 'item'), asks),
	call('GET /API/collection/history', (asked) => history(asked, 'collection'), asks),
];
