import { createCallback, findCallback } from '../../vidicore/resources/callback';
import { s3Uri } from '../../vidicore/resources/s3Uri';
import { grantOf, prepareBucket, showStatements, storageAccess } from '../buckets/bucketAccess';
import { bucketField, despiteConditionsOption, principalOption } from '../buckets/bucketFields';
import { scannedFolder } from '../buckets/scannedFolder';
import { locationOf } from '../buckets/locationFields';
import { UserError } from '../kit/errors';
import { hideWhen, reworded } from '../kit/field';
import { options } from '../kit/fields/grouped';
import { choice, notice, text } from '../kit/fields/plain';
import { operation } from '../kit/operation';

/**
 * Prepares the bucket of one item if wanted, then finds or creates the callback resource of its folder: in this
 * order, so that VidiCore never learns of a bucket that could not be prepared. The output holds the address without
 * the key pair.
 */
export const createCallbackResource = operation({
	value: 'create',
	label: 'Create',
	action: 'Create a callback resource',
	description: 'Use the callback of this folder again, or make one',
	fields: {
		notice: notice('Run this node as often as you like: a callback that is there already is used again.'),
		bucket: reworded(bucketField, { description: 'The S3 bucket for the results of the face service' }),
		folder: text({
			displayName: 'Folder',
			default: 'vidinet-callback',
			placeholder: 'e.g. vidinet-callback',
			description: 'A folder of that bucket which is used for nothing else and which no storage of VidiCore scans',
		}),
		bucketAccess: choice({
			displayName: 'Access for the Face Service',
			options: [
				{
					name: 'Prepare the Bucket',
					value: 'prepare',
					description:
						'Create the bucket if it is missing, and add one statement to its policy. What others have written there ' +
						'stays as it is.',
				},
				{
					name: 'Only Show What to Do',
					value: 'show',
					description: 'Change nothing in S3; the output holds the exact statements to paste',
				},
				{ name: 'Leave the Bucket Alone', value: 'leave', description: 'Neither look at the bucket nor change it' },
			],
			default: 'show',
			description: 'The service writes its results into this folder as a user of its own, whom the bucket must let in',
		}),
		options: hideWhen(options({ despiteConditions: despiteConditionsOption, principal: principalOption }), {
			bucketAccess: ['leave'],
		}),
	},
	outputs: {
		resourceId: 'The callback resource; Train Collection and Analyze Item take it as Callback',
		uri: 'Its address, without the key pair',
		bucket: 'The bucket',
		folder: 'The folder in it',
		action: 'created or reused',
		bucketAccess: 'What was done or is to be done for the access of the face service',
		warnings: 'What may stand in the way later',
	},
	async run(fields, { context, item, vidiCore, hint }) {
		const location = locationOf(fields);
		const access = await storageAccess(context, item);
		if (access.sessionToken) {
			throw new UserError(
				'The storage credential holds temporary keys (a session token)',
				'VidiCore keeps the key pair of a callback for good, so it must be a lasting one. Temporary keys are fine ' +
					'for "VidiCore Prepare Bucket".',
			);
		}
		const { accessKeyId } = access;
		const warnings: string[] = [];
		const http = await vidiCore();
		const { warning } = await scannedFolder(http, location);
		if (warning) warnings.push(warning);
		const existing = await findCallback(http, location);
		const grant = grantOf(fields.options.principal, 'callback', location, access);
		const bucketAccess =
			fields.bucketAccess === 'prepare'
				? await prepareBucket(access, grant, {
						createIfMissing: true,
						despiteConditions: fields.options.despiteConditions,
					})
				: fields.bucketAccess === 'show'
					? await showStatements(access, grant)
					: undefined;
		if (existing?.accessKeyId && existing.accessKeyId !== accessKeyId) {
			warnings.push(
				`The callback resource ${existing.resourceId} is used again, but it holds another access key than your ` +
					'credential. If that key is no longer valid, delete the resource in VidiCore and run this node again.',
			);
		}
		if (bucketAccess?.policy === 'missing')
			warnings.push('The bucket does not let the face service in yet: see "bucketAccess" in the output.');
		if (bucketAccess?.policy === 'unknown')
			warnings.push('Whether the bucket lets the face service in could not be seen: see "bucketAccess" in the output.');
		const resourceId = existing?.resourceId ?? (await createCallback(http, location, access));
		if (warnings.length > 0) hint(warnings.join(' '));
		return {
			resourceId,
			uri: s3Uri(location),
			bucket: location.bucket,
			folder: location.folder,
			action: existing ? 'reused' : 'created',
			...(bucketAccess ? { bucketAccess } : {}),
			...(warnings.length > 0 ? { warnings } : {}),
		};
	},
});
