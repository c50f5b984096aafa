import { randomUUID } from 'node:crypto';
import type { Item } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { confidenceThreshold, unknownCollection, writeDetections } from './detections';
import { markTrained } from './markTrained';
import { filedFace, namesake } from './modelFaces';
import { pretendToWork } from './pretend';
import type { Assignment, FaceResult, FaceService } from './service';

/** A face service that knows its answers beforehand: the scenario's cast list. It recognises only who was trained. */
export function scriptedFaceService(store: Store): FaceService {
	return {
		train: (portraits, assignment) => train(store, portraits, assignment),
		analyze: (item, key, assignment) => analyze(store, item, key, assignment),
		// It never had anybody's face; who was deleted stays known by name, as DeepVA's fingerprints do.
		forget: () => undefined,
		close: () => Promise.resolve(),
	};
}

async function train(store: Store, portraits: Item[], assignment: Assignment): Promise<FaceResult> {
	await pretendToWork(store, 5 + portraits.length, assignment);
	const learned = portraits.map((item) => ({ item, face: faceOf(store, item) }));
	const apply = () => {
		for (const { item, face } of learned) {
			const id =
				store.model.get(face)?.id ?? store.scenario.people.find(({ name }) => name === face)?.id ?? randomUUID();
			store.model.set(face, { id, itemId: item.id });
			markTrained(store, item, id, new Map(item.shapes.map((shape) => [shape.id, uncertain.imageStatus.active])));
		}
	};
	return { document: { trained: learned.map(({ item }) => item.id) }, apply };
}

/** Whose face a portrait shows: an unknown face that was filed keeps being that face when it gets a name. */
function faceOf(store: Store, item: Item): string {
	return (
		item.face ??
		filedFace(store, item) ??
		store.scenario.people.find(({ portraits }) => portraits.some(({ id }) => id === item.id))?.name ??
		namesake(store, item) ??
		item.fields.get('vcs_face_value') ??
		item.id
	);
}

async function analyze(store: Store, item: Item, key: string, assignment: Assignment): Promise<FaceResult> {
	const { video } = item;
	await assignment.fetch(key);
	await pretendToWork(store, video?.durationSeconds ?? 10, assignment, video?.neverEnds);
	const threshold = confidenceThreshold(assignment.parameters);
	const cast = (video?.cast ?? []).filter(
		({ confidence = 1 }) => !uncertain.dropBelowThreshold || confidence >= threshold,
	);
	const apply = () =>
		writeDetections(store, item, {
			cast,
			timeBase: video?.timeBase ?? 'PAL',
			collectionName: unknownCollection(assignment.parameters),
		});
	return { document: { item: item.id, detections: cast }, apply };
}
