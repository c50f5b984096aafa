import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { isSameRevision } from './revision';

/** The timed metadata of one item, as `faces/` reads them. */
export interface TimedMetadata {
	timespan?: readonly unknown[];
	/** Changes with every change of the metadata; for `isSameRevision`. */
	revision?: string;
}

/** How many time spans a window should hold: some 600 kB. More costs memory, less costs requests. */
export const spansPerWindow = 150;

/** Up to here, in seconds, an item is read in one piece: a span a second are 5 MB. */
const shortSeconds = 1200;
const firstWindowSeconds = 120;
const longestWindowSeconds = 3600;

/** What is read of an item's metadata. */
export interface WantedMetadata {
	/** Groups by name, with their subgroups; all when none is named. VidiCore knows no part of a name (documented). */
	groups?: readonly string[];
	/** Whether what is not timed comes as well, in a span of its own from -INF to +INF. */
	untimed?: boolean;
	/** That of the media, see `readMediaFacts`; an item of unknown length is read in one piece. */
	durationSeconds?: number;
	signal?: AbortSignal;
}

/**
 * An item's timed metadata, without transient fields. A long item comes in windows of media time, so that neither side
 * has to hold all of it; a span that crosses windows lies in neighbouring ones. Together the windows are all of time,
 * from -INF to +INF. Times count from 0, whatever the item's start time code (documented default; `interval` is
 * documented, windows of it are the only way to read metadata in parts). Throws a VidiCoreError; `conflict` when the
 * metadata change from window to window.
 */
export async function* readTimedMetadata(
	http: VidiCoreHttp,
	itemId: string,
	{ groups = [], untimed = false, durationSeconds, signal }: WantedMetadata,
): AsyncGenerator<TimedMetadata, void, undefined> {
	if (durationSeconds === undefined || durationSeconds <= shortSeconds) {
		yield timedMetadataOf(await read(http, itemId, { groups, interval: 'all', signal }));
		return;
	}
	let revision: string | undefined;
	let length = firstWindowSeconds;
	for (let from = 0; ;) {
		const to = from + length;
		const last = to >= durationSeconds;
		// A second of overlap, so that it does not matter to which window a span belongs that begins or ends at the border.
		const timed = `${from === 0 ? '-INF' : from - 1}-${last ? '+INF' : to}`;
		const interval = untimed && from === 0 ? `generic,${timed}` : timed;
		const window = timedMetadataOf(await read(http, itemId, { groups, interval, signal }));
		if (revision !== undefined && !isSameRevision(window.revision, revision)) throw changed(itemId);
		revision = window.revision;
		yield window;
		if (last) return;
		from = to;
		length = nextLength(length, window.timespan?.length ?? 0);
	}
}

/** Towards windows of `spansPerWindow`, by at most a factor of four at a time. Whole seconds. */
function nextLength(length: number, spans: number): number {
	const factor = Math.min(4, Math.max(0.25, spansPerWindow / Math.max(1, spans)));
	return Math.min(longestWindowSeconds, Math.max(1, Math.round(length * factor)));
}

interface Asked {
	groups: readonly string[];
	interval: string;
	signal?: AbortSignal;
}

async function read(http: VidiCoreHttp, itemId: string, { groups, interval, signal }: Asked): Promise<Part> {
	const path = `/API/item/${segment(itemId)}`;
	const query = [
		['content', 'metadata'],
		['interval', interval],
		['includeTransientMetadata', false],
		...(groups.length === 0 ? [] : [['group', groups.map((group) => `${group}+`).join(',')] as const]),
	] as const;
	const item = await ask(http, 'GET', path, `the item ${itemId} with its metadata`, { query, signal });
	item.text('id');
	return item;
}

/** Time spans are not looked into here: `faces/` does, and says what is wrong with one. */
function timedMetadataOf(item: Part): TimedMetadata {
	const metadata = item.partIfAny('metadata');
	return { timespan: metadata?.listIfAny('timespan'), revision: metadata?.textIfAny('revision') };
}

const changed = (itemId: string) =>
	new VidiCoreError(
		`The metadata of ${itemId} changed while they were read`,
		{ kind: 'conflict', subject: 'item', id: itemId },
		{ method: 'GET', path: `/API/item/${segment(itemId)}` },
	);
