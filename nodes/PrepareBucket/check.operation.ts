import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { checkAccess } from '../../s3/checkAccess';
import type { Requirement } from '../../s3/requirements';
import type { S3Location } from '../../vidicore/resources/s3Uri';
import { scannedFolder } from '../buckets/scannedFolder';
import { credentialName, vidiCore } from '../kit/vidiCore';
import { wanted } from './grantFields';

/**
 * Looks whether one item's bucket is as the face service needs it. `ready` is null when a part of it cannot be seen.
 */
export async function checkBucket(context: IExecuteFunctions, item: number): Promise<IDataObject[]> {
	const { access, grant, about } = await wanted(context, item);
	const requirements = await checkAccess(access, grant, new Date());
	if (grant.purpose === 'callback') requirements.push(await outsideStorages(context, grant));
	if (context.getNodeParameter('output', item, 'summary') === 'requirements')
		return requirements.map((one) => ({ ...about, ...(one as unknown as IDataObject) }));
	const counted = requirements.filter(({ hint }) => !hint);
	const ready = counted.some(({ fulfilled }) => fulfilled === false)
		? false
		: counted.every(({ fulfilled }) => fulfilled)
			? true
			: null;
	const toDo = requirements
		.filter(({ fulfilled }) => fulfilled !== true)
		.map(({ requirement, found, whatToDo }) => [`${requirement}: ${found}`, whatToDo].filter(Boolean).join('. '));
	return [{ ...about, ready, toDo, requirements: requirements as unknown as IDataObject[] }];
}

async function outsideStorages(context: IExecuteFunctions, location: S3Location): Promise<Requirement> {
	const requirement = 'Folder outside of VidiCore’s storages';
	if (!context.getNode().credentials?.[credentialName])
		return {
			requirement,
			fulfilled: null,
			found: 'Not looked at: that needs a VidiCore credential in this node',
			whatToDo: '',
		};
	const { warning, unseen } = await scannedFolder(await vidiCore(context), location);
	if (warning === undefined) return { requirement, fulfilled: true, found: 'No storage scans it', whatToDo: '' };
	return {
		requirement,
		fulfilled: unseen ? null : false,
		found: warning,
		whatToDo: unseen ? 'Ask an administrator of VidiCore' : 'Use another folder for the callback',
	};
}
