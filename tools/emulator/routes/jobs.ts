import { invalidInput } from '../faults';
import type { Job } from '../jobs/job';
import type { Call, Reply, Route } from './route';
import { takes } from './parameters';
import { searched } from '../search';

export const jobRoutes: Route[] = [
	[
		'GET',
		/^\/API\/job$/,
		list,
		takes('state type user jobmetadata metadata sort finishtime-from first number', 'step priority field'),
	],
	['POST', /^\/API\/job\/?$/, ({ backend: { jobs }, query, user }) => document(jobs.custom(query, user), false)],
	['GET', /^\/API\/job\/problem$/, () => ({ root: 'JobProblemListDocument', document: {} })],
	[
		'GET',
		/^\/API\/jobtype\/?$/,
		({ backend: { store } }) => ({ root: 'URIListDocument', document: { uri: [...store.jobTypes] } }),
	],
	[
		'GET',
		/^\/API\/job\/([^/]+)$/,
		({ backend: { jobs }, params: [id = ''], accept }) =>
			/^text\/plain/.test(accept) ? { text: jobs.get(id).status } : document(jobs.get(id), true),
	],
	['GET', /^\/API\/job\/([^/]+)\/problem$/, () => ({ root: 'JobProblemListDocument', document: {} })],
	['PUT', /^\/API\/job\/([^/]+)$/, reprioritize],
	['DELETE', /^\/API\/job\/([^/]+)$/, ({ backend: { jobs }, params: [id = ''] }) => void jobs.get(id).abort()],
	['DELETE', /^\/API\/job\/?$/, ({ backend: { jobs }, query }) => void jobs.forget((query.get('id') ?? '').split(','))],
];

const document = (job: Job, whole: boolean): Reply => ({ root: 'JobDocument', document: job.document(whole) });

function reprioritize({ backend: { jobs }, params: [id = ''], query }: Call): Reply {
	const priority = query.get('priority');
	if (!priority) throw invalidInput('job', 'No priority given', id);
	jobs.get(id).priority = priority;
	return undefined;
}

function list({ backend: { jobs }, query, user }: Call): Reply {
	const states = words(query.get('state'));
	const types = words(query.get('type'));
	const metadata = query.getAll('jobmetadata').map((entry) => entry.split(/=(.*)/s));
	const finishedFrom = query.get('finishtime-from');
	const found = jobs
		.all()
		.filter((job) => query.get('user') === 'false' || job.user === user.name) // the default is "only my jobs"
		.filter(
			(job) => (states.length === 0 || states.includes(job.status)) && (types.length === 0 || types.includes(job.type)),
		)
		.filter(
			(job) =>
				!finishedFrom || (job.finishedAt !== undefined && Date.parse(job.finishedAt) >= Date.parse(finishedFrom)),
		)
		.filter((job) => metadata.every(([key = '', value]) => job.data.get(key) === value));
	const descending = /desc/.test(query.get('sort') ?? '');
	const { page, hits } = searched(descending ? found.reverse() : found, query);
	return {
		root: 'JobListDocument',
		document: { hits, job: page.map((job) => job.document(query.get('metadata') === 'true')) },
	};
}

const words = (text: string | null) => (text ? text.split(',').filter(Boolean) : []);
