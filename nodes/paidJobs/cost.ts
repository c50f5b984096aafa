import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { estimateCost, type CostEstimate } from '../../vidicore/jobs/estimateCost';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import type { Call } from '../kit/operation';
import { number, text, toggle } from '../kit/fields/plain';

const noCeiling = -1;

/**
 * What is asked before money is spent. An expression that finds no ceiling must not open the purse: the kit refuses
 * it.
 */
export const costFields = {
	budget: number({
		displayName: 'Budget for All Items',
		default: noCeiling,
		minValue: noCeiling,
		description:
			'What all input items of one run of this node may cost together, by VidiNet’s estimates. Items that would take ' +
			'it above that are not started and come out with the reason. The currency is that of the ceiling. -1 is no limit.',
	}),
	costCeiling: number({
		displayName: 'Cost Ceiling',
		default: noCeiling,
		minValue: noCeiling,
		description:
			'VidiNet is asked what the job would cost, and nothing is started if it is more than this. The currency is ' +
			'the one VidiNet names; give it in "Currency of the Ceiling" to be safe. -1 is no ceiling.',
	}),
	costCurrency: text({
		displayName: 'Currency of the Ceiling',
		placeholder: 'e.g. USD',
		description: 'If VidiNet names another currency than this, nothing is started. Counts for the budget as well.',
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

/** What a start would cost, and whether it may. */
export interface Asked {
	/** For the output; nothing when nobody asked. */
	output: IDataObject;
	/** Whether VidiNet was asked, which takes a while. */
	wasAsked: boolean;
	/** Why it is not started: the budget would not suffice. */
	tooMuch?: string;
	/** Counts it as spent; what comes back takes that back, for a start that was refused. */
	spend(): () => void;
}

const withoutBudget = (output: IDataObject, wasAsked: boolean): Asked => ({
	output,
	wasAsked,
	spend: () => () => undefined,
});

/** What was spent in one run of a node, by the context that n8n makes for it. */
const spent = new WeakMap<object, number>();

/**
 * What the job will cost. Throws a UserError when that is more than the ceiling or cannot be compared, and a
 * VidiCoreError when VidiNet gives no figure.
 */
export async function affordable(
	{ costCeiling: ceiling, costCurrency, estimateCost: wanted, budget }: CostValues,
	http: VidiCoreHttp,
	path: string,
	options: StartOptions,
	{ context, signal }: Pick<Call, 'context' | 'signal'>,
): Promise<Asked> {
	if (ceiling === noCeiling && budget === noCeiling && !wanted) return withoutBudget({}, false);
	const { costs } = await estimateCost(http, path, options, signal);
	if (ceiling !== noCeiling || budget !== noCeiling) refuseOther(costs, costCurrency);
	if (ceiling !== noCeiling) refuseMore(costs, ceiling);
	const [cost] = costs;
	const output = {
		estimatedCosts: costs,
		...(costs.length === 1 && cost ? { estimatedCost: cost.amount, currency: cost.currency } : {}),
	};
	if (budget === noCeiling || !cost) return withoutBudget(output, true);
	const before = spent.get(context) ?? 0;
	const after = rounded(before + cost.amount);
	return {
		output,
		wasAsked: true,
		...(after > budget
			? {
					tooMuch:
						`It would cost ${cost.amount} ${cost.currency}, and ${before} of the budget of ${budget} are spent in ` +
						'this run already',
				}
			: {}),
		spend: () => {
			spent.set(context, after);
			return () => void spent.set(context, before);
		},
	};
}

/** Sums of amounts such as 0.1 and 0.2, without the dust of binary fractions. */
const rounded = (amount: number): number => Number(amount.toFixed(6));

const inWords = (costs: CostEstimate['costs']): string =>
	costs.map((cost) => `${cost.amount} ${cost.currency}`).join(' and ');

function refuseOther(costs: CostEstimate['costs'], currency: string): void {
	if (costs.length > 1)
		throw new UserError(
			`The job would cost ${inWords(costs)}: one ceiling cannot be compared with several currencies`,
			`${nothing} Leave the ceiling out, or ask VidiNet why.`,
		);
	const [cost] = costs;
	if (cost && currency !== '' && cost.currency.toUpperCase() !== currency.toUpperCase())
		throw new UserError(
			`The job would cost ${inWords(costs)}, and the ceiling is in ${currency}`,
			`${nothing} Give the ceiling in ${cost.currency}.`,
		);
}

function refuseMore(costs: CostEstimate['costs'], ceiling: number): void {
	if (costs.some(({ amount }) => amount > ceiling))
		throw new UserError(
			`The job would cost ${inWords(costs)}, which is more than the ceiling of ${ceiling}`,
			`${nothing} Raise "Cost Ceiling" if it is worth that.`,
		);
}
