import type { Part } from '../answers';

/** What is read of VidiCore's JobDocument (recorded; repeatable members are always lists, all may be absent). */
export interface JobDocument {
	jobId: string;
	user?: string;
	/** `2020-09-23T10:57:34.098+0000`: the zone has no colon. */
	started?: string;
	finished?: string;
	status: string;
	type?: string;
	priority?: string;
	data?: Array<{ key: string; value?: string }>;
	log?: { task?: JobTask[] };
}

export interface JobTask {
	errorMessage?: string;
	subTask?: JobTask[];
}

/** The job in an answer: it has an id and a status at least. Throws a VidiCoreError `badAnswer`. */
export function jobOf(job: Part): JobDocument {
	return {
		jobId: job.text('jobId'),
		status: job.text('status'),
		user: job.textIfAny('user'),
		started: job.textIfAny('started'),
		finished: job.textIfAny('finished'),
		type: job.textIfAny('type'),
		priority: job.textIfAny('priority'),
		data: job.partsIfAny('data')?.map(dataOf),
		log: logOf(job.partIfAny('log')),
	};
}

const logOf = (log: Part | undefined): JobDocument['log'] => log && { task: log.partsIfAny('task')?.map(taskOf) };

function dataOf(entry: Part): { key: string; value?: string } {
	const key = entry.text('key');
	return { key, value: key.startsWith('errorMessage') ? entry.wordsIfAny('value') : entry.plainIfAny('value') };
}

const taskOf = (task: Part): JobTask => ({
	errorMessage: task.wordsIfAny('errorMessage'),
	subTask: task.partsIfAny('subTask')?.map(taskOf),
});
