import type { IExecuteFunctions } from 'n8n-workflow';
import { waitHere } from '../../../../nodes/waiting/waitHere';
import { answeringVidiCore, status } from '../../../support/answeringVidiCore';

test('what keeps all jobs from being asked is told on each input item', async () => {
	const { http } = answeringVidiCore(() => status(401));
	const context = {
		getInputData: () => [{ json: {} }, { json: {} }],
		getNode: () => ({ name: 'Wait For Job', type: 'n8n-nodes-vidicore.waitForJob', parameters: {} }),
		continueOnFail: () => true,
	} as unknown as IExecuteFunctions;
	const items = ['VX-1', 'VX-2'].map((jobId) => ({ jobId, onFailedJob: 'error' }) as const);
	const settings = { way: 'here', limitMinutes: 1, options: { maxPauseSeconds: 15 } } as const;
	const told = (await waitHere(items, settings, context, http)).map(({ json, pairedItem }) => [json.error, pairedItem]);
	const refused = expect.stringMatching(/refuses the login \(401\)/) as string;
	expect(told).toEqual([
		[refused, { item: 0 }],
		[refused, { item: 1 }],
	]);
});
