import type { IDataObject } from 'n8n-workflow';
import { trainingMaterial } from '../../vidicore/faces/trainingMaterial';
import type { VidiCoreHttp } from '../../vidicore/http';
import { trainPath } from '../../vidicore/items/collections';
import { collectionKey, newPicturesKey, trainedService } from '../../vidicore/jobs/earlierJob';
import { lastTraining } from '../../vidicore/jobs/trainings';
import { UserError } from '../kit/errors';
import { options } from '../kit/fields/grouped';
import { notice, text, toggle } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { costFields } from '../paidJobs/cost';
import { jobOutput, jobOutputs } from '../paidJobs/jobOutput';
import { lookedUp } from '../paidJobs/lookedUp';
import { startOnce } from '../paidJobs/startOnce';
import { startFields, startOptions, type ServiceParameter } from '../paidJobs/startOptions';
import { startOutputs } from '../paidJobs/startOutputs';
import { callbackPicker } from '../pickers/callback';
import { collectionPicker } from '../pickers/collection';
import { servicePicker } from '../pickers/service';
import { countOutputs, countsOf } from './counts';

const qualitySetting: ServiceParameter = { name: 'QualitySetting', label: 'Quality Setting' };

const againAdvice = 'To train it again all the same, switch off "Only With New Material"; that is billed.';

/** Starts the training of one item's collection, unless there is nothing in it to be learned: one POST, one job. */
export const trainCollection = operation({
	value: 'start',
	label: 'Start Training',
	action: 'Start the billed training of a collection',
	description: 'Let the service learn the portraits of the collection',
	fields: {
		notice: notice(
			'Each training may be billed by VidiNet. A collection without new pictures, or whose training is running, ' +
				'starts none: the last training comes out. "Wait For Job" tells when it has ended.',
		),
		collectionId: collectionPicker,
		resourceId: servicePicker,
		callbackId: callbackPicker,
		options: options({
			...costFields,
			...startFields,
			onlyNew: toggle({
				displayName: 'Only With New Material',
				default: true,
				description:
					'Whether to start only if the collection holds a picture that was not learned yet. Otherwise the last ' +
					'training comes out, with "started: false" and the reason. Switch it off to train again all the same.',
			}),
			qualitySetting: text({
				displayName: qualitySetting.label,
				placeholder: 'e.g. Mid',
				description:
					'The least quality a portrait must have to be learned. "Mid" is known from the guide; other words go to the ' +
					'service as they are. Empty: as the service has it.',
			}),
		}),
	},
	outputs: {
		...jobOutputs,
		...startOutputs,
		...countOutputs,
		resourceId: 'The service',
		callbackId: 'The callback resource',
	},
	async run(fields, call) {
		const { collectionId } = fields;
		const { onlyNew } = fields.options;
		const start = startOptions(fields, [[qualitySetting, fields.options.qualitySetting]]);
		const http = await call.vidiCore();
		const material = await lookedUp(`The content of ${collectionId}`, trainingMaterial(http, collectionId));
		// The service would take the job, bill it and find nothing: only marked items are trained (documented).
		if (material.people === 0)
			throw new UserError(
				`The collection ${collectionId} holds no training material`,
				`Nothing was started and nothing is billed. ${
					material.notMarked.length > 0
						? `Its ${material.notMarked.length} items are not marked: mark them`
						: 'Add pictures'
				} with "Manage Faces", or pick another collection.`,
			);
		const newPictures = material.fresh.length;
		const about = material.fresh
			.map(({ shapeId }) => shapeId)
			.sort()
			.join();
		const job =
			onlyNew && newPictures === 0
				? await nothingNew(http, collectionId, call.signal)
				: await startOnce(call, http, {
						path: trainPath(collectionId),
						options: start,
						of: { training: { collectionId, newPictures } },
						about,
						cost: fields.options,
						marks: [
							[collectionKey, collectionId],
							[trainedService, start.resourceId ?? ''],
							[newPicturesKey, String(newPictures)],
						],
						givesWay: true,
						useDone: onlyNew,
						whenDone: () => ({ reason: `The same pictures were trained already. ${againAdvice}` }),
					});
		return { ...job, ...countsOf(material), collectionId, resourceId: start.resourceId, callbackId: start.callbackId };
	},
});

/** The last training, which is to be waited for or is all there is to know; no job when VidiCore has forgotten it. */
async function nothingNew(http: VidiCoreHttp, collectionId: string, signal?: AbortSignal): Promise<IDataObject> {
	const last = await lookedUp('The last training', lastTraining(http, collectionId, signal));
	return {
		...(last ? jobOutput(last.job) : {}),
		started: false,
		reason:
			last?.why === 'running'
				? 'A training of this collection is running already'
				: `The collection holds nothing new since the last training. ${againAdvice}`,
	};
}
