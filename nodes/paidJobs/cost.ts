import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { estimateCost, type CostEstimate } from '../../vidicore/jobs/estimateCost';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import { number, text, toggle } from '../kit/fields/plain';

const noCeiling = -1;

/**
 * What is asked before money is spent. An expression that finds no ceiling must not open the purse: the kit refuses
 * it.
 */
export const costFields = {
	costCeiling: number({
		displayName: 'Cost Ceiling',
		default: noCeiling,
		minValue: noCeiling,
		precision: 4,
		description:
			'VidiNet is asked what the job would cost, and nothing is started if it is more than this. The currency is ' +
			'the one VidiNet names; give it in "Currency of the Ceiling" to be safe. -1 is no ceiling.',
	}),
	costCurrency: text({
		displayName: 'Currency of the Ceiling',
		placeholder: 'e.g. USD',
		description: 'If VidiNet names another currency than this, nothing is started',
	}),
	estimateCost: toggle({
		displayName: 'Estimate Cost',
		default: false,
		description:
			'Whether to ask VidiNet before the start what the job will cost, and to put the answer into the output',
	}),
};

export type CostValues = Values<typeof costFields>;

const nothing = 'Nothing was started and nothing is billed.';

/**
 * What the job will cost, for the output; nothing when nobody asked. Throws a UserError when that is too much or cannot
 * be compared, and a VidiCoreError when VidiNet gives no figure.
 */
export async function affordable(
	{ costCeiling: ceiling, costCurrency, estimateCost: wanted }: CostValues,
	http: VidiCoreHttp,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<IDataObject> {
	if (ceiling === noCeiling && !wanted) return {};
	const { costs } = await estimateCost(http, path, options, signal);
	if (ceiling !== noCeiling) refuse(costs, ceiling, costCurrency);
	return {
		estimatedCosts: costs,
		...(costs.length === 1 ? { estimatedCost: costs[0]?.amount, currency: costs[0]?.currency } : {}),
	};
}

function refuse(costs: CostEstimate['costs'], ceiling: number, currency: string): void {
	const shown = costs.map((cost) => `${cost.amount} ${cost.currency}`).join(' and ');
	if (costs.length > 1)
		throw new UserError(
			`The job would cost ${shown}: one ceiling cannot be compared with several currencies`,
			`${nothing} Leave the ceiling out, or ask VidiNet why.`,
		);
	const [cost] = costs;
	if (cost && currency !== '' && cost.currency.toUpperCase() !== currency.toUpperCase())
		throw new UserError(
			`The job would cost ${shown}, and the ceiling is in ${currency}`,
			`${nothing} Give the ceiling in ${cost.currency}.`,
		);
	if (cost && cost.amount > ceiling)
		throw new UserError(
			`The job would cost ${shown}, which is more than the ceiling of ${ceiling}`,
			`${nothing} Raise "Cost Ceiling" if it is worth that.`,
		);
}
