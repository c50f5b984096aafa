import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { startQuery, type StartOptions } from './startJob';

/** What VidiNet expects a job to cost, by currency; services that give no figure are not in it. */
export interface CostEstimate {
	costs: Array<{ currency: string; amount: number }>;
}

/** What is read of a CostEstimateDocument (its members are the vendor's). */
interface Estimate {
	id: string;
	state: string;
	service: Array<{
		state?: string;
		message?: string;
		cost?: { unit?: string; value?: string };
	}>;
}

const limitMs = 60_000;

/**
 * Asks VidiCore what a job would cost, without starting it: the same request as the start's, its path behind
 * `/API/cost` (documented), then the estimate is read until it is there. Throws a VidiCoreError; `badAnswer` when
 * there is no figure.
 */
export async function estimateCost(
	http: VidiCoreHttp,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<CostEstimate> {
	const costPath = path.replace(/^\/API\//, '/API/cost/');
	const query = startQuery(options);
	let estimate = estimateOf(await ask(http, 'POST', costPath, what, { query, body: '{}', signal }));
	for (const deadline = http.clock.now() + limitMs; estimate.state !== 'FINISHED' && !failed(estimate);) {
		if (http.clock.now() > deadline || signal?.aborted)
			throw noEstimate('the estimate did not come within a minute', costPath);
		await http.clock.sleep(1000, signal);
		estimate = estimateOf(await ask(http, 'GET', `/API/cost/estimate/${segment(estimate.id)}`, what, { signal }));
	}
	const services = estimate.service;
	const problem = services.find(
		({ state, cost }) => cost?.value === undefined && /FAIL|ERROR|ABORT/i.test(state ?? ''),
	);
	if (failed(estimate) || problem)
		throw noEstimate(
			problem?.message ?? services.find(({ message }) => message)?.message ?? `its state is ${estimate.state}`,
			costPath,
		);
	const costs = new Map<string, number>();
	for (const { cost } of services) {
		const [amount, currency] = [cost?.value?.trim() ? Number(cost.value) : NaN, cost?.unit?.trim() ?? ''];
		if (cost === undefined) continue;
		if (!Number.isFinite(amount) || amount < 0 || currency === '')
			throw noEstimate('it names no amount with a currency', costPath);
		costs.set(currency, (costs.get(currency) ?? 0) + amount);
	}
	if (costs.size === 0) throw noEstimate('it names no cost', costPath);
	return { costs: [...costs].map(([currency, amount]) => ({ currency, amount: Math.round(amount * 1e6) / 1e6 })) };
}

const what = 'the estimate of the cost';

const estimateOf = (estimate: Part): Estimate => ({
	id: estimate.text('id'),
	state: estimate.text('state'),
	service: (estimate.partsIfAny('service') ?? []).map((service) => {
		const cost = service.partIfAny('cost');
		return {
			state: service.textIfAny('state'),
			message: service.textIfAny('message'),
			cost: cost && { unit: cost.textIfAny('unit'), value: cost.plainIfAny('value') },
		};
	}),
});

const failed = ({ state }: Estimate): boolean => /FAIL|ERROR|ABORT/i.test(state);

const noEstimate = (why: string, path: string) =>
	new VidiCoreError(`VidiCore gives no cost estimate: ${why}`, { kind: 'badAnswer' }, { method: 'POST', path });
