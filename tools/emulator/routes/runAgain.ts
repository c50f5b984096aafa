import type { Route } from './route';

/** A job that has ended, or not, a second time. */
export const runAgainRoutes: Route[] = [
	[
		'POST',
		/^\/API\/job\/([^/]+)\/re-run$/,
		({ backend: { jobs }, params: [id = ''], query, user }) => ({
			root: 'JobDocument',
			document: jobs.again(id, query, user),
		}),
	],
];
