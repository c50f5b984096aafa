import { invalidInput } from '../faults';
import type { WorstCase } from '../worstCase';
import type { Job } from './job';
import { urgency } from './priorities';

const words = (text: string | null) => (text ? text.split(',').filter(Boolean) : []);

/** The fields by which a list of jobs is sorted (documented). */
const keys: Readonly<Record<string, (job: Job) => string | number>> = {
	jobId: ({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0),
	type: ({ type }) => type,
	state: ({ status }) => status,
	user: ({ user }) => user,
	startTime: ({ started }) => started,
	priority: ({ priority }) => urgency(priority),
};

/** Whether a time lies in what `NAME-from` and `NAME-to` of the query leave open. Throws 400 for no time. */
function inTime(query: URLSearchParams, name: string): (time: string | undefined) => boolean {
	const [from = -Infinity, to = Infinity] = ['from', 'to'].map((end) => {
		const text = query.get(`${name}-${end}`);
		if (text === null) return undefined;
		const time = Date.parse(text);
		if (Number.isNaN(time)) throw invalidInput(`${name}-${end}`, 'Not a time', undefined, text);
		return time;
	});
	if (from === -Infinity && to === Infinity) return () => true;
	return (text) => {
		const time = Date.parse(text?.replace('+0000', 'Z') ?? '');
		return time >= from && time <= to;
	};
}

/**
 * Those jobs that the query wants, in its order. Where it names none, which one is not documented: the oldest first, or
 * the newest as with items. Throws 400 for no query.
 */
export function chosenJobs(jobs: Job[], query: URLSearchParams, user: string, { newestFirst }: WorstCase): Job[] {
	const [states, types, priorities] = ['state', 'type', 'priority'].map((name) => words(query.get(name)));
	const allows = (list: string[] | undefined, word: string) => !list?.length || list.includes(word);
	const metadata = query.getAll('jobmetadata').map((entry) => entry.split(/=(.*)/s));
	const [started, finished] = [inTime(query, 'starttime'), inTime(query, 'finishtime')];
	const found = jobs
		.filter((job) => query.get('user') === 'false' || job.user === user) // the default is "only my jobs"
		.filter((job) => allows(states, job.status) && allows(types, job.type) && allows(priorities, job.priority))
		.filter((job) => started(job.started) && finished(job.finishedAt))
		.filter((job) => metadata.every(([key = '', value]) => job.data.get(key) === value));
	const sort = query.get('sort');
	if (sort === null) return newestFirst ? found.reverse() : found;
	const [field = '', order = 'asc'] = sort.trim().split(/[\s,]+/);
	const key = keys[field];
	if (!key || !/^(asc|desc)/.test(order)) throw invalidInput('sort', 'Not a field and asc or desc', undefined, sort);
	const sign = order.startsWith('desc') ? -1 : 1;
	return found
		.map((job, at) => ({ job, at, key: key(job) }))
		.sort((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at))
		.map(({ job }) => job);
}
