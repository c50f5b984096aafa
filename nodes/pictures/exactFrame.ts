import { thumbnailSeconds } from '../../faces/thumbnailTime';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { posterQuery, readPosters, thumbnailPath, type ItemPosters } from '../../vidicore/items/posters';
import type { Thumbnail } from '../../vidicore/items/thumbnails';
import { jobErrorText, jobOutcome } from '../../vidicore/jobs/state';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { UserError } from '../kit/errors';
import type { Call } from '../kit/operation';
import { startFree } from '../paidJobs/startFree';
import { frameTime, type FrameTime } from './frameTime';

export interface WantedFrame {
	itemId: string;
	/** Seconds, a time code, or a time in VidiCore's notation. */
	time: string;
	/** Whether a time code counts from 0 instead of from that of the file. */
	fromZero?: boolean;
	/** How long to wait for the picture, in ms. */
	limitMs: number;
}

export interface ExactFrame {
	at: FrameTime;
	poster: Thumbnail;
	/** The job that made it now; undefined when it was there. */
	jobId?: string;
}

/** That VidiCore did not make the frame; a thumbnail may do instead. */
export class NoFrame extends UserError {
	constructor(
		message: string,
		advice: string,
		readonly at: FrameTime,
	) {
		super(message, advice);
	}
}

/**
 * The picture of the very frame: one that is there, or a poster that VidiCore makes at that time, which is waited for.
 * Throws a UserError for a time that is none, a NoFrame, or a VidiCoreError.
 */
export async function exactFrame(
	call: Pick<Call, 'context' | 'item' | 'signal'>,
	http: VidiCoreHttp,
	{ itemId, time, fromZero, limitMs }: WantedFrame,
): Promise<ExactFrame> {
	const { signal } = call;
	const known = await readPosters(http, itemId, false, signal);
	const at = frameTime(itemId, time, known.facts, fromZero);
	const there = posterAt(known, at);
	if (there) return { at, poster: there };
	const start = { path: thumbnailPath(itemId), options: { query: posterQuery(at.time) }, about: at.time };
	const jobId = String((await startFree(call, http, start)).jobId);
	const result = (await waitForJobs(http, [jobId], { limitMs, maxPauseMs: 5000, signal })).get(jobId);
	if (result?.kind === 'cancelled')
		throw new VidiCoreError('The execution was cancelled', { kind: 'cancelled' }, { method: 'GET', path: '/API/job' });
	if (result?.kind === 'unreadable') throw result.error.reworded(result.error.message);
	if (result?.kind !== 'ended')
		throw new NoFrame(
			`The frame of ${itemId} at ${time} was not made within ${Math.round(limitMs / 1000)} seconds`,
			`The job ${jobId} goes on in VidiCore. Run this again later: the picture is used when it is there.`,
			at,
		);
	if (!['finished', 'warning'].includes(jobOutcome(result.job.status)))
		throw new NoFrame(
			`VidiCore could not make the frame of ${itemId} at ${time}: ${jobErrorText(result.job) ?? result.job.status}`,
			`The job ${jobId} in VidiCore says more. "If There Is No Such Frame" can take the nearest thumbnail instead.`,
			at,
		);
	for (const pause of [0, 500, 2000]) {
		await http.clock.sleep(pause, signal);
		const poster = posterAt(await readPosters(http, itemId, false, signal), at);
		if (poster) return { at, poster, jobId };
	}
	throw new NoFrame(
		`VidiCore says that the frame of ${itemId} at ${time} is made, but does not list it`,
		`Look at the posters of the item and at the job ${jobId}. Run this again: the picture is used when it is there.`,
		at,
	);
}

/** The poster of that frame: posters come in any time base, rounded to it. */
export function posterAt({ posters, facts }: ItemPosters, at: FrameTime): Thumbnail | undefined {
	const duration = facts.durationSeconds === undefined ? '' : String(facts.durationSeconds);
	return posters.find(({ time }) => {
		const seconds = thumbnailSeconds(time, duration);
		return seconds !== undefined && Math.abs(seconds - at.seconds) < at.length / 2;
	});
}
