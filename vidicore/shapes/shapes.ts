import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { timeCodeOf, videoRates } from '../items/mediaFacts';
import { shapeSummary, type ShapeSummary } from '../items/technical';
import { fileOf, type StorageFile } from '../storages/files';

/** A version of an item's media, with its files. */
export interface Shape extends ShapeSummary {
	/** Counts up when the item's media are replaced. */
	essenceVersion: number;
	width?: number;
	height?: number;
	durationSeconds?: number;
	/** Frames a second, as different places say it, in VidiCore's notation. */
	frameRates: string[];
	startTimeCode?: string;
	dropFrame?: boolean;
	/** Each of them once, however many of the shape's tracks are in it. */
	files: StorageFile[];
}

/** An item's shapes, with what its files are called after. */
export interface ItemShapes {
	itemId: string;
	title: string;
	originalFilename: string;
	shapes: Shape[];
}

/** All shapes of an item, in one request (recorded members). Throws a VidiCoreError, also for an unknown item. */
export async function readShapes(http: VidiCoreHttp, itemId: string, signal?: AbortSignal): Promise<ItemShapes> {
	const path = `/API/item/${segment(itemId)}`;
	const query = [
		['content', 'metadata,shape'],
		['field', 'title,originalFilename'],
		['interval', 'generic'],
		['includeTransientMetadata', false],
	] as const;
	const item = await ask(http, 'GET', path, `the item ${itemId} with its shapes`, { query, signal });
	const fields = fieldsOf(item);
	return {
		itemId: item.text('id'),
		title: fieldValue(fields, 'title'),
		originalFilename: fieldValue(fields, 'originalFilename'),
		shapes: (item.partsIfAny('shape') ?? []).map(shapeOf),
	};
}

/** A shape out of an answer (recorded members). Throws a VidiCoreError `badAnswer`. */
export function shapeOf(shape: Part): Shape {
	const container = shape.partIfAny('containerComponent');
	const [video] = shape.partsIfAny('videoComponent') ?? [];
	const resolution = video?.partIfAny('resolution');
	const { rate, start, dropFrame } = timeCodeOf(container);
	const files = filesOf(shape);
	return {
		...shapeSummary(shape),
		essenceVersion: shape.numberIfAny('essenceVersion') ?? 0,
		width: resolution?.numberIfAny('width'),
		height: resolution?.numberIfAny('height'),
		durationSeconds: secondsOf(container?.partIfAny('duration') ?? video?.partIfAny('duration')),
		frameRates: [rate, ...videoRates(shape)].filter((one) => one !== undefined),
		startTimeCode: start,
		dropFrame,
		files,
	};
}

/** Files stand at the container, or at the tracks where each has its own. */
function filesOf(shape: Part): StorageFile[] {
	const container = shape.partIfAny('containerComponent');
	const tracks = ['videoComponent', 'audioComponent', 'binaryComponent'].flatMap(
		(name) => shape.partsIfAny(name) ?? [],
	);
	const found = [...(container ? [container] : []), ...tracks].flatMap((part) => part.partsIfAny('file') ?? []);
	const files = new Map(found.map(fileOf).map((file) => [file.fileId, file]));
	return [...files.values()];
}

/** `{samples, timeBase}`, where the base is seconds a unit (recorded). */
function secondsOf(duration: Part | undefined): number | undefined {
	const base = duration?.partIfAny('timeBase');
	const [samples, top, bottom] = [
		duration?.numberIfAny('samples'),
		base?.numberIfAny('numerator'),
		base?.numberIfAny('denominator'),
	];
	if (samples === undefined || top === undefined || !bottom) return undefined;
	return Math.round(((samples * top) / bottom) * 1e6) / 1e6;
}
