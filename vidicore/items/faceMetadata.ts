import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';

/** The metadata of one item as `faces/` reads it. */
export interface FaceMetadata {
	timespan?: unknown[];
}

/**
 * An item's face detections, and nothing else of its metadata: the analyser's groups with their subgroups, without transient
 * fields. Times count from 0, whatever the item's start time code (documented default). Throws a VidiCoreError.
 */
export async function readFaceMetadata(http: VidiCoreHttp, itemId: string, group: string, signal?: AbortSignal): Promise<FaceMetadata> {
	const path = `/API/item/${segment(itemId)}`;
	const query = [
		['content', 'metadata'],
		['group', `${group}+`],
		['includeTransientMetadata', false],
	] as const;
	const item = await http.json<{ id?: unknown; metadata?: FaceMetadata }>('GET', path, { query, signal });
	if (item.metadata === undefined && item.id === undefined) {
		throw new VidiCoreError("VidiCore's answer is not an item: it has neither id nor metadata", { kind: 'badAnswer' }, { method: 'GET', path });
	}
	return item.metadata ?? {};
}

/** The group into which the face service writes its detections. */
export const defaultFaceGroup = 'adu_face_DeepVAKeyframeAnalyzer';
