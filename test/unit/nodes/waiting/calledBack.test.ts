import type { IWebhookFunctions } from 'n8n-workflow';
import { calledBack } from '../../../../nodes/waiting/callBack.webhook';

// What a parked Wait For Job hands on when VidiCore calls, by what that n8n does with it.
const jobs = [
	{ item: 0, jobId: 'VX-1', input: { mine: 1 } },
	{ item: 1, jobId: 'VX-2', input: { mine: 2 } },
];
const states: Record<string, string> = { 'VX-1': 'FINISHED', 'VX-2': 'FAILED_TOTAL' };
/** These came with n8n 2.39, which follows all outputs. */
const of239 = ['getTestWebhookUser', 'refreshN8nOAuth2Flow'];

function context(type: string, functions: readonly string[]): IWebhookFunctions {
	const answer = ({ method, url }: { method: string; url: string }) => {
		const id = /\/API\/job\/([^/?]+)/.exec(url)?.[1];
		const body = method === 'DELETE' ? '' : id ? { jobId: id, status: states[id] } : { hits: 0, job: [] };
		return Promise.resolve({
			statusCode: 200,
			headers: { 'content-type': 'application/json' },
			body: body === '' ? '' : JSON.stringify(body),
		});
	};
	return {
		getNode: () => ({ name: 'Wait For Job', type }),
		evaluateExpression: () => ({ jobs, since: 0, notifications: {} }),
		getCredentials: () => Promise.resolve({ baseUrl: 'http://vidicore.example' }),
		helpers: {
			httpRequestWithAuthentication: (_: string, options: { method: string; url: string }) => answer(options),
		},
		getResponseObject: () => ({ status: () => ({ json: () => undefined }) }),
		...Object.fromEntries(functions.map((name) => [name, () => Promise.resolve(undefined)])),
	} as unknown as IWebhookFunctions;
}

const idsByOutput = async (type: string, functions: readonly string[]) =>
	(await calledBack(context(type, functions))).workflowData?.map((items) => items.map(({ json }) => json.jobId));

test.each(of239)('an n8n that knows %s gets each job at its output', async (name) => {
	expect(await idsByOutput('n8n-nodes-vidicore.waitForJob', [name])).toEqual([[], ['VX-1'], ['VX-2']]);
});

test('an older one, which drops all but the first output, gets them there, with how they stand', async () => {
	const { workflowData } = await calledBack(context('n8n-nodes-vidicore.waitForJob', []));
	expect(workflowData).toMatchObject([
		[
			{ json: { jobId: 'VX-1', outcome: 'finished', mine: 1 } },
			{ json: { jobId: 'VX-2', outcome: 'failed', mine: 2 } },
		],
	]);
});

test('a tool has one output only, whatever the n8n', async () => {
	expect(await idsByOutput('n8n-nodes-vidicore.waitForJobTool', of239)).toEqual([['VX-1', 'VX-2']]);
});
