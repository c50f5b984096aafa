import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { showStatements } from '../buckets/bucketAccess';
import { wanted } from './grantFields';

/** The statements for one item's bucket, to be pasted by hand. */
export async function showWhatToDo(context: IExecuteFunctions, item: number): Promise<IDataObject[]> {
	const { access, grant, about } = await wanted(context, item);
	return [{ ...about, ...(await showStatements(access, grant)) }];
}
