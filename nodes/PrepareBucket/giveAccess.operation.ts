import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { prepareBucket } from '../buckets/bucketAccess';
import { wanted } from './grantFields';

/** Lets the face service into one item's bucket. */
export async function giveBucketAccess(context: IExecuteFunctions, item: number): Promise<IDataObject[]> {
	const { access, grant, options, about } = await wanted(context, item);
	return [{ ...about, ...(await prepareBucket(access, grant, options, options.createIfMissing === true)) }];
}
