import { agentWorkflow, fromModel, type AgentVersion } from '../../tools/lab/agentWorkflow';
import type { RunningN8n } from '../../tools/lab/n8n';
import type { Credential, ExecutionResult } from '../../tools/lab/n8nRest';
import { startScriptedModel, textOf, type ScriptedModel } from '../../tools/lab/scriptedModel';
import { openedIn, type InN8n } from './inN8n';

// A limit of three seconds, so that a job that runs is not waited for half a minute.
const ways = [{ way: 'here', limitMinutes: 0.05 }, { way: 'callBack', limitMinutes: 0.05 }, { way: 'once' }];

/**
 * Tests of what an AI agent's model is told by Wait For Job, with a model that plays a written part: it calls the tool
 * that the task names, and then repeats what it was answered.
 */
export function agentCases(n8n: () => RunningN8n): void {
	// With hooks of its own: what these tests opened is closed before the file ends its n8n.
	describe('as tools of an agent', () => casesIn(n8n));
}

function casesIn(n8n: () => RunningN8n): void {
	let at: InN8n;
	let model: ScriptedModel;
	let credential: Credential;
	const jobs: Record<'ended' | 'running' | 'failed', string> = { ended: '', running: '', failed: '' };

	beforeAll(async () => {
		at = await openedIn(n8n(), { speed: 600 });
		model = await startScriptedModel(({ messages }) => {
			const last = messages.at(-1);
			if (last?.role === 'tool') return { say: textOf(last) };
			return JSON.parse(last ? textOf(last) : '') as { call: string; with: Record<string, unknown> };
		});
		credential = await at.n8n.rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
		Object.assign(jobs, {
			ended: await at.analysis('VX-111'),
			running: await at.analysis('VX-113'),
			failed: await at.analysis('VX-112'),
		});
		await at.ended(jobs.ended, jobs.failed);
	});
	afterAll(async () => {
		await model?.close();
		await at?.close();
	});

	/** Lets an agent ask Wait For Job about a job; what its model is told then, and how the execution went. */
	async function asked(version: AgentVersion, job: string, parameters: object) {
		const tool = {
			type: 'waitForJob',
			name: 'Wait For Job',
			parameters: { jobId: { __rl: true, mode: 'id', value: fromModel('jobId') }, ...parameters },
		};
		const task = JSON.stringify({ call: 'Wait_For_Job', with: { jobId: job } });
		model.requests.length = 0;
		const execution = await at.n8n.rest.run(
			await at.importWorkflow(agentWorkflow(version, credential, [tool], task)),
			'Start',
		);
		const result: ExecutionResult = await at.n8n.rest.ended(execution);
		const last = model.requests.at(-1)?.messages.at(-1);
		return { result, told: last?.role === 'tool' ? textOf(last) : `nothing, the last to speak was ${last?.role}` };
	}

	const notificationsOf = async (jobId: string) =>
		(await at.http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri ?? [];

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
