import type { IDataObject, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { CreateCallbackResource } from '../../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { PrepareBucket } from '../../../nodes/PrepareBucket/PrepareBucket.node';
import { WaitForJob } from '../../../nodes/WaitForJob/WaitForJob.node';
import { loadScenario } from '../../../tools/emulator/scenario';
import type { PolicyWorld } from '../policyWorld';

/** An analysis that fails without the policies and succeeds with them. */
export function wholeWayCases(at: PolicyWorld): void {
	const { access, run, opened } = at;

	test('the whole way: without the policies the job fails and says where, with them it finds the faces', async () => {
		const world = await opened({
			storage: { ...at.server, close: async () => undefined },
			policies: false,
			scenario: ownBuckets(at.bucket),
		});
		const credentials = {
			vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
			vidiCoreCallbackStorageApi: access(),
		};
		const node = async (type: INodeType, parameters: IDataObject) =>
			(await run(type, parameters, credentials))[0] ?? {};
		const id = (value: unknown) => ({ __rl: true, mode: 'id', value });
		const folder = { bucket: world.callbackBucket, folder: `results/${at.bucket}` };
		const service = await node(new AttachVidiNetService(), {
			operation: 'attach',
			resourceDocument: world.resourceDocument,
			waitSeconds: 10,
		});
		const callback = await node(new CreateCallbackResource(), { ...folder, bucketAccess: 'show' });
		expect(callback).toMatchObject({
			action: 'created',
			bucketAccess: { policy: 'missing' },
			warnings: [expect.stringMatching(/does not let the face service in yet/)],
		});
		const analyzed = async () => {
			const { jobId } = await node(new AnalyzeItem(), {
				itemId: id('VX-108'),
				resourceId: id(service.resourceId),
				callbackId: id(callback.resourceId),
			});
			return await node(new WaitForJob(), { jobId: id(jobId), onFailedJob: 'output', limitMinutes: 1 });
		};
		expect(await analyzed()).toMatchObject({
			outcome: 'failed',
			errorMessage: expect.stringMatching(/reading the source file s3:\/\/.*AccessDenied/),
		});
		await node(new PrepareBucket(), {
			operation: 'giveAccess',
			purpose: 'source',
			bucket: world.scenario.storage.bucket,
			folder: '',
		});
		expect(await analyzed()).toMatchObject({
			outcome: 'failed',
			errorMessage: expect.stringMatching(/writing its result s3:\/\/.*AccessDenied/),
		});
		expect(await node(new CreateCallbackResource(), { ...folder, bucketAccess: 'prepare' })).toMatchObject({
			action: 'reused',
			bucketAccess: { policy: 'added' },
		});
		expect(await analyzed()).toMatchObject({ outcome: 'finished' });
	});
}

function ownBuckets(name: string) {
	const scenario = loadScenario();
	return { ...scenario, storage: { ...scenario.storage, bucket: `${name}-archive` } };
}
