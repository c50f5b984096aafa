import { randomUUID } from 'node:crypto';
import type { Curation } from '../../vidicore/faces/curate';
import type { FaceItem } from '../../vidicore/faces/faceItems';
import { inSteps, type Step } from '../../vidicore/steps';

/** Long enough for a job of VidiCore's own; it is short work. */
const curationLimitMs = 300_000;

interface CurationStep {
	/** What is so when it is done. */
	done: string;
	/** Starts the job and waits for its end. Resolves to its id. */
	run(curation: Curation): Promise<string>;
}

/**
 * Changes what a face is called in the service's model and in every detection, by a job of VidiCore, and does the other
 * steps. The job comes first: it can be refused and cannot be taken back. Resolves to the job's id. Throws a
 * VidiCoreError that says what is done and what is not.
 */
export async function curated(
	{ name: nameNow }: FaceItem,
	{ done, run }: CurationStep,
	others: readonly Step[],
	signal?: AbortSignal,
): Promise<string> {
	const curation = { nameNow, correlation: randomUUID(), limitMs: curationLimitMs, signal };
	let jobId = '';
	await inSteps([{ done, run: async () => (jobId = await run(curation)) }, ...others]);
	return jobId;
}
