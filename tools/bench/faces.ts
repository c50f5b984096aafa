import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sampleWorld } from '../lab/realFaces';
import type { Log } from '../lab/progress';

export interface FacesRun {
	/** Seconds of work for a minute of video. */
	secondsPerMinute: number;
	trainingSecondsPerPortrait: number;
	/** Of the whole process, in MB, at its highest. */
	memoryMB: number;
	/** Longest time in ms in which the process's main thread, where the server lives, did not get round to a timer. */
	longestPauseMs: number;
}

const runs = 3;

/**
 * `npm run bench -- faces`: how fast the emulator's real face service works through a video with one and two workers.
 * Each run in a process of its own.
 */
export async function faces(log: Log): Promise<Record<string, FacesRun>> {
	await sampleWorld(log);
	const results: Record<string, FacesRun> = {};
	for (const workers of [1, 2]) {
		const measured = Array.from({ length: runs }, () => child(workers));
		results[`${workers} worker${workers === 1 ? '' : 's'}`] = {
			secondsPerMinute: median(measured.map((run) => run.secondsPerMinute)),
			trainingSecondsPerPortrait: median(measured.map((run) => run.trainingSecondsPerPortrait)),
			memoryMB: median(measured.map((run) => run.memoryMB)),
			longestPauseMs: median(measured.map((run) => run.longestPauseMs)),
		};
		log(
			`  ${workers} worker${workers === 1 ? '' : 's'}: ` +
				`${JSON.stringify(results[`${workers} worker${workers === 1 ? '' : 's'}`])}`,
		);
	}
	return results;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function child(workers: number): FacesRun {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', join(__dirname, 'facesRun.ts'), String(workers)],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(`The run with ${workers} workers failed: ${stderr}`);
	return JSON.parse(stdout) as FacesRun;
}
