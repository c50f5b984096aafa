import type { IDataObject } from 'n8n-workflow';
import type { Lab } from '../lab';
import type { Log } from '../lab/progress';
import { byHand, inARow, located, ourNode } from '../lab/workflowNode';

/**
 * The last act: n8n has VidiCore make one new video of every moment of the person who is seen longest in `rows`, the
 * appearances that the face workflow gave. Nothing where nobody is known. Throws when the workflow does not succeed.
 */
export async function reelOfMostSeen(lab: Lab, rows: readonly IDataObject[], log: Log): Promise<void> {
	const person = mostSeen(rows);
	if (person === undefined) return;
	log(`Every second of ${person}: n8n looks through the archive and has VidiCore cut`);
	const { status, nodes, error } = await lab.run(
		inARow(`Every second of ${person}`, [
			byHand(),
			ourNode('Make a Reel', 'manageFaces', {
				resource: 'person',
				operation: 'makeReel',
				persons: person,
				make: 'reel',
			}),
			ourNode('Wait For Job', 'waitForJob', { jobId: located('={{ $json.jobId }}') }),
		]),
	);
	const [reel] = nodes['Make a Reel']?.items ?? [];
	const [job] = nodes['Wait For Job']?.items ?? [];
	if (status !== 'success' || !reel || job?.outcome !== 'finished')
		throw new Error(`The reel ended with "${status}": ${error?.message ?? JSON.stringify(job ?? reel)}`);
	const { clips, videos, durationSeconds, itemId = job.itemId, title } = reel;
	log(`  ${Number(clips)} clips out of ${Number(videos)} video(s), ${Number(durationSeconds).toFixed(1)} s`);
	log(`  now in the archive as ${String(itemId)}, "${String(title)}"`);
}

/** Who is seen longest of those who are known. */
function mostSeen(rows: readonly IDataObject[]): string | undefined {
	const seconds = new Map<string, number>();
	for (const { person, known, durationSeconds } of rows)
		if (known === true && typeof person === 'string')
			seconds.set(person, (seconds.get(person) ?? 0) + Number(durationSeconds));
	return [...seconds].sort(([, a], [, b]) => b - a)[0]?.[0];
}
