import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { isFinal } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { faceRows, wantedFaces, type FaceOutput, type WantedFaces } from '../appearances/faceRows';
import { failedItem } from '../kit/failedItem';
import { itemLink } from '../kit/itemLink';
import { cancelSignal, showHint } from '../kit/n8nFunctions';
import type { Call } from '../kit/operation';
import { UserError } from '../kit/errors';
import type { ParkedJob } from '../waiting/parking';
import { failed, finished } from '../waiting/sortedJobs';

/** Which faces are wanted of an analysis, as it is kept with a parked execution. */
export interface WantedOfJob extends WantedFaces {
	readonly output: FaceOutput;
}

type Saying = Pick<Call, 'signal' | 'hint'>;

/** The same as plain data, for n8n to store. */
export const asData = (wanted: WantedOfJob): IDataObject => JSON.parse(JSON.stringify(wanted)) as IDataObject;

/**
 * The faces of an analysis that has ended well; the item itself where none are wanted, or where it has not. What fails
 * ends the execution, unless the user wants to go on.
 */
export async function facesOfJob(
	job: INodeExecutionData,
	wanted: IDataObject | undefined,
	http: VidiCoreHttp,
	{ context, ...saying }: Saying & { context: IExecuteFunctions },
): Promise<INodeExecutionData[]> {
	const { pairedItem } = job;
	if (!wanted || !endedWell(job.json)) return [job];
	try {
		return (await rows(context, job.json, wanted, http, saying)).map((json) => ({ json, pairedItem }));
	} catch (error) {
		return [failedItem(context, error, (pairedItem as { item: number }).item)];
	}
}

/** The same for what was parked and has ended at once: the finished jobs become faces, at their output. */
export async function facesOfFinished(
	sorted: INodeExecutionData[][],
	jobs: readonly ParkedJob[],
	http: VidiCoreHttp,
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const saying = { signal: cancelSignal(context), hint: (words: string) => showHint(context, words, 'info') };
	return await eachFinished(
		sorted,
		jobs,
		async (job, wanted) => await facesOfJob(job, wanted, http, { ...saying, context }),
	);
}

/**
 * The same where VidiCore has called, and n8n has no hints. What would be no better next time goes to "Failed" with its
 * reason. Throws a VidiCoreError where VidiCore is to call again.
 */
export const facesWhenCalled = async (
	context: IWebhookFunctions,
	sorted: INodeExecutionData[][],
	jobs: readonly ParkedJob[],
	http: VidiCoreHttp,
): Promise<INodeExecutionData[][]> =>
	await eachFinished(sorted, jobs, async (job, wanted) => {
		if (!wanted || !endedWell(job.json)) return [job];
		const { pairedItem } = job;
		try {
			const said = { signal: undefined, hint: () => undefined };
			return (await rows(context, job.json, wanted, http, said)).map((json) => ({ json, pairedItem }));
		} catch (error) {
			if (!(error instanceof UserError) && !isFinal(error)) return await Promise.reject(error);
			return [{ json: { ...job.json, error: error.message }, pairedItem }];
		}
	});

async function eachFinished(
	sorted: INodeExecutionData[][],
	jobs: readonly ParkedJob[],
	made: (job: INodeExecutionData, wanted: IDataObject | undefined) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[][]> {
	const outputs = sorted.map((items) => [...items]);
	outputs[finished] = [];
	for (const job of sorted[finished] ?? []) {
		const { item } = job.pairedItem as { item: number };
		for (const one of await made(job, jobs.find((parked) => parked.item === item)?.wanted))
			outputs['error' in one.json ? failed : finished]?.push(one);
	}
	return outputs;
}

const endedWell = ({ outcome }: IDataObject): boolean => outcome === 'finished' || outcome === 'warning';

/** Where there is nobody, a row says why: this step has no other word for it when it was parked. */
async function rows(
	context: IExecuteFunctions | IWebhookFunctions,
	json: IDataObject,
	wanted: IDataObject,
	http: VidiCoreHttp,
	saying: Saying,
): Promise<IDataObject[]> {
	const chosen = wanted as unknown as WantedOfJob;
	const found = await wantedFaces(http, String(json.itemId), chosen, saying);
	const about = { link: await itemLink(context, found.itemId) };
	const made = await faceRows(http, found, chosen.output, chosen, { ...saying, always: true, about });
	return made.map((row) => ({ ...row }) as IDataObject);
}
