import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { openLab } from '../lab';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { startRecorder } from '../lab/recorder';
import { vidiCoreOver } from '../lab/fetchTransport';
import { setUpService } from '../lab/setUpService';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';

const jobsInBurst = 1000;

interface Burst {
	jobs: number;
	seen: number;
	twice: number;
	missed: number;
	executions: number;
	secondsUntilLast: number;
}

/**
 * `npm run bench -- triggers`: many jobs that end in a burst while the workflow is republished and n8n restarts; how
 * many of them each trigger sees.
 */
export async function triggers(log: Log): Promise<Record<string, Burst>> {
	return {
		vidiCorePollingTrigger: await burst(log, 'vidiCorePollingTrigger'),
		vidiCoreTrigger: await burst(log, 'vidiCoreTrigger'),
	};
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function burst(log: Log, type: string): Promise<Burst> {
	const lab = await openLab(log, { speed: 600 });
	const recorder = await startRecorder();
	try {
		const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		const options = await setUpService(lab.world, http);
		const workflow = await lab.importWorkflow(workflowOf(type, recorder.url));
		await lab.n8n.rest.publish(workflow);
		const jobs: string[] = [];
		for (let n = 0; n < jobsInBurst; n++)
			jobs.push(
				(await startJob(http, analyzePath('VX-113'), { ...options, priority: 'IMMEDIATE', correlation: randomUUID() }))
					.jobId,
			);
		const begun = Date.now();
		const ending = Promise.all(
			jobs.map(
				async (job, n) => await pause((n * 20_000) / jobsInBurst).then(() => http.send('DELETE', `/API/job/${job}`)),
			),
		);
		await pause(4000);
		await lab.n8n.rest.unpublish(workflow);
		await lab.n8n.rest.publish(workflow);
		await pause(3000);
		await lab.n8n.restart('politely');
		await ending;
		const count = () => new Set(recorder.records.map(({ job }) => job)).size;
		for (let [last, at] = [-1, Date.now()]; count() < jobsInBurst && Date.now() - at < 90_000; await pause(500))
			if (count() !== last) [last, at] = [count(), Date.now()];
		await pause(3000);
		const times = jobs.map((job) => recorder.records.filter((record) => record.job === job).length);
		const result = {
			jobs: jobsInBurst,
			seen: times.filter((time) => time > 0).length,
			twice: times.filter((time) => time > 1).length,
			missed: times.filter((time) => time === 0).length,
			executions: new Set(recorder.records.map(({ execution }) => execution)).size,
			secondsUntilLast: Math.round((Math.max(...recorder.records.map(({ at }) => at)) - begun) / 1000),
		};
		log(`  ${type}: ${JSON.stringify(result)}`);
		return result;
	} finally {
		await recorder.close();
		await lab.close();
	}
}

function workflowOf(type: string, recordAt: string): WorkflowFile {
	const node = (name: string, kind: string, typeVersion: number, parameters: INode['parameters']): INode => ({
		id: randomUUID(),
		name,
		type: kind,
		typeVersion,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters,
	});
	const times = type === 'vidiCorePollingTrigger' ? { pollTimes: { item: [{ mode: 'everyMinute' }] } } : {};
	return {
		name: type,
		nodes: [
			node('Trigger', `n8n-nodes-vidicore.${type}`, 1, times),
			node('Record', 'n8n-nodes-base.httpRequest', 4.2, { method: 'POST', url: recordAt, options: {} }),
		],
		connections: { Trigger: { main: [[{ node: 'Record', type: 'main', index: 0 }]] } },
	};
}
