import type { INodeExecutionData } from 'n8n-workflow';
import { UserError } from '../kit/errors';

/**
 * The job that each input item names, in input order; '' where there is nothing to wait for, because Train Collection
 * started none and VidiCore has forgotten the last one, or because Import found the file there already; a UserError
 * where it names none.
 */
export function namedJobs(
	items: ReadonlyArray<{ readonly jobId: string }>,
	input: readonly INodeExecutionData[],
): Array<string | UserError> {
	return items.map((values, item) => {
		const json = input[item]?.json ?? {};
		try {
			return values.jobId;
		} catch (error) {
			if ((json.started === false || json.imported === false) && json.jobId === undefined) return '';
			return error instanceof UserError ? error : new UserError(String(error), 'Check the field "Job".');
		}
	});
}

export const jobIds = (named: ReadonlyArray<string | UserError>): string[] =>
	named.flatMap((id) => (typeof id === 'string' && id !== '' ? [id] : []));
