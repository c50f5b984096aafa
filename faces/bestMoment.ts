import type { Appearance } from './appearance';
import { personKey } from './identity';

/** How sure the service was; what it said nothing of comes last. */
const sureness = ({ confidence }: Appearance): number => confidence ?? -1;

/** The surest of some appearances, the first of several; undefined when there is none. */
export const surest = (appearances: readonly Appearance[]): Appearance | undefined =>
	appearances.reduce<Appearance | undefined>(
		(best, one) => (best === undefined || sureness(one) > sureness(best) ? one : best),
		undefined,
	);

/**
 * When the service was surest of whom it saw in an appearance, in seconds from the beginning of the video: the middle
 * of the surest detection in it, away from the cuts around. Between the detections that a joined appearance was made
 * of somebody else may be seen. The begin where no end is known; undefined where no time is.
 */
export function bestMoment(appearance: Appearance, detections: readonly Appearance[]): number | undefined {
	const who = personKey(appearance);
	const [from, to] = [appearance.startSeconds ?? 0, appearance.endSeconds ?? Infinity];
	const within = detections.filter(
		(one) =>
			one.startSeconds !== null &&
			one.startSeconds >= from &&
			(one.endSeconds ?? one.startSeconds) <= to &&
			personKey(one) === who,
	);
	const { startSeconds, endSeconds } = surest(within) ?? appearance;
	if (startSeconds === null) return undefined;
	return endSeconds === null ? startSeconds : (startSeconds + endSeconds) / 2;
}
