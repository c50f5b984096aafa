import { detectionGroup } from '../fieldNames';
import type { VidiCoreHttp } from '../http';
import { readTimedMetadata, type TimedMetadata } from './timedMetadata';

/** The group into which the face service writes its detections. */
export const defaultFaceGroup = detectionGroup;

/**
 * An item's face detections, and nothing else of its metadata: one group with its subgroups. `durationSeconds` is that
 * of the media. Comes in windows and throws as `readTimedMetadata` does.
 */
export const readFaceMetadata = (
	http: VidiCoreHttp,
	itemId: string,
	group: string,
	durationSeconds?: number,
	signal?: AbortSignal,
): AsyncGenerator<TimedMetadata, void, undefined> =>
	readTimedMetadata(http, itemId, { groups: [group], durationSeconds, signal });
