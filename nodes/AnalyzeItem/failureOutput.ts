import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool } from '../kit/n8nFunctions';
import { failed } from '../waiting/sortedJobs';

/** Where items come out that fail together: a parking node has an output for them. */
export const failureOutput = (context: IExecuteFunctions): number =>
	isTool(context) || context.getNodeParameter('way', 0, 'here') === 'here' ? 0 : failed;
