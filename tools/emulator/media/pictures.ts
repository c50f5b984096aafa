import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { blankPicture } from '../blankPicture';
import type { Imports } from '../imports/imports';
import type { Jobs } from '../jobs/jobs';
import { factsOf, shapesWith } from '../metadata/shapeDocument';
import type { Item } from '../entities';
import type { Store } from '../store';
import { inSeconds, roughly } from '../time';
import type { Picture } from './picture';

/** What pictures of a video are made with. */
export interface Studio {
	store: Store;
	jobs: Jobs;
	imports: Imports;
}

/**
 * The frame of an item's original that is shown at a time. Without ffmpeg a grey picture that says in its last bytes
 * which time it stands for. Throws an Error when there is no such frame.
 */
export async function frameAt({ store, jobs, imports }: Studio, item: Item, time: string): Promise<Picture> {
	const [original] = shapesWith(item, ['original']);
	const facts = original && factsOf(item, original);
	if (!original?.file || !facts?.video)
		throw new Error(`The item ${item.id} has no video from which to take a picture`);
	const seconds = roughly(inSeconds(time));
	const { numerator, denominator } = facts.video.rate;
	const frame = Math.floor((seconds * numerator) / denominator + 1e-6);
	const frames = Math.round(((facts.durationSeconds ?? Infinity) * numerator) / denominator);
	if (frame < 0 || frame >= frames) throw new Error(`The time ${time} lies outside of the video of ${item.id}`);
	const { tools } = imports.intake;
	if (!tools) return { bytes: standIn(time), contentType: 'image/png' };
	const path = imports.transfers.scratch();
	try {
		await jobs.archives.in((original.storage ?? store.archiveStorage).bucket).fetch(original.file, path);
		// Half a frame earlier, so that what is decoded first is the frame itself and never the one behind it.
		const from = Math.max(0, ((frame - 0.5) * denominator) / numerator);
		const asked = ['-nostdin', '-v', 'error', '-ss', from.toFixed(6), '-i', path, '-frames:v', '1'];
		const { stdout } = await promisify(execFile)(tools.ffmpeg, [...asked, '-f', 'image2pipe', '-c:v', 'png', '-'], {
			encoding: 'buffer',
			maxBuffer: 2 ** 27,
		});
		if (stdout.length === 0) throw new Error(`The time ${time} lies outside of the video of ${item.id}`);
		return { bytes: stdout, contentType: 'image/png' };
	} finally {
		rmSync(path, { force: true });
	}
}

/** A picture nobody has taken, with the time that it stands for behind its end, where no viewer looks. */
export const standIn = (time: string): Buffer => Buffer.concat([blankPicture, Buffer.from(`time=${time}`)]);
