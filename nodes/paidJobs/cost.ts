import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { estimateCost, type CostEstimate } from '../../vidicore/jobs/estimateCost';
import type { StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';

const noCeiling = -1;

/** What Train Collection and Analyze Item ask before they spend money. */
export const costOptions: INodeProperties[] = [
	{
		displayName: 'Cost Ceiling',
		name: 'costCeiling',
		type: 'number',
		typeOptions: { minValue: noCeiling, numberPrecision: 4 },
		default: noCeiling,
		description:
			'VidiNet is asked what the job would cost, and nothing is started if it is more than this. The currency is the one VidiNet names; give it in "Currency of the Ceiling" to be safe. -1 is no ceiling.',
	},
	{
		displayName: 'Currency of the Ceiling',
		name: 'costCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. USD',
		description: 'If VidiNet names another currency than this, nothing is started',
	},
	{
		displayName: 'Estimate Cost',
		name: 'estimateCost',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask VidiNet before the start what the job will cost, and to put the answer into the output',
	},
];

interface CostValues {
	costCeiling?: unknown;
	costCurrency?: string;
	estimateCost?: boolean;
}

const nothing = 'Nothing was started and nothing is billed.';

/**
 * What the job will cost, for the output; nothing when nobody asked. Throws a UserError when that is too much or cannot
 * be compared, and a VidiCoreError when VidiNet gives no figure.
 */
export async function affordable(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<IDataObject> {
	const values = context.getNodeParameter('options', item, {}) as CostValues;
	const ceiling = ceilingOf(values);
	if (ceiling === noCeiling && values.estimateCost !== true) return {};
	const { costs } = await estimateCost(http, path, options, signal);
	if (ceiling !== noCeiling) refuse(costs, ceiling, (values.costCurrency ?? '').trim());
	return {
		estimatedCosts: costs,
		...(costs.length === 1 ? { estimatedCost: costs[0]?.amount, currency: costs[0]?.currency } : {}),
	};
}

/** An expression that finds nothing must not open the purse, so what is no number is refused. */
function ceilingOf(values: CostValues): number {
	if (!('costCeiling' in values)) return noCeiling;
	const { costCeiling } = values;
	const ceiling = typeof costCeiling === 'string' && costCeiling.trim() !== '' ? Number(costCeiling) : costCeiling;
	if (typeof ceiling === 'number' && Number.isFinite(ceiling)) return ceiling;
	throw new UserError(
		'"Cost Ceiling" is not a number',
		`${nothing} Give an amount such as 10 or 2.5, or take the option away. An expression that finds nothing also ends here.`,
	);
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
