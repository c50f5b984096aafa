/** Something that happened in VidiCore, at VidiCore's own time. */
export interface Happened<T> {
	/** The same for the same event, however often it is seen. */
	key: string;
	/** ISO 8601 in UTC. */
	time: string;
	event: T;
}

/** Where the last look stopped. Plain JSON, so that n8n can keep it. Only VidiCore's clock counts: n8n's may differ. */
export interface Cursor {
	/** The time of the newest event seen; absent while there was none. */
	newest?: string;
	/** Keys and times of the events near to it. */
	seen: Array<[key: string, time: string]>;
}

/**
 * Events may become visible some time after they happened (VidiCore's search lags behind), so each look goes back
 * this far.
 */
const lookBackMs = 10 * 60_000;

/** From which time on to look; undefined: from the beginning. */
export const lookFrom = ({ newest }: Cursor): string | undefined => (newest === undefined ? undefined : back(newest));

/**
 * Those of the events found that the cursor has not seen, each once and in order of time, and the cursor behind them.
 */
export function fresh<T>(cursor: Cursor, found: ReadonlyArray<Happened<T>>): { events: T[]; cursor: Cursor } {
	const seen = new Map(cursor.seen);
	const from = lookFrom(cursor) ?? '';
	const events: Array<Happened<T>> = [];
	for (const happened of found) {
		if (seen.has(happened.key) || happened.time < from) continue;
		seen.set(happened.key, happened.time);
		events.push(happened);
	}
	events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
	const newest = [cursor.newest ?? '', ...seen.values()].reduce((a, b) => (a > b ? a : b));
	if (newest === '') return { events: [], cursor: { seen: [] } };
	const keep = back(newest);
	return {
		events: events.map(({ event }) => event),
		cursor: { newest, seen: [...seen].filter(([, time]) => time >= keep) },
	};
}

/** Whether a cursor can stand at that time. At one that is none it would never go on, or never stop. */
export const isReadable = (time: string): boolean => !Number.isNaN(Date.parse(time));

const back = (time: string): string => new Date(Date.parse(time) - lookBackMs).toISOString();
