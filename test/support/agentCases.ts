import { agentWorkflow, fromModel, type AgentVersion } from '../../tools/lab/agentWorkflow';
import type { Lab } from '../../tools/lab';
import type { Credential, ExecutionResult } from '../../tools/lab/n8nRest';
import { startScriptedModel, textOf, type ScriptedModel } from '../../tools/lab/scriptedModel';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// A limit of three seconds, so that a job that runs is not waited for half a minute.
const ways = [{ way: 'here', limitMinutes: 0.05 }, { way: 'callBack', limitMinutes: 0.05 }, { way: 'once' }];

/**
 * Tests of what an AI agent's model is told by Wait For Job, with a model that plays a written part: it calls the tool
 * that the task names, and then repeats what it was answered.
 */
export function agentCases(openLab: () => Lab): void {
	let lab: Lab;
	let http: VidiCoreHttp;
	let model: ScriptedModel;
	let credential: Credential;
	const jobs: Record<'ended' | 'running' | 'failed', string> = { ended: '', running: '', failed: '' };

	beforeAll(async () => {
		lab = openLab();
		http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		model = await startScriptedModel(({ messages }) => {
			const last = messages.at(-1);
			if (last?.role === 'tool') return { say: textOf(last) };
			return JSON.parse(last ? textOf(last) : '') as { call: string; with: Record<string, unknown> };
		});
		credential = await lab.n8n.rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
		const options = await setUpService(lab.world, http);
		const start = async (video: string) =>
			(await startJob(http, analyzePath(video), { ...options, correlation: crypto.randomUUID() })).jobId;
		Object.assign(jobs, {
			ended: await start('VX-111'),
			running: await start('VX-113'),
			failed: await start('VX-112'),
		});
		await waitForJobs(http, [jobs.ended, jobs.failed], { limitMs: 30_000, maxPauseMs: 1000 });
	});
	afterAll(() => model?.close());

	/** Lets an agent ask Wait For Job about a job; what its model is told then, and how the execution went. */
	async function asked(version: AgentVersion, job: string, parameters: object) {
		const tool = {
			type: 'waitForJob',
			name: 'Wait For Job',
			parameters: { jobId: { __rl: true, mode: 'id', value: fromModel('jobId') }, ...parameters },
		};
		const task = JSON.stringify({ call: 'Wait_For_Job', with: { jobId: job } });
		model.requests.length = 0;
		const execution = await lab.n8n.rest.run(
			await lab.importWorkflow(agentWorkflow(version, credential, [tool], task)),
			'Start',
		);
		const result: ExecutionResult = await lab.n8n.rest.ended(execution, 30_000);
		const last = model.requests.at(-1)?.messages.at(-1);
		return { result, told: last?.role === 'tool' ? textOf(last) : `nothing, the last to speak was ${last?.role}` };
	}

	const notificationsOf = async (jobId: string) =>
		(await http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri ?? [];

	describe.each([2.2, 3] as const)('an agent of version %d', (version) => {
		describe.each(ways)('with Wait For Job ($way)', (parameters) => {
			test('is told how an ended job ended', async () => {
				const { told, result } = await asked(version, jobs.ended, parameters);
				expect(JSON.parse(told)).toEqual([
					expect.objectContaining({ jobId: jobs.ended, status: 'FINISHED', outcome: 'finished' }),
				]);
				expect(result).toMatchObject({ status: 'success', error: undefined });
			});

			test('is told that a job still runs, and is not parked', async () => {
				const { told, result } = await asked(version, jobs.running, parameters);
				expect(JSON.parse(told)).toEqual([
					expect.objectContaining({
						jobId: jobs.running,
						outcome: 'running',
						next: expect.stringMatching(/again.*do not start/i),
					}),
				]);
				expect(result).toMatchObject({ status: 'success', error: undefined });
				expect(await notificationsOf(jobs.running)).toEqual([]);
			});

			test('is told why a job failed', async () => {
				const { told, result } = await asked(version, jobs.failed, parameters);
				expect(JSON.parse(told)).toEqual([
					expect.objectContaining({
						jobId: jobs.failed,
						outcome: 'failed',
						errorMessage: expect.stringMatching(/lost-tape/),
					}),
				]);
				expect(result).toMatchObject({ status: 'success', error: undefined });
			});

			test('is told that there is no such job, and what to do', async () => {
				const { told } = await asked(version, 'VX-9', parameters);
				expect(told).toMatch(/VX-9.*check the id/);
			});
		});
	});
}
