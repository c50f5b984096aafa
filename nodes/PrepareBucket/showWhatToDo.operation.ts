import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { showStatements } from '../shared/bucket/bucketAccess';
import { wanted } from './wanted';

/** The statements for one item's bucket, to be pasted by hand. */
export async function showWhatToDo(context: IExecuteFunctions, item: number): Promise<IDataObject[]> {
	const { access, grant, about } = await wanted(context, item);
	return [{ ...about, ...(await showStatements(access, grant)) }];
}
