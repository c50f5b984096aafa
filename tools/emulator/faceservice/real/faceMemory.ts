import type { FoundFace } from './faceFinder';
import { distance, sameFaceDistance } from './resemblance';

interface Sample {
	/** The item it was learned from; with the item it is forgotten. */
	itemId: string;
	descriptor: Float32Array;
}

export interface Match {
	/** Whom it resembles. */
	face: string;
	distance: number;
}

/** The faces that the service knows, in memory and nowhere else. */
export class FaceMemory {
	private readonly samples = new Map<string, Sample[]>();

	/** Replaces what was learned of that face from that item. */
	learn(face: string, itemId: string, descriptors: readonly Float32Array[]): void {
		const others = (this.samples.get(face) ?? []).filter((sample) => sample.itemId !== itemId);
		this.samples.set(face, [...others, ...descriptors.map((descriptor) => ({ itemId, descriptor }))]);
	}

	/** Adds to what is known of that face. */
	add(face: string, itemId: string, descriptors: readonly Float32Array[]): void {
		this.samples.set(face, [
			...(this.samples.get(face) ?? []),
			...descriptors.map((descriptor) => ({ itemId, descriptor })),
		]);
	}

	/** Forgets what was learned from an item, and these faces as a whole. Returns the faces of which nothing is left. */
	forget(itemId: string, faces: readonly string[]): string[] {
		const gone: string[] = [];
		for (const [face, samples] of this.samples) {
			const left = faces.includes(face) ? [] : samples.filter((sample) => sample.itemId !== itemId);
			if (left.length > 0) this.samples.set(face, left);
			else if (this.samples.delete(face)) gone.push(face);
		}
		return gone;
	}

	/** The face it resembles most, if near enough to be the same. */
	nearest(descriptor: Float32Array): Match | undefined {
		return this.matches(descriptor).reduce<Match | undefined>(
			(best, match) => (!best || match.distance < best.distance ? match : best),
			undefined,
		);
	}

	/** Who is who in one picture, in the order of `found`; nobody is there twice, the closest resemblance counts. */
	identify(found: readonly FoundFace[]): Array<Match | undefined> {
		const pairs = found.flatMap(({ descriptor }, index) => this.matches(descriptor).map((match) => ({ index, match })));
		pairs.sort((a, b) => a.match.distance - b.match.distance);
		const named: Array<Match | undefined> = found.map(() => undefined);
		const taken = new Set<string>();
		for (const { index, match } of pairs) {
			if (named[index] || taken.has(match.face)) continue;
			named[index] = match;
			taken.add(match.face);
		}
		return named;
	}

	private matches(descriptor: Float32Array): Match[] {
		return [...this.samples]
			.map(([face, samples]) => ({
				face,
				distance: Math.min(...samples.map((sample) => distance(descriptor, sample.descriptor))),
			}))
			.filter((match) => match.distance < sameFaceDistance);
	}
}
