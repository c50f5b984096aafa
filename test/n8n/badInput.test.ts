import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { byHand, inARow, located, ourNode, workflowNode } from '../../tools/lab/workflowNode';
import { eventually, useN8n, workflowOf } from '../support/inN8n';
import { secretsIn } from '../support/secrets';
import { badInputs } from './badInputs';

// What somebody is told in n8n who entered something wrong, and that no secret of his is in it.
const at = useN8n({ speed: 600 });

test.each(badInputs)('$what', async ({ node, parameters, credential, expected, advice }) => {
	const { resourceId: service, callbackId: callback } = at.service;
	at.world.vidiCore.onPurpose.set('GET /elsewhere/API/item/VX-108', 'a base URL of another path is tried');
	const credentials = credential ? await otherCredential(credential(at.world.vidiCore.baseUrl)) : undefined;
	const result = await at.run(twoItems(node, parameters({ service, callback }), credentials));
	expect(result.status).toBe('error');
	expect(result.error?.message).toMatch(expected);
	expect(result.error?.description ?? '').toMatch(advice);
	expect(secretsIn(at, result.stored)).toEqual([]);
});

test.each([
	[
		'a failed job: its own reason and what to do',
		'VX-112',
		5,
		/^Job VX-\d+ failed \(FAILED_TOTAL\): .*reading the source file s3:\/\/demo-archive\/lost-tape\.mp4/,
		/./,
	],
	[
		'a job that never ends: the limit, and that it goes on',
		'VX-113',
		0.02,
		/^Job VX-\d+ is still running \(VIDINET_JOB\) after 0\.02 minutes/,
		/goes on in VidiCore.*Do not start the job again/,
	],
])('%s', async (_, video, limitMinutes, expected, advice) => {
	const result = await at.run(
		workflowOf('face-workflow.json', {
			'Analyze Item': { itemId: located(video), options: { startUnfit: true } },
			'Wait For Analysis': { limitMinutes },
		}),
	);
	expect(result).toMatchObject({
		status: 'error',
		error: {
			message: expect.stringMatching(expected),
			description: expect.stringMatching(advice),
			node: { name: 'Wait For Analysis' },
		},
	});
	expect(secretsIn(at, result.stored)).toEqual([]);
});

test('cancelling an execution ends the wait at once', async () => {
	const { rest } = at.n8n;
	const begin = async () => {
		const job = await at.analysis('VX-113');
		const wait = ourNode('Wait', 'waitForJob', { jobId: located(job), options: { maxPauseSeconds: 2 } });
		const execution = await rest.run(await at.importWorkflow(inARow('waiting', [byHand(), wait])), 'Start');
		const asked = () =>
			at.world.vidiCore.requests.filter(({ method, path }) => method === 'GET' && path === `/API/job/${job}`).length;
		/** Until it has asked so many times more. */
		const asksAgain = async (times: number) => {
			const wanted = asked() + times;
			expect(
				await eventually(
					async () => asked(),
					(count) => count >= wanted,
				),
			).toBeGreaterThanOrEqual(wanted);
		};
		return { execution, asked, asksAgain };
	};
	const [cancelled, other] = [await begin(), await begin()];
	for (const { asksAgain } of [cancelled, other]) await asksAgain(2);
	await rest.stopExecution(cancelled.execution);
	expect((await rest.ended(cancelled.execution)).status).toBe('canceled');
	await other.asksAgain(1); // a request may have been under way
	const before = cancelled.asked();
	await other.asksAgain(3); // what is not cancelled goes on, at the same pace
	expect(cancelled.asked()).toBe(before);
});

test('with "continue (using error output)" only the wrong item fails, on the second output', async () => {
	await at.ended(await at.analysis('VX-108'));
	const workflow = twoItems('getFaceTimespans', { itemId: located('={{ $json.n === 2 ? "VX-999" : "VX-108" }}') });
	(workflow.nodes.at(-1) as INode).onError = 'continueErrorOutput';
	const { status, nodes } = await at.run(workflow);
	expect(status).toBe('success');
	const [good = [], failed = []] = nodes.Tried?.outputs ?? [];
	expect(good.length).toBeGreaterThan(1);
	expect(failed).toHaveLength(1);
	expect(failed[0]).toMatchObject({ json: { error: expect.stringMatching(/VX-999/) }, pairedItem: { item: 1 } });
});

async function otherCredential(data: IDataObject): Promise<INode['credentials']> {
	const { id, name } = await at.n8n.rest.createCredential('Other VidiCore', 'vidiCoreApi', {
		authentication: 'basic',
		username: 'admin',
		password: 'admin',
		...data,
	});
	return { vidiCoreApi: { id, name } };
}

/** A trigger, two items { n: 1 } and { n: 2 }, and the node under trial. */
function twoItems(node: string, parameters: IDataObject, credentials?: INode['credentials']): WorkflowFile {
	return inARow(`Bad input: ${node}`, [
		byHand(),
		workflowNode('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: '{ "n": [1, 2] }', options: {} }),
		workflowNode('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'n', options: {} }),
		{ ...ourNode('Tried', node, parameters), credentials },
	]);
}
