import type { Store } from '../store';
import type { Assignment } from './service';

/** Takes half as long as the media. */
export async function pretendToWork(
	{ clock }: Store,
	mediaSeconds: number,
	{ progress, signal }: Assignment,
	neverEnds = false,
): Promise<void> {
	const parts = 10;
	for (let part = 0; (part < parts || neverEnds) && !signal.aborted; part++) {
		progress(neverEnds ? 50 : (part * 100) / parts);
		await clock.wait(mediaSeconds / 2 / parts, signal);
	}
}
