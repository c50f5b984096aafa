import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { vidiCore } from '../kit/vidiCore';
import type { Values } from '../kit/field';
import { cancelSignal, isTool, showHint } from '../kit/n8nFunctions';
import { parkJobs, refuseHopeless } from '../waiting/callBack';
import type { ParkedJob } from '../waiting/parking';
import { tellModel } from '../waiting/tellModel';
import { waitHere } from '../waiting/waitHere';
import type { JobValues, WaitSettings } from '../waiting/waitSettings';
import type { analysisFields } from './analysisFields';
import { begun, forgetStarts, type Begun } from './begun';
import { facesOfFinished, facesOfJob } from './facesOfJobs';

/** What one step is told of an input item. */
export type OneStepValues = Values<typeof analysisFields> & Omit<WaitSettings, 'options'> & Omit<JobValues, 'jobId'>;

/**
 * Starts the analyses of all input items, each once, waits for them together, and makes of each what `wantedOf` says:
 * its faces, or the job itself where that gives undefined. Parked, the execution survives a restart of n8n; what was
 * started is kept with it, so that no round and no retry starts it again. The tool of an agent never parks.
 */
export async function oneStep(
	items: readonly OneStepValues[],
	context: IExecuteFunctions,
	wantedOf: (values: OneStepValues) => IDataObject | undefined = () => undefined,
): Promise<INodeExecutionData[][]> {
	const http = await vidiCore(context);
	const [first] = items as readonly [OneStepValues | undefined];
	if (!first) return [[]];
	const settings: WaitSettings = first;
	const parks = first.way === 'callBack' && !isTool(context);
	if (parks) refuseHopeless(context, http, settings);
	const starts = await begun(items, context, parks);
	const wanted = (item: number) => wantedOf(items[item] as OneStepValues);
	if (parks) {
		const jobs = starts.map((start, item) => parkedJob(start, item, context, wanted(item)));
		const outputs = await parkJobs(jobs, settings, context, http);
		if (!outputs) return [context.getInputData()];
		forgetStarts(context);
		return await facesOfFinished(outputs, jobs, http, context);
	}
	const jobs = starts.map(({ json }, item) => ({
		jobId: jobIdOf(json),
		onFailedJob: items[item]?.onFailedJob ?? 'error',
	}));
	const ended = await (isTool(context) ? tellModel : waitHere)(jobs, settings, context, http);
	const saying = { signal: cancelSignal(context), hint: (words: string) => showHint(context, words, 'info') };
	const output: INodeExecutionData[][] = [];
	for (const [item, start] of starts.entries()) {
		const job = withStart(start, ended[item], item);
		output.push(await facesOfJob(job, wanted(item), http, { ...saying, context }));
	}
	return [output.flat()];
}

/** '' where nothing was started and nothing is there, for example above the budget. */
const jobIdOf = (json: IDataObject): string => (typeof json.jobId === 'string' ? json.jobId : '');

const parkedJob = (
	{ json }: Begun,
	item: number,
	context: IExecuteFunctions,
	wanted: IDataObject | undefined,
): ParkedJob => ({
	item,
	jobId: jobIdOf(json),
	input: { ...context.getInputData()[item]?.json, ...json },
	...(wanted ? { wanted } : {}),
});

/** How the job stands at last, with what was said of its start; a failure as it is. */
function withStart({ json, failure }: Begun, ended: INodeExecutionData | undefined, item: number): INodeExecutionData {
	if (failure) return failure;
	const pairedItem = { item };
	if (jobIdOf(json) === '' || !ended) return { json, pairedItem };
	return 'error' in ended.json ? ended : { ...ended, json: { ...json, ...ended.json }, pairedItem };
}
