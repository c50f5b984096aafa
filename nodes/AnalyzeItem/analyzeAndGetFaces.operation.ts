import { faceFilters } from '../appearances/faceFilters';
import { faceOutputs } from '../appearances/faceOutputs';
import { faceRowOutputs } from '../appearances/faceRowOutputs';
import { choice, toggle } from '../kit/fields/plain';
import { operationOnAll } from '../kit/operation';
import { waitFields, wayToEnd } from '../waiting/waitFields';
import { analysisFields, steps } from './analysisFields';
import { asData } from './facesOfJobs';
import { failureOutput } from './failureOutput';
import { oneStep } from './oneStep';
import { analysisOutputs } from './startAnalysis';

const { options, ...first } = analysisFields;

/** Starts the analyses of all input items, waits for their end, and gives who is seen when. */
export const analyzeAndGetFaces = operationOnAll({
	value: steps.faces,
	label: 'Start, Wait and Get Faces',
	action: 'Run the billed analysis of an item and get who is seen when',
	description: 'Let the face service look into a video, wait until it has, and give who is seen from when to when',
	fields: {
		...first,
		way: wayToEnd,
		...waitFields,
		output: choice({ displayName: 'Output', options: faceOutputs, default: 'appearances' }),
		simplify: toggle({
			displayName: 'Simplify',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		}),
		filters: faceFilters,
		options,
	},
	outputs: {
		...analysisOutputs,
		...faceRowOutputs,
		next: 'Where nothing is found, and for the tool of an agent while the job runs: what to do next',
		'*': 'Called back, while the job runs or when it failed: the fields of the input as well',
	},
	runAll: async (items, context) =>
		await oneStep(items, context, (values) => {
			const { output, filters, options: chosen, simplify } = values as (typeof items)[number];
			return asData({ output, filters, options: { ...chosen, simplify } });
		}),
	failureOutput,
});
