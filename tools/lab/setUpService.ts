import type { World } from '../emulator/world';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { createCallback } from '../../vidicore/resources/callback';
import { applyConfiguration } from '../../vidicore/resources/configuration';
import { readResourceDocument } from '../../vidicore/resources/resourceDocument';
import { attachService, waitUntilOnline } from '../../vidicore/resources/vidinet';

export const callbackFolder = { bucket: 'demo-callback', folder: 'vidinet-callback' };

/** Callback, service and configuration, as the nodes would make them. */
export async function setUpService(
	world: World,
	http: VidiCoreHttp,
): Promise<Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>> {
	const callbackId = await createCallback(http, callbackFolder, world.owner);
	const resourceId = await attachService(http, readResourceDocument(world.resourceDocument));
	await waitUntilOnline(http, resourceId, 60_000);
	await applyConfiguration(http, resourceId);
	world.vidiCore.index.settle();
	return { resourceId, callbackId };
}

/** Attaches another of the scenario's services by its name. Resolves to its id when it is online. */
export async function attachSibling({ siblings }: World, http: VidiCoreHttp, name: string): Promise<string> {
	const resourceId = await attachService(http, readResourceDocument(siblings.get(name) ?? ''));
	await waitUntilOnline(http, resourceId, 60_000);
	return resourceId;
}

/** Starts a job by that path and waits for its end. */
export async function endedJob(
	http: VidiCoreHttp,
	path: string,
	options: Omit<StartOptions, 'correlation'>,
	limitMs = 5 * 60_000,
): Promise<JobDocument> {
	const { jobId } = await startJob(http, path, { ...options, correlation: crypto.randomUUID() });
	const result = (await waitForJobs(http, [jobId], { limitMs, maxPauseMs: 1000 })).get(jobId);
	if (result?.kind !== 'ended') throw new Error(`job ${jobId}: ${result?.kind}`);
	return result.job;
}

export const analyzed = (
	http: VidiCoreHttp,
	itemId: string,
	options: Omit<StartOptions, 'correlation'>,
	limitMs?: number,
): Promise<JobDocument> => endedJob(http, analyzePath(itemId), options, limitMs);
