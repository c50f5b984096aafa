import type { Appearance } from './appearance';
import { compareText } from './compareText';
import { personKey } from './identity';
import { secondsBetween, type Instant } from './timecode';
import { togetherStretches } from './together';

/** Two people who are seen at the same time. */
export interface Pair {
	person: string;
	personId: string;
	with: string;
	withId: string;
	/** In how many videos. */
	videos: number;
	/** For how long in all; stretches that are open at the end are not counted. */
	seconds: number;
}

/** Counts who is seen with whom, video by video; nothing but the pairs is kept of a video. */
export class Companions {
	private readonly pairs = new Map<string, Pair>();

	/** Takes everybody who is seen in one video; each video once. */
	add(appearances: readonly Appearance[]): void {
		const inVideo = new Map<string, { a: Appearance; b: Appearance; seconds: number }>();
		for (const { people, from, to } of togetherStretches(appearances)) {
			const seconds = secondsFrom(from.time, to.time);
			for (const [n, a] of people.entries())
				for (const b of people.slice(n + 1)) {
					const key = JSON.stringify([personKey(a), personKey(b)].sort(compareText));
					const pair = inVideo.get(key) ?? { a, b, seconds: 0 };
					pair.seconds += seconds;
					inVideo.set(key, pair);
				}
		}
		for (const [key, { a, b, seconds }] of inVideo) this.count(key, a, b, seconds);
	}

	/** Those who are together longest first. */
	rows(): Pair[] {
		return [...this.pairs.values()]
			.map((pair) => ({ ...pair, seconds: Math.round(pair.seconds * 1e6) / 1e6 }))
			.sort((a, b) => b.seconds - a.seconds || b.videos - a.videos || compareText(a.person, b.person));
	}

	private count(key: string, a: Appearance, b: Appearance, seconds: number): void {
		const pair = this.pairs.get(key) ?? {
			...{ person: a.person, personId: a.personId, with: b.person, withId: b.personId },
			...{ videos: 0, seconds: 0 },
		};
		pair.videos += 1;
		pair.seconds += seconds;
		this.pairs.set(key, pair);
	}
}

const secondsFrom = (from: Instant | string, to: Instant | string): number =>
	typeof from === 'string' || typeof to === 'string' ? 0 : secondsBetween(from, to);
