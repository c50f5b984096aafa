import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mergeFaces as merge, readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { inSteps } from '../../vidicore/steps';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import { isFace } from './isFace';
import { curationLimitMs } from './nameFace.operation';

/** Makes an unknown face, or a second item of the same person, one with a person. */
export async function mergeFaces(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'faceId', 'Face', item);
	const targetId = locatedId(context, 'targetFaceId', 'Person', item);
	if (itemId === targetId)
		throw new UserError(
			`${itemId} cannot be merged into itself`,
			'Pick the person that the face belongs to. Nothing was changed.',
		);
	const [face, target] = [isFace(await readFace(http, itemId)), isFace(await readFace(http, targetId))];
	const curation = {
		nameNow: face.name,
		correlation: randomUUID(),
		limitMs: curationLimitMs,
		signal: context.getExecutionCancelSignal(),
	};
	let jobId = '';
	await inSteps([
		{
			done: `all detections of ${itemId} count for "${target.name}" (${targetId})`,
			run: async () => (jobId = await merge(http, itemId, target, curation)),
		},
	]);
	return {
		faceId: itemId,
		nameBefore: face.name,
		targetFaceId: targetId,
		name: target.name,
		...(target.externalId ? { personId: target.externalId } : {}),
		jobId,
	};
}
