import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { startQuery, type StartOptions } from './startJob';

/** What VidiNet expects a job to cost, by currency; services that give no figure are not in it. */
export interface CostEstimate {
	costs: Array<{ currency: string; amount: number }>;
}

interface CostEstimateDocument {
	id?: string;
	state?: string;
	service?: Array<{
		name?: string;
		state?: string;
		message?: string;
		cost?: { unit?: string; value?: number | string };
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
	let estimate = await http.json<CostEstimateDocument>('POST', costPath, {
		query: startQuery(options),
		body: '{}',
		signal,
	});
	for (const deadline = http.clock.now() + limitMs; estimate.state !== 'FINISHED' && !failed(estimate);) {
		if (estimate.id === undefined || http.clock.now() > deadline || signal?.aborted)
			throw noEstimate('the estimate did not come within a minute', costPath);
		await http.clock.sleep(1000, signal);
		estimate = await http.json<CostEstimateDocument>('GET', `/API/cost/estimate/${segment(estimate.id)}`, { signal });
	}
	const services = estimate.service ?? [];
	const problem = services.find(
		({ state, cost }) => cost?.value === undefined && /FAIL|ERROR|ABORT/i.test(state ?? ''),
	);
	if (failed(estimate) || problem)
		throw noEstimate(
			problem?.message ??
				services.find(({ message }) => message)?.message ??
				`its state is ${estimate.state ?? 'unknown'}`,
			costPath,
		);
	const costs = new Map<string, number>();
	for (const { cost } of services) {
		const [amount, currency] = [Number(cost?.value ?? NaN), cost?.unit?.trim() ?? ''];
		if (cost === undefined) continue;
		if (!Number.isFinite(amount) || amount < 0 || currency === '')
			throw noEstimate('it names no amount with a currency', costPath);
		costs.set(currency, (costs.get(currency) ?? 0) + amount);
	}
	if (costs.size === 0) throw noEstimate('it names no cost', costPath);
	return { costs: [...costs].map(([currency, amount]) => ({ currency, amount: Math.round(amount * 1e6) / 1e6 })) };
}

const failed = ({ state = '' }: CostEstimateDocument): boolean => /FAIL|ERROR|ABORT/i.test(state);

const noEstimate = (why: string, path: string) =>
	new VidiCoreError(`VidiCore gives no cost estimate: ${why}`, { kind: 'badAnswer' }, { method: 'POST', path });
