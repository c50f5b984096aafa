import type { IDataObject, INode } from 'n8n-workflow';
import { differences } from '../../tools/demo/compare';
import { byHand, inARow, ourNode } from '../../tools/lab/workflowNode';
import { useN8n, workflowOf } from '../support/inN8n';
import { databaseText, secretsIn, wrongSecret } from '../support/secrets';

// From nothing set up: the workflows of this repository that begin by hand, and the bucket. The face service may read
// the source media, and write nowhere.
const at = useN8n({ speed: 600, policies: 'source', bare: true });

describe('the workflows to import', () => {
	test(
		'face-workflow: from set-up to who is seen when, as the cast list says; again, everything that is there is used ' +
			'again; and no secret is in either execution',
		async () => {
			const first = await at.run(workflowOf('face-workflow.json'));
			const item = (name: string) => first.nodes[name]?.items[0] ?? {};
			expect(first).toMatchObject({ status: 'success', error: undefined });
			// Without it the service could not write.
			expect(item('Create Callback Resource')).toMatchObject({ bucketAccess: { policy: 'added' } });
			expect(differences(at.world.scenario, 'VX-108', first.nodes['Get Face Timespans']?.items ?? [])).toEqual([]);
			const second = await at.run(workflowOf('face-workflow.json'));
			expect(second.nodes['Create Callback Resource']?.items[0]).toMatchObject({
				action: 'reused',
				resourceId: item('Create Callback Resource').resourceId,
			});
			expect(second.nodes['Attach VidiNet Service']?.items[0]).toMatchObject({ action: 'reused', state: 'ONLINE' });
			expect(second.nodes['Configure Fields']?.items[0]).toMatchObject({ applied: false, changed: 0 });
			expect(secretsIn(at, first.stored + second.stored)).toEqual([]);
		},
	);

	test('analyze-videos: each row is paired with its video', async () => {
		expect((await at.run(workflowOf('face-workflow.json'))).status).toBe('success');
		const { status, nodes } = await at.run(workflowOf('analyze-videos.json'));
		expect(status).toBe('success');
		const rows = nodes['Get Face Timespans']?.outputs[0] ?? [];
		const videos = nodes['One Item per Video']?.items.map(({ itemId }) => itemId) ?? [];
		expect(new Set(rows.map(({ json }) => json.itemId))).toEqual(new Set(videos));
		for (const { json, pairedItem } of rows) expect(videos[(pairedItem as { item: number }).item]).toBe(json.itemId);
		expect(rows.map(({ json }) => json.person)).toEqual(
			expect.arrayContaining(['Łukasz Ångström', "Rosa O'Malley & Sons"]),
		);
	});

	test('analyze-with-call-back: parked until VidiCore calls, then one row per known person', async () => {
		expect((await at.run(workflowOf('face-workflow.json'))).status).toBe('success');
		const { status, nodes } = await at.run(workflowOf('analyze-with-call-back.json'));
		expect(status).toBe('success');
		expect(nodes['Wait For Job']?.outputs.map((list) => list?.length ?? 0)).toEqual([0, 3, 0]);
		expect(nodes['Get Face Timespans']?.items.map(({ person }) => person)).toEqual(
			expect.arrayContaining(['Łukasz Ångström', "Rosa O'Malley & Sons"]),
		);
	});
});

test('the bucket: given access, checked, taken away; n8n keeps no key, right or wrong', async () => {
	const prepare = (parameters: IDataObject, credentials?: INode['credentials']) =>
		at.run(inARow('prepare', [byHand(), { ...ourNode('Prepare', 'prepareBucket', parameters), credentials }]));
	const { bucket } = at.world.scenario.storage;
	const source = await prepare({ bucket, folder: 'videos/2026' });
	expect([source.status, source.error, source.nodes.Prepare?.items]).toEqual([
		'success',
		undefined,
		[expect.objectContaining({ policy: 'alreadyThere' })],
	]);
	const callback = { purpose: 'callback', bucket: at.world.callbackBucket };
	const give = await prepare({ ...callback, folder: 'vidinet-callback' });
	expect(give.nodes.Prepare?.items[0]).toMatchObject({ policy: 'added' });
	const check = await prepare({ operation: 'check', ...callback, folder: 'vidinet-callback' });
	expect(check.nodes.Prepare?.items[0]).toMatchObject({
		ready: true,
		requirements: expect.arrayContaining([
			expect.objectContaining({ requirement: 'Folder outside of VidiCore’s storages', fulfilled: true }),
		]),
	});
	const other = await prepare({ ...callback, folder: 'another-folder' });
	expect(other.nodes.Prepare?.items[0]).toMatchObject({ policy: 'widened' });
	const away = await prepare({ operation: 'takeAccessAway', ...callback, folder: 'another-folder' });
	expect(away.nodes.Prepare?.items[0]).toMatchObject({ policy: 'narrowed' });
	const { id, name } = await at.n8n.rest.createCredential('Wrong', 'vidiCoreCallbackStorageApi', {
		accessKeyId: at.world.owner.accessKeyId,
		secretAccessKey: `${wrongSecret}/+`,
		sessionToken: `${wrongSecret}-token`,
		region: at.world.s3.region,
		endpoint: at.world.s3.endpoint,
	});
	const wrong = await prepare({ bucket }, { vidiCoreCallbackStorageApi: { id, name } });
	expect([wrong.status, wrong.error?.message]).toEqual([
		'error',
		expect.stringMatching(/Secret Access Key does not belong|session token/),
	]);
	const all = [source, give, check, other, away, wrong];
	expect(secretsIn(at, all.map(({ stored }) => stored).join())).toEqual([]);
	// The ResourceDocument is the one thing with a key that a user types into a node: its key is in the saved workflow,
	// as the field says.
	expect((await at.run(workflowOf('face-workflow.json'))).status).toBe('success');
	expect(secretsIn(at, databaseText(at))).toEqual(['vidinet key']);
});
