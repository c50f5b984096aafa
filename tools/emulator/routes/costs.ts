import { notFound } from '../faults';
import type { Call, Reply, Route } from './route';
import { uncertain } from '../uncertain';

export const costRoutes: Route[] = [
	[
		'POST',
		/^\/API\/cost\/item\/([^/]+)\/analyze$/,
		(call) =>
			estimate(
				call,
				({ backend: { store }, params: [id = ''] }) =>
					(Number(store.item(id).fields.get('durationSeconds') ?? 0) / 60) * uncertain.prices.minute,
			),
	],
	[
		'POST',
		/^\/API\/cost\/collection\/([^/]+)\/train$/,
		(call) =>
			estimate(
				call,
				({ backend: { store }, params: [id = ''] }) => store.collection(id).items.size * uncertain.prices.picture,
			),
	],
	[
		'GET',
		/^\/API\/cost\/estimate\/([^/]+)$/,
		({ backend: { store }, params: [id = ''] }) => ({
			root: 'CostEstimateDocument',
			document: store.estimates.get(id)?.() ?? missing(id),
		}),
	],
];

/** An estimate is worked out for a moment; until then it has no figure. */
function estimate(call: Call, price: (call: Call) => number): Reply {
	const { store, jobs } = call.backend;
	const { id: resource, vidinet } = store.resource('vidinet', call.query.get('resourceId') ?? '');
	const [id, value] = [store.nextId(), Math.round(price(call) * 1e4) / 1e4];
	let state = 'STARTED';
	void store.clock.wait(1).then(() => (state = 'FINISHED'));
	const document = () => ({
		id,
		url: `${jobs.baseUri}cost/estimate/${id}`,
		state,
		service: [
			{
				resource,
				name: vidinet?.name,
				type: vidinet?.type,
				state,
				...(state === 'FINISHED' ? { cost: { unit: uncertain.prices.currency, value } } : {}),
			},
		],
	});
	store.estimates.set(id, document);
	return { root: 'CostEstimateDocument', document: document() };
}

function missing(id: string): never {
	throw notFound('estimate', id);
}
