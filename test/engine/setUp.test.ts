import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { worstCaseOf } from '../../tools/emulator/worstCase';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { quickClock } from '../support/quickClock';

// Setting the face service up with the nodes, in n8n's own engine, in a VidiCore that has nothing of it.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld({ bare: true })));
afterEach(async () => {
	jest.restoreAllMocks();
	await at.close();
});

const callbackFolder = { bucket: 'demo-callback', folder: '/vidinet-callback/' };
const attached = async () => {
	const parameters = { operation: 'attach', resourceDocument: at.world.resourceDocument, waitSeconds: 10 };
	return (await at.run(new AttachVidiNetService(), parameters)).outputs[0]?.[0]?.json;
};

test('Create Callback Resource and Attach VidiNet Service make what is missing and use what is there', async () => {
	const callback = async () => (await at.run(new CreateCallbackResource(), callbackFolder)).outputs[0]?.[0]?.json;
	const [folder, service] = [await callback(), await attached()];
	expect([folder, service]).toMatchObject([{ action: 'created' }, { action: 'attached', state: 'ONLINE' }]);
	expect([await callback(), await attached()]).toMatchObject([
		{ action: 'reused', resourceId: folder?.resourceId },
		{ action: 'reused', resourceId: service?.resourceId },
	]);
});

test('Configure Fields: pre-check changes nothing, "if needed" applies once, one item per step if asked', async () => {
	const resourceId = located((await attached())?.resourceId);
	const look = async (mode: string, output = 'summary') =>
		(await at.run(new ConfigureFields(), { resourceId, mode, output })).outputs[0]?.map(({ json }) => json) ?? [];
	const [check] = await look('preCheck');
	expect(check).toMatchObject({ applied: false, changed: 0 });
	expect((check?.missing as string[]).length).toBeGreaterThan(10);
	expect(check).not.toHaveProperty('collectionId');
	expect(await look('applyIfNeeded')).toEqual([
		expect.objectContaining({
			applied: true,
			changed: (check?.missing as string[]).length,
			missing: [],
			collectionName: 'FaceTrainingDataset',
		}),
	]);
	expect(await look('applyIfNeeded')).toEqual([expect.objectContaining({ applied: false, changed: 0 })]);
	expect((await look('apply', 'steps')).length).toBe((check?.missing as string[]).length);
});

test('Configure Fields gives the training collection that it has just made and searches do not show yet', async () => {
	await at.close();
	at = await openNodeWorld({ bare: true, worstCase: worstCaseOf('indexLag') });
	quickClock();
	const resourceId = located((await attached())?.resourceId);
	const configured = async () =>
		(await at.run(new ConfigureFields(), { resourceId, mode: 'applyIfNeeded' })).outputs[0]?.[0]?.json;
	const first = await configured();
	expect(first).toMatchObject({ applied: true, collectionName: 'FaceTrainingDataset' });
	expect(await configured()).toMatchObject({ applied: false, collectionId: first?.collectionId });
});

test('Create Callback Resource warns of a folder that VidiCore scans and of another key; shows no key', async () => {
	const scanned = await at.run(new CreateCallbackResource(), {
		bucket: at.world.scenario.storage.bucket,
		folder: 'callback',
		bucketAccess: 'leave',
	});
	expect(scanned.outputs[0]?.[0]?.json).toMatchObject({
		action: 'created',
		warnings: [expect.stringMatching(/overlaps with storage [A-Z]+-1/)],
	});
	await at.run(new CreateCallbackResource(), { ...callbackFolder, bucketAccess: 'leave' });
	at.credentials.vidiCoreCallbackStorageApi = {
		...at.credentials.vidiCoreCallbackStorageApi,
		accessKeyId: 'AKIAOTHER',
	};
	const other = await at.run(new CreateCallbackResource(), {
		bucket: 'demo-callback',
		folder: 'vidinet-callback',
		bucketAccess: 'leave',
	});
	expect(other.outputs[0]?.[0]?.json).toMatchObject({
		action: 'reused',
		warnings: [expect.stringMatching(/another access key/)],
	});
	expect(JSON.stringify([scanned.run, other.run])).not.toContain(at.world.owner.secretAccessKey);
});
