import { randomUUID } from 'node:crypto';
import { notFound } from '../faults';
import { portraitItem } from '../portraits';
import type { Item, MetadataGroup, Store } from '../store';
import { uncertain } from '../uncertain';

/** What a face service answers: the document it writes into the callback folder, and what VidiCore's script makes of it. */
export interface FaceResult {
	document: unknown;
	apply: () => void;
}

export interface FaceService {
	/** Learns the faces of these portraits. */
	train(portraits: Item[]): FaceResult;
	/** Finds faces in an item; `parameters` are the job's metadata. */
	analyze(item: Item, parameters: ReadonlyMap<string, string>): FaceResult;
	/** Renames a face or makes two of them one. Throws when an item is not known. */
	curate(jobType: string, parameters: ReadonlyMap<string, string>): void;
}

const groupName = 'adu_face_DeepVAKeyframeAnalyzer';
const analyzer = 'DeepVAKeyframeAnalyzer';

/** A face service that knows its answers beforehand: the scenario's cast list. It recognises only who was trained. */
export function scriptedFaceService(store: Store): FaceService {
	return { train: (portraits) => train(store, portraits), analyze: (item, parameters) => analyze(store, item, parameters), curate: (type, parameters) => curate(store, type, parameters) };
}

function train(store: Store, portraits: Item[]): FaceResult {
	const learned = portraits.map((item) => ({ item, face: faceOf(store, item) }));
	const apply = () => {
		for (const { item, face } of learned) {
			const id = store.model.get(face)?.id ?? store.scenario.people.find(({ name }) => name === face)?.id ?? randomUUID();
			store.model.set(face, { id, itemId: item.id, known: true });
			item.fields.set('vcs_face_method', 'TRAINED');
			item.fields.set('vcs_face_externalId', id);
			for (const shape of item.shapes) shape.fields.set('vcs_face_method', 'TRAINED').set('vcs_face_status', 'ACTIVE');
		}
	};
	return { document: { trained: learned.map(({ item }) => item.id) }, apply };
}

/** Whose face a portrait shows: an unknown face that was filed keeps being that face when it gets a name. */
function faceOf(store: Store, item: Item): string {
	const filed = [...store.model].find(([, { itemId }]) => itemId === item.id)?.[0];
	return filed ?? store.scenario.people.find(({ portraits }) => portraits.includes(item.id))?.name ?? item.fields.get('vcs_face_value') ?? item.id;
}

function analyze(store: Store, item: Item, parameters: ReadonlyMap<string, string>): FaceResult {
	const threshold = Number(parameters.get('cognitive_service_ConfidenceThreshold') ?? 0);
	const cast = (item.video?.cast ?? []).filter(({ confidence = 1 }) => !uncertain.dropBelowThreshold || confidence >= threshold);
	const collectionName = parameters.get('cognitive_service_UnknownCollectionName') || 'FoundByFaceAnalysis';
	const apply = () => {
		if (uncertain.reanalysisReplaces) item.spans = item.spans.filter(({ group }) => group[0]?.name !== groupName);
		const created = new Date().toISOString().slice(0, 19);
		for (const { face, from, to, confidence } of cast) {
			const start = `${from}@${item.video?.timeBase ?? 'PAL'}`;
			const end = `${to}@${item.video?.timeBase ?? 'PAL'}`;
			const group = detection(store, face, collectionName, confidence, created);
			const span = item.spans.find((existing) => existing.start === start && existing.end === end);
			if (span) span.group.push(group);
			else item.spans.push({ start, end, group: [group] });
		}
	};
	return { document: { item: item.id, detections: cast }, apply };
}

function detection(store: Store, face: string, collectionName: string, confidence: number | undefined, created: string): MetadataGroup {
	const { id, itemId } = store.model.get(face) ?? fileUnknown(store, face, collectionName);
	const name = store.items.get(itemId)?.fields.get('vcs_face_value') ?? face;
	const field = (key: string, value: string) => ({ name: key, value });
	const value = {
		name: 'adu_av_analyzedValue',
		field: [field('adu_av_value', name), field('adu_av_valueId', id), ...(confidence === undefined ? [] : [field('adu_av_confidence', String(confidence))])],
		group: [],
		uuid: randomUUID(),
	};
	const fields = [field('adu_analyzerId', analyzer), field('adu_analysisType', 'face'), field('adu_creationDate', created), field('adu_valueId', id), field('adu_value', name)];
	return { name: groupName, field: fields, group: [value], uuid: randomUUID() };
}

/** Somebody nobody knows gets an item of his own in the collection of unknown faces, and is recognised by it from then on. */
function fileUnknown(store: Store, face: string, collectionName: string) {
	const itemId = store.nextId();
	const name = uncertain.unknownName([...store.model.values()].filter(({ known }) => !known).length + 1);
	const unknown = { id: randomUUID(), itemId, known: false };
	const item = portraitItem(itemId, name, [['vcs_face_value', name], ['vcs_face_method', 'INDEXED'], ['vcs_face_externalId', unknown.id]]);
	for (const shape of item.shapes) shape.fields.set('vcs_face_method', 'INDEXED');
	store.items.set(itemId, item);
	store.collectionNamed(collectionName).items.add(itemId);
	store.model.set(face, unknown);
	return unknown;
}

function curate(store: Store, jobType: string, parameters: ReadonlyMap<string, string>): void {
	const item = store.item(parameters.get('itemId') ?? '');
	if (jobType === 'VCS_TRAINING_RELABEL_ITEM') return rename(store, item.fields.get('vcs_face_externalId') ?? '', parameters.get('newLabel') ?? '', item);
	const target = store.items.get(parameters.get('targetItemId') ?? '');
	if (!target) throw notFound('Item', parameters.get('targetItemId') ?? '');
	const id = target.fields.get('vcs_face_externalId') ?? '';
	for (const [face, entry] of store.model) if (entry.itemId === item.id) store.model.set(face, { ...entry, id, itemId: target.id });
	rename(store, item.fields.get('vcs_face_externalId') ?? '', target.fields.get('vcs_face_value') ?? '', item, id);
}

/** Renaming or merging changes the name that the detections show (the guide). */
function rename(store: Store, id: string, name: string, item: Item, newId = id): void {
	item.fields.set('vcs_face_value', name);
	for (const { spans } of store.items.values()) {
		for (const group of spans.flatMap((span) => span.group).flatMap((outer) => [outer, ...outer.group])) {
			if (!group.field.some(({ name: key, value }) => key.endsWith('valueId') && value === id)) continue;
			for (const field of group.field) {
				if (field.name === 'adu_value' || field.name === 'adu_av_value') field.value = name;
				if (field.name.endsWith('valueId')) field.value = newId;
			}
		}
	}
}
