import { randomUUID } from 'node:crypto';
import { trainingTag } from '../../configuration';
import type { Item } from '../../entities';
import { uncertain } from '../../uncertain';
import { markTrained } from '../markTrained';
import { filedFace, isFingerprint, namesake } from '../modelFaces';
import type { Assignment, FaceResult } from '../service';
import { MediaError } from './videoFacts';
import { readPicture } from './media';
import type { Workshop } from './workshop';

/** What became of one picture of a portrait. */
interface Learned {
	item: Item;
	shapeId: string;
	/** A word of `uncertain.imageStatus`. */
	outcome: string;
	words: string;
	descriptor?: Float32Array;
}

const { active, noFace, severalFaces, unreadable } = uncertain.imageStatus;

/** Learns one face from each picture that shows exactly one. Throws when not a single picture does. */
export async function train(shop: Workshop, portraits: Item[], assignment: Assignment): Promise<FaceResult> {
	const pictures = portraits.flatMap((item) =>
		item.shapes
			.filter((shape) => shape.tag.includes(trainingTag) && shape.file && !isFingerprint(shape))
			.map((shape) => ({ item, shapeId: shape.id, file: shape.file ?? '' })),
	);
	const learned: Learned[] = [];
	for (const [index, { item, shapeId, file }] of pictures.entries()) {
		assignment.signal.throwIfAborted();
		learned.push({ item, shapeId, ...(await look(shop, file, assignment)) });
		assignment.progress(((index + 1) * 100) / pictures.length);
	}
	if (!learned.some(({ outcome }) => outcome === active)) {
		throw new Error(
			`The cognitive service reported an error: no picture of the collection can be learned from. ${learned
				.slice(0, 10)
				.map(({ item, words }) => `${item.id}: ${words}`)
				.join('; ')}`,
		);
	}
	return {
		document: {
			pictures: learned.map(({ item, shapeId, outcome, words }) => ({ item: item.id, shape: shapeId, outcome, words })),
		},
		apply: () => remember(shop, learned),
	};
}

async function look(
	{ finder, tools }: Workshop,
	file: string,
	{ fetch }: Assignment,
): Promise<Pick<Learned, 'outcome' | 'words' | 'descriptor'>> {
	const local = await fetch(file);
	const picture = await readPicture(tools, local).catch((error: unknown) =>
		error instanceof MediaError ? error : Promise.reject(error),
	);
	if (picture instanceof MediaError) return { outcome: unreadable, words: picture.message };
	const { faces } = await finder.find(picture);
	const [face] = faces;
	if (!face) return { outcome: noFace, words: 'no face found' };
	if (faces.length > 1)
		return { outcome: severalFaces, words: `${faces.length} faces found; a portrait must show one` };
	return { outcome: active, words: 'learned', descriptor: face.descriptor };
}

function remember({ store, memory }: Workshop, learned: readonly Learned[]): void {
	for (const item of new Set(learned.map((entry) => entry.item))) {
		if (!store.items.has(item.id)) continue; // deleted while its face was learned
		const own = learned.filter((entry) => entry.item === item);
		const descriptors = own.flatMap(({ descriptor }) => descriptor ?? []);
		const face = filedFace(store, item) ?? namesake(store, item) ?? item.id;
		const id = store.model.get(face)?.id ?? randomUUID();
		if (descriptors.length > 0) {
			store.model.set(face, { id, itemId: store.model.get(face)?.itemId ?? item.id });
			memory.learn(face, item.id, descriptors);
		}
		markTrained(store, item, id, new Map(own.map(({ shapeId, outcome }) => [shapeId, outcome])));
	}
}
