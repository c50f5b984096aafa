import { randomUUID } from 'node:crypto';
import { portraitItem } from '../portraits';
import type { CastEntry } from '../scenario';
import type { Item, MetadataGroup, ModelFace } from '../entities';
import type { Store } from '../store';
import { groupOf, groupWriter, removeGroups } from '../metadata/spans';
import { noteChange } from '../metadata/writeMetadata';
import { uncertain } from '../uncertain';

export interface Detections {
	cast: CastEntry[];
	/** PAL, NTSC, `24000:1001` …; the cast counts in it. */
	timeBase: string;
	/** Takes the items of faces nobody knows. */
	collectionName: string;
	/** The key of a picture in the archive for a face that gets an item now. */
	pictureOf?: (face: string) => string | undefined;
}

const groupName = 'adu_face_DeepVAKeyframeAnalyzer';
const analyzer = 'DeepVAKeyframeAnalyzer';

/** Below which a face is not reported, from 0 to 1. */
export const confidenceThreshold = (parameters: ReadonlyMap<string, string>) =>
	Number(parameters.get('cognitive_service_ConfidenceThreshold') ?? 0);

export const unknownCollection = (parameters: ReadonlyMap<string, string>) =>
	parameters.get('cognitive_service_UnknownCollectionName') || 'FoundByFaceAnalysis';

/**
 * Writes who is seen when into the item's metadata, as the callback script does: one time span for all faces with the
 * same start and end.
 */
export function writeDetections(
	store: Store,
	item: Item,
	{ cast, timeBase, collectionName, pictureOf }: Detections,
): void {
	if (uncertain.reanalysisReplaces) removeGroups(item, groupName);
	const created = new Date().toISOString().slice(0, 19);
	const write = groupWriter(item);
	for (const { face, from, to, confidence } of cast) {
		const { id, itemId } = store.model.get(face) ?? fileUnknown(store, face, collectionName, pictureOf?.(face));
		const name = store.items.get(itemId)?.fields.get('vcs_face_value') ?? face;
		write(`${from}@${timeBase}`, `${to}@${timeBase}`, detection(id, name, confidence, created));
	}
	noteChange(store, item, 'admin');
}

function detection(id: string, name: string, confidence: number | undefined, created: string): MetadataGroup {
	const value = groupOf('adu_av_analyzedValue', {
		adu_av_value: name,
		adu_av_valueId: id,
		adu_av_confidence: confidence?.toString(),
	});
	const fields = {
		adu_analyzerId: analyzer,
		adu_analysisType: 'face',
		adu_creationDate: created,
		adu_valueId: id,
		adu_value: name,
	};
	return groupOf(groupName, fields, [value]);
}

/**
 * Somebody nobody knows gets an item of his own in the collection of unknown faces, and is recognised by it from then
 * on.
 */
function fileUnknown(store: Store, face: string, collectionName: string, picture: string | undefined): ModelFace {
	const itemId = store.nextId();
	store.unknownFaces += 1;
	const name = uncertain.unknownName(store.unknownFaces);
	const unknown = { id: randomUUID(), itemId };
	const item = portraitItem(itemId, name, picture, [
		['vcs_face_value', name],
		['vcs_face_method', 'INDEXED'],
		['vcs_face_externalId', unknown.id],
	]);
	for (const shape of item.shapes) shape.fields.set('vcs_face_method', 'INDEXED');
	store.add(item);
	const collection = store.collectionNamed(collectionName);
	collection.items.add(itemId);
	store.announce({ kind: 'collection', collection });
	store.model.set(face, unknown);
	return unknown;
}
