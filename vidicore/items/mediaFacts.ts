import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from './fields';

/** What VidiCore holds of a video's time, in its own notation (`6006000@1000000`, `30000:1001`). */
export interface MediaFacts {
	/** undefined when VidiCore holds none, as for pictures. */
	durationSeconds?: number;
	/** The same as a time, exactly where VidiCore has it exactly. */
	duration?: string;
	startTimeCode?: string;
	/** undefined where the file's own time code is not known. */
	dropFrame?: boolean;
	/** Frames a second, as different places say it: that of the time code first. */
	frameRates: string[];
}

/**
 * What an item says of its media's time, and its title ('' without one), in one request: length and start time code
 * out of its metadata, frame rate and drop-frame out of its original shape, which alone tells them (recorded members).
 * Where our user may not see shapes, the metadata alone in a second request. Throws a VidiCoreError, also for an
 * unknown item.
 */
export async function readMediaFacts(
	http: VidiCoreHttp,
	itemId: string,
	signal?: AbortSignal,
): Promise<MediaFacts & { title: string }> {
	const item = await readItem(http, itemId, 'metadata,shape', signal).catch((error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'forbidden'
			? readItem(http, itemId, 'metadata', signal)
			: Promise.reject(error),
	);
	return { ...mediaFactsOf(item), title: fieldValue(fieldsOf(item), 'title') };
}

/** The fields that `mediaFactsOf` looks at. */
export const mediaFields = ['durationSeconds', 'durationTimeCode', 'startTimeCode'] as const;

/** The same out of an item's document, with its shapes where they are there. Throws a VidiCoreError `badAnswer`. */
export function mediaFactsOf(item: Part): MediaFacts {
	const fields = fieldsOf(item);
	const seconds = Number(fieldValue(fields, 'durationSeconds') || NaN);
	const durationSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
	const original = originalShape(item);
	const timeCode = timeCodeOf(original?.partIfAny('containerComponent'));
	const startTimeCode = fieldValue(fields, 'startTimeCode') || timeCode.start;
	return {
		durationSeconds,
		duration: fieldValue(fields, 'durationTimeCode') || durationSeconds?.toString(),
		startTimeCode,
		dropFrame: timeCode.dropFrame,
		frameRates: [timeCode.rate, startTimeCode?.split('@')[1], ...videoRates(original)].filter(
			(rate) => rate !== undefined,
		),
	};
}

const originalTag = 'original';

/** The shape with the file that was imported. */
export const originalShape = (item: Part): Part | undefined =>
	item.partsIfAny('shape')?.find((shape) => shape.textsIfAny('tag')?.includes(originalTag));

async function readItem(http: VidiCoreHttp, itemId: string, content: string, signal?: AbortSignal): Promise<Part> {
	const path = `/API/item/${segment(itemId)}`;
	const query = [
		['content', content],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['field', [...mediaFields, 'title'].join(',')],
		['tag', originalTag],
	] as const;
	const item = await ask(http, 'GET', path, `the item ${itemId} with its metadata`, { query, signal });
	item.text('id');
	return item;
}

export interface TimeCode {
	rate?: string;
	start?: string;
	dropFrame?: boolean;
}

/** The time code inside the file. It is drop-frame only where VidiCore says so. */
export function timeCodeOf(container: Part | undefined): TimeCode {
	const rate = unitsASecond(container?.partIfAny('timeCodeTimeBase'));
	const first = container?.plainIfAny('startTimecode');
	const written = container?.plainIfAny('firstSMPTETimecode');
	const start = first !== undefined && rate !== undefined ? `${first}@${rate}` : written;
	const known = start !== undefined || container?.plainIfAny('roundedTimeBase') !== undefined;
	const dropFrame = container?.plainIfAny('dropFrame');
	if (dropFrame === undefined) return { rate, start, dropFrame: known ? /[;,]\d+$/.test(written ?? '') : undefined };
	return { rate, start, dropFrame: dropFrame === 'true' };
}

/** A `timeBase` is seconds a unit, so that what is below comes first in VidiCore's notation of bases. */
function unitsASecond(timeBase: Part | undefined): string | undefined {
	const [seconds, units] = [timeBase?.plainIfAny('numerator'), timeBase?.plainIfAny('denominator')];
	return seconds === undefined || units === undefined ? undefined : `${units}:${seconds}`;
}

/** A frame rate is units a second. */
export function videoRates(shape: Part | undefined): Array<string | undefined> {
	const video = shape?.partsIfAny('videoComponent')?.[0];
	return ['averageFrameRate', 'realBaseFrameRate'].map((name) => {
		const rate = video?.partIfAny(name);
		const [units, seconds] = [rate?.plainIfAny('numerator'), rate?.plainIfAny('denominator')];
		return units === undefined || seconds === undefined ? undefined : `${units}:${seconds}`;
	});
}
