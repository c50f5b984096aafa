import type { IExecuteFunctions } from 'n8n-workflow';
import type { S3Location } from '../../vidicore/resources/s3Uri';
import { look } from '../buckets/bucketAccess';
import type { RequirementItem } from '../buckets/requirementWords';
import { scannedFolder } from '../buckets/scannedFolder';
import { principalOption } from '../buckets/bucketFields';
import { options } from '../kit/fields/grouped';
import { choice } from '../kit/fields/plain';
import { operation, type Call } from '../kit/operation';
import { credentialName } from '../kit/vidiCore';
import { aboutOutputs, grantFields, grantFor } from './grantFields';

/**
 * Looks whether one item's bucket is as the face service needs it. `ready` is null when a part of it cannot be seen.
 */
export const checkBucket = operation({
	value: 'check',
	label: 'Check',
	action: 'Check a bucket',
	description: 'Look whether all is as the face service needs it, and say what to do. Changes nothing.',
	fields: {
		...grantFields,
		output: choice({
			displayName: 'Output',
			options: [
				{
					name: 'One Item With All Requirements',
					value: 'summary',
					description: 'Right when another node follows, such as an IF on "ready"',
				},
				{ name: 'One Item per Requirement', value: 'requirements', description: 'Right for a list or a message' },
			],
			default: 'summary',
		}),
		options: options({ principal: principalOption }),
	},
	outputs: {
		...aboutOutputs,
		ready: 'Whether everything is fulfilled; null when a part cannot be seen',
		toDo: 'What is not fulfilled, in words',
		requirements: 'All requirements, when they come as one item',
		requirement: 'What is required',
		fulfilled: 'Whether it is; null when it cannot be seen',
		found: 'How it stands',
		whatToDo: 'What to do about it',
		statement: 'A statement to be pasted where that says',
		hint: 'Whether it is only a hint, which does not count',
	},
	async run(fields, { context, item, vidiCore }) {
		const { access, grant, about } = await grantFor(fields, context, item);
		const requirements = await look(access, grant, new Date());
		if (grant.purpose === 'callback') requirements.push(await outsideStorages(context, vidiCore, grant));
		if (fields.output === 'requirements') return requirements.map((one) => ({ ...about, ...one }));
		const counted = requirements.filter(({ hint }) => !hint);
		const ready = counted.some(({ fulfilled }) => fulfilled === false)
			? false
			: counted.every(({ fulfilled }) => fulfilled)
				? true
				: null;
		const toDo = requirements
			.filter(({ fulfilled }) => fulfilled !== true)
			.map(({ requirement, found, whatToDo }) => [`${requirement}: ${found}`, whatToDo].filter(Boolean).join('. '));
		return [{ ...about, ready, toDo, requirements }];
	},
});

async function outsideStorages(
	context: IExecuteFunctions,
	vidiCore: Call['vidiCore'],
	location: S3Location,
): Promise<RequirementItem> {
	const requirement = 'Folder outside of VidiCore’s storages';
	if (!context.getNode().credentials?.[credentialName])
		return {
			requirement,
			fulfilled: null,
			found: 'Not looked at: that needs a VidiCore credential in this node',
			whatToDo: '',
		};
	const { warning, unseen } = await scannedFolder(await vidiCore(), location);
	if (warning === undefined) return { requirement, fulfilled: true, found: 'No storage scans it', whatToDo: '' };
	return {
		requirement,
		fulfilled: unseen ? null : false,
		found: warning,
		whatToDo: unseen ? 'Ask an administrator of VidiCore' : 'Use another folder for the callback',
	};
}
