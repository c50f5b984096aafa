import { chosenJobs } from '../jobs/jobList';
import type { Job } from '../jobs/job';
import { priorityIn } from '../jobs/priorities';
import { invalidInput } from '../faults';
import { keysAndValues } from '../keysAndValues';
import { searched } from '../search';
import type { Call, Reply, Route } from './route';

export const jobRoutes: Route[] = [
	['GET', /^\/API\/job$/, list],
	['POST', /^\/API\/job$/, start],
	['PUT', /^\/API\/job\/search$/, list],
	['GET', /^\/API\/job\/problem$/, () => ({ root: 'JobProblemListDocument', document: {} })],
	[
		'GET',
		/^\/API\/jobtype$/,
		({ backend: { store } }) => ({ root: 'URIListDocument', document: { uri: [...store.jobTypes] } }),
	],
	[
		'GET',
		/^\/API\/job\/([^/]+)$/,
		({ backend: { jobs }, params: [id = ''], query, accept }) =>
			/^text\/plain/.test(accept)
				? { text: jobs.get(id).status }
				: document(jobs.get(id), query.get('metadata') === 'true' ? 'all' : 'item'),
	],
	[
		'GET',
		/^\/API\/job\/([^/]+)\/problem$/,
		({ backend: { jobs }, params: [id = ''] }) => jobs.get(id) && { root: 'JobProblemListDocument', document: {} },
	],
	['PUT', /^\/API\/job\/([^/]+)$/, reprioritize],
	['DELETE', /^\/API\/job\/([^/]+)$/, ({ backend: { jobs }, params: [id = ''] }) => void jobs.get(id).abort()],
	['DELETE', /^\/API\/job$/, ({ backend: { jobs }, query }) => void jobs.forget((query.get('id') ?? '').split(','))],
];

const document = (job: Job, part: Parameters<Job['document']>[0]): Reply => ({
	root: 'JobDocument',
	document: job.document(part),
});

/** A job of a type that was configured; keys in its body's SimpleMetadataDocument win over those of the query. */
function start({ backend: { cognitive }, query, user, document: body }: Call): Reply {
	return document(cognitive.custom(query, user, keysAndValues(body)), 'head');
}

function reprioritize({ backend: { jobs }, params: [id = ''], query }: Call): Reply {
	if (!query.has('priority')) throw invalidInput('job', 'No priority given', id);
	jobs.get(id).priority = priorityIn(query);
	return undefined;
}

function list({ backend: { jobs, store }, query, user }: Call): Reply {
	const { page, hits } = searched(chosenJobs(jobs.all(), query, user.name, store.ways), query, store);
	const part = query.get('metadata') === 'true' ? 'all' : 'head';
	return {
		root: 'JobListDocument',
		document: {
			hits,
			job: page.map((job) => (query.get('idonly') === 'true' ? { jobId: job.id } : job.document(part))),
		},
	};
}
