import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findEarlierJob, requestKey, type EarlierJob } from '../../vidicore/jobs/earlierJob';
import { estimateCost, type CostEstimate } from '../../vidicore/jobs/estimateCost';
import { startJob, startQuery, type StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import { jobOutput } from './jobOutput';

/** What Train Collection and Analyze Item ask before they spend money. */
export const costOptions: INodeProperties[] = [
	{
		displayName: 'Cost Ceiling',
		name: 'costCeiling',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: 10,
		description:
			'VidiNet is asked what the job would cost, and nothing is started if it is more than this. The currency is the one VidiNet names; give it in "Currency of the Ceiling" to be safe.',
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
		default: true,
		description:
			'Whether to ask VidiNet before the start what the job will cost, and to put the answer into the output',
	},
];

interface CostValues {
	costCeiling?: number;
	costCurrency?: string;
	estimateCost?: boolean;
}

export interface Start {
	path: string;
	options: Omit<StartOptions, 'correlation'>;
	/** The item of an analysis. */
	itemId?: string;
	/** Beside the request itself, what makes it another one: the version of the media, the portraits of a collection. */
	about: string;
	/** Whether a job that has done the same already is used instead. */
	useDone: boolean;
}

/**
 * Starts a job unless the same is running already (or done, if wanted), and unless it costs too much. What is output
 * says whether it was started, and if not why. Throws VidiCoreErrors, and a UserError above the ceiling.
 */
export async function startOnce(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
	{ path, options, itemId, about, useDone }: Start,
): Promise<IDataObject> {
	const signal = context.getExecutionCancelSignal();
	const request = digest(path, JSON.stringify(startQuery({ ...options, priority: undefined, correlation: '' })), about);
	const marked: StartOptions = {
		...options,
		correlation: correlationOf(context, item, request),
		metadata: [...(options.metadata ?? []), [requestKey, request]],
	};
	const earlier = await findEarlierJob(
		http,
		{ itemId, request, correlation: marked.correlation, done: useDone },
		marked,
		signal,
	);
	if (earlier) return { ...jobOutput(earlier.job), started: false, reason: reasons[earlier.why] };
	const cost = await affordable(context, http, item, path, marked, signal);
	return { ...jobOutput(await startJob(http, path, marked)), started: true, ...cost };
}

const reasons: Record<EarlierJob['why'], string> = {
	retry: 'An attempt before this one started it already; its answer got lost',
	running: 'The same is running already',
	done: 'The same was done already, and the media have not changed since',
};

/** What it will cost, for the output. Throws a UserError when that is too much, or cannot be compared. */
async function affordable(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<IDataObject> {
	const {
		costCeiling,
		costCurrency = '',
		estimateCost: wanted,
	} = context.getNodeParameter('options', item, {}) as CostValues;
	if (costCeiling === undefined && wanted !== true) return {};
	const { costs } = await estimateCost(http, path, options, signal);
	if (costCeiling !== undefined) refuse(costs, costCeiling, costCurrency.trim());
	return {
		estimatedCosts: costs,
		...(costs.length === 1 ? { estimatedCost: costs[0]?.amount, currency: costs[0]?.currency } : {}),
	};
}

function refuse(costs: CostEstimate['costs'], ceiling: number, currency: string): void {
	const shown = costs.map((cost) => `${cost.amount} ${cost.currency}`).join(' and ');
	const nothing = 'Nothing was started and nothing is billed.';
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

/**
 * The same word when n8n tries a node again that has failed ("Retry On Fail"), another one for each execution, round
 * of a loop and item.
 */
function correlationOf(context: IExecuteFunctions, item: number, request: string): string {
	const { $runIndex } = context.getWorkflowDataProxy(item) as { $runIndex?: number };
	return digest(
		context.getInstanceId(),
		String(context.getWorkflow().id),
		context.getExecutionId(),
		context.getNode().id,
		String($runIndex ?? 0),
		String(item),
		request,
	);
}

const digest = (...parts: string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
