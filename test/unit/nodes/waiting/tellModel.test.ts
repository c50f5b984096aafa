import type { IExecuteFunctions } from 'n8n-workflow';
import { tellModel } from '../../../../nodes/waiting/tellModel';
import type { WaitSettings } from '../../../../nodes/waiting/waitSettings';
import { VidiCoreHttp } from '../../../../vidicore/http';

/** Asks as a tool about a job that is never over, with a clock that moves only by sleeping; how long it took, in s. */
async function secondsWith(way: WaitSettings['way'], limitMinutes: number): Promise<number> {
	let now = 0;
	const http = new VidiCoreHttp(
		() => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ jobId: 'VX-1', status: 'STARTED' }) }),
		{ now: () => now, sleep: (ms) => Promise.resolve(void (now += ms)) },
	);
	const context = {
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Wait For Job', type: 'n8n-nodes-vidicore.waitForJobTool' }),
		continueOnFail: () => false,
	} as unknown as IExecuteFunctions;
	const items = [{ jobId: 'VX-1', onFailedJob: 'error' } as const];
	const settings = { way, limitMinutes, options: { maxPauseSeconds: 15 } };
	const told = await tellModel(items, settings, context, http);
	expect(told).toMatchObject([{ json: { jobId: 'VX-1', outcome: 'running', status: 'STARTED' } }]);
	return now / 1000;
}

test.each<[WaitSettings['way'], number, number]>([
	['here', 60, 30],
	['here', 0.25, 15],
	['callBack', 1440, 30],
	['once', 60, 0],
])('the tool of an agent (%s, at most %d minutes) waits %d s for a job', async (way, limitMinutes, seconds) => {
	expect(await secondsWith(way, limitMinutes)).toBe(seconds);
});
