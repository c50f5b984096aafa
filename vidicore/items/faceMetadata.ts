import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { detectionGroup } from '../fieldNames';

/** The metadata of one item as `faces/` reads it. */
export interface FaceMetadata {
	timespan?: readonly unknown[];
	/** Changes with every change of the metadata. */
	revision?: string;
}

/** The group into which the face service writes its detections. */
export const defaultFaceGroup = detectionGroup;

/** How many time spans a window should hold: some 600 kB. More costs memory, less costs requests. */
export const wantedSpans = 150;

/** Up to here, in seconds, an item is read in one piece: a span a second are 5 MB. */
const shortSeconds = 1200;
const firstWindowSeconds = 120;
const longestWindowSeconds = 3600;

/**
 * An item's face detections, and nothing else of its metadata: the analyzer's groups with their subgroups, without
 * transient fields. A long item comes in windows of media time, so that neither side has to hold all of it; a span
 * that crosses windows lies in neighbouring ones. Together the windows are all of time, from -INF to +INF. Times
 * count from 0, whatever the item's start time code (documented default; `interval` is documented, windows of it are
 * the only way to read metadata in parts). `durationSeconds` is that of the media, see `readMediaFacts`; an item of
 * unknown length is read in one piece. Throws a VidiCoreError; `conflict` when the metadata change from window to
 * window.
 */
export async function* readFaceMetadata(
	http: VidiCoreHttp,
	itemId: string,
	group: string,
	durationSeconds?: number,
	signal?: AbortSignal,
): AsyncGenerator<FaceMetadata, void, undefined> {
	if (durationSeconds === undefined || durationSeconds <= shortSeconds) {
		yield faceMetadataOf(await read(http, itemId, { group, interval: 'all', signal }));
		return;
	}
	let revision: string | undefined;
	let length = firstWindowSeconds;
	for (let from = 0; ;) {
		const to = from + length;
		const last = to >= durationSeconds;
		// A second of overlap, so that it does not matter to which window a span belongs that begins or ends at the border.
		const interval = `${from === 0 ? '-INF' : from - 1}-${last ? '+INF' : to}`;
		const window = faceMetadataOf(await read(http, itemId, { group, interval, signal }));
		if (revision !== undefined && window.revision !== revision) throw changed(itemId);
		revision = window.revision;
		yield window;
		if (last) return;
		from = to;
		length = nextLength(length, window.timespan?.length ?? 0);
	}
}

/** Towards windows of `wantedSpans`, by at most a factor of four at a time. Whole seconds. */
function nextLength(length: number, spans: number): number {
	const factor = Math.min(4, Math.max(0.25, wantedSpans / Math.max(1, spans)));
	return Math.min(longestWindowSeconds, Math.max(1, Math.round(length * factor)));
}

interface Asked {
	group: string;
	interval: string;
	signal?: AbortSignal;
}

async function read(http: VidiCoreHttp, itemId: string, { group, interval, signal }: Asked): Promise<Part> {
	const path = `/API/item/${segment(itemId)}`;
	const query = [
		['content', 'metadata'],
		['interval', interval],
		['includeTransientMetadata', false],
		['group', `${group}+`],
	] as const;
	const item = await ask(http, 'GET', path, `the item ${itemId} with its metadata`, { query, signal });
	item.text('id');
	return item;
}

/** Time spans are not looked into here: `faces/` does, and says what is wrong with one. */
function faceMetadataOf(item: Part): FaceMetadata {
	const metadata = item.partIfAny('metadata');
	return { timespan: metadata?.listIfAny('timespan'), revision: metadata?.textIfAny('revision') };
}

const changed = (itemId: string) =>
	new VidiCoreError(
		`The metadata of ${itemId} changed while they were read`,
		{ kind: 'conflict', subject: 'item', id: itemId },
		{ method: 'GET', path: `/API/item/${segment(itemId)}` },
	);
