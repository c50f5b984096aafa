import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { takeAccessAway } from '../../s3/giveAccess';
import { clock } from '../kit/vidiCore';
import { wanted } from './grantFields';

/** Takes the access to one item's bucket and folder away again. */
export async function takeBucketAccessAway(context: IExecuteFunctions, item: number): Promise<IDataObject[]> {
	const { access, grant, about } = await wanted(context, item);
	const { change, allowedBy } = await takeAccessAway(access, grant, async (ms) => await clock.sleep(ms));
	if (allowedBy.length > 0)
		context.addExecutionHints({
			message: `In the bucket policy ${allowedBy.join(', ')} still lets the face service in. Only statements of this node are taken out; look at that one yourself.`,
			type: 'warning',
			location: 'outputPane',
		});
	return [{ ...about, policy: change === 'none' ? 'nothingToTakeOut' : change, stillAllowedBy: allowedBy }];
}
