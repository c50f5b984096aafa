import { showWhen } from '../kit/field';
import { options } from '../kit/fields/grouped';
import { isTool } from '../kit/n8nFunctions';
import { operationOnAll } from '../kit/operation';
import { vidiCore } from '../kit/vidiCore';
import { jobOutputs } from '../paidJobs/jobOutput';
import { fromInput } from '../pickers/fromInput';
import { jobPicker } from '../pickers/job';
import { parkUntilCalledBack } from '../waiting/callBack';
import { checkOnce } from '../waiting/checkOnce';
import { failed } from '../waiting/sortedJobs';
import { tellModel } from '../waiting/tellModel';
import { waitFields, waitOptions, way } from '../waiting/waitFields';
import { waitHere } from '../waiting/waitHere';

const fields = {
	jobId: fromInput(
		{ ...jobPicker, property: { ...jobPicker.property, default: { mode: 'id', value: '={{ $json.jobId }}' } } },
		'jobId',
	),
	way,
	...waitFields,
	options: showWhen(options(waitOptions), { way: ['here', 'callBack'] }),
};

/** Waits for the jobs of all input items together; how, is asked of the first. */
export const waitForJob = operationOnAll({
	value: 'wait',
	label: 'Wait',
	action: 'Wait until jobs have ended',
	description: 'Wait until jobs of VidiCore have ended; the jobs of all input items are watched together',
	fields,
	outputs: {
		...jobOutputs,
		next: 'As the tool of an agent: what to do next',
		'*': 'Called back or checked once: the fields of the input as well',
	},
	async runAll(items, context) {
		const http = await vidiCore(context);
		const [first] = items;
		if (!first) return [[]];
		if (isTool(context)) return [await tellModel(items, first, context, http)];
		if (first.way === 'here') return [await waitHere(items, first, context, http)];
		return first.way === 'once'
			? await checkOnce(items, context, http)
			: await parkUntilCalledBack(items, first, context, http);
	},
	failureOutput: (context) => (isTool(context) || context.getNodeParameter('way', 0, 'here') === 'here' ? 0 : failed),
});
