import { isPersonsName } from '../../faces/appearance';
import { mergeFaces as merge, readFace, type Curation } from '../../vidicore/faces/curate';
import { UserError } from '../kit/errors';
import { curated } from './curated';
import { isFace } from './isFace';
import { reworded } from '../kit/field';
import { operation } from '../kit/operation';
import { faceId } from './faceFields';

/** Makes an unknown face, or a second item of the same person, one with a person. */
export const mergeFaces = operation({
	value: 'merge',
	label: 'Merge Into a Person',
	action: 'Merge a face into a person',
	description: 'Say that a face is a person who is known already',
	fields: {
		faceId,
		targetFaceId: reworded(faceId, { displayName: 'Person', description: 'The person that the face belongs to' }),
	},
	outputs: {
		faceId: 'The item of the face',
		nameBefore: 'The name it had',
		targetFaceId: 'The item of the person',
		name: 'The name of the person',
		personId: 'What the face service calls the person',
		jobId: 'VidiCore’s job that has done it',
	},
	async run({ faceId: itemId, targetFaceId: targetId }, { vidiCore, signal }) {
		if (itemId === targetId)
			throw new UserError(
				`${itemId} cannot be merged into itself`,
				'Pick the person that the face belongs to. Nothing was changed.',
			);
		const http = await vidiCore();
		const [face, target] = [isFace(await readFace(http, itemId)), isFace(await readFace(http, targetId))];
		if (isPersonsName(face.name) && !isPersonsName(target.name))
			throw new UserError(
				`${targetId} is "${target.name}", nobody’s name, and "${face.name}" would be called that everywhere`,
				`Nothing was changed. It goes the other way round: ${targetId} is the face, and ${itemId} the person.`,
			);
		const step = {
			done: `all detections of ${itemId} count for "${target.name}" (${targetId})`,
			run: async (curation: Curation) => await merge(http, itemId, target, curation),
		};
		const jobId = await curated(face, step, [], signal);
		return {
			faceId: itemId,
			nameBefore: face.name,
			targetFaceId: targetId,
			name: target.name,
			...(target.externalId ? { personId: target.externalId } : {}),
			jobId,
		};
	},
});
