import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { openWorld, type World } from '../../tools/emulator/world';
import { loadScenario, type Scenario } from '../../tools/emulator/scenario';
import type { WorstCase } from '../../tools/emulator/worstCase';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed, endedJob, setUpService } from '../../tools/lab/setUpService';
import { quickClock } from '../support/quickClock';
import type { VidiCoreHttp } from '../../vidicore/http';
import { easier, site, siteId } from '../support/site';

// People and unknown faces: the loop from an unknown face to a known person, and what must be refused.
let world: World;
let http: VidiCoreHttp;
let options: { resourceId: string; callbackId: string };
let training = '';
const id = (value: unknown) => ({ __rl: true, mode: 'id', value });
const picture = readFileSync(require.resolve('../../docs/images/analyze-item.png'));

async function open(scenario?: Scenario, worstCase?: WorstCase): Promise<void> {
	world = await openWorld({ scenario, worstCase });
	http = vidiCoreOver(world.vidiCore.baseUrl);
	options = await setUpService(world, http);
	training = (await findTrainingCollections(http))[0]?.id ?? '';
}
beforeEach(() => open());
afterEach(async () => {
	jest.restoreAllMocks();
	await world.close();
});

const trained = () => endedJob(http, trainPath(training), options);
const login = (): { vidiCoreApi: { baseUrl: string; authentication: string; username: string; password: string } } => ({
	vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
});
const run = async (parameters: IDataObject, items: IDataObject[] = [{}], binary?: INodeExecutionData['binary']) => {
	world.vidiCore.index.settle();
	return await runNode(
		new ManageFaces(),
		{
			resource: ['addPicture', 'mark', 'unmark'].includes(String(parameters.operation)) ? 'training' : 'face',
			...parameters,
		},
		items,
		login(),
		{},
		binary,
	);
};
const rows = async (parameters: IDataObject) => (await run(parameters)).outputs[0]?.map(({ json }) => json) ?? [];
const refused = async (parameters: IDataObject, binary?: INodeExecutionData['binary']) =>
	(await run(parameters, [{}], binary)).run.data.resultData.error?.message;
const writes = () =>
	world.vidiCore.requests.filter(
		({ method, path }) => method !== 'GET' && !(method === 'PUT' && /^\/API\/(item|collection)\/?$/.test(path)),
	);
const file = (data: Buffer, fileName = 'ada.jpg') => ({
	data: { data: data.toString('base64'), mimeType: 'image/jpeg', fileName },
});

test('the whole loop: analysed, an unknown face, named, trained, analysed again: known', async () => {
	await trained();
	await analyzed(http, siteId(108), options);
	const [unknown] = await rows({ operation: 'getMany', returnAll: true, filters: { show: 'unknown' } });
	expect(unknown).toMatchObject({ known: false, state: 'INDEXED', name: expect.stringMatching(/unknown_/) });
	const before = await rows({ operation: 'findAppearances', faceId: id(unknown?.faceId), returnAll: true });
	expect(before.length).toBeGreaterThan(0);
	expect(before[0]).toMatchObject({ itemId: siteId(108), title: 'Council meeting, part one', known: false });
	const [named] = await rows({
		operation: 'rename',
		faceId: id(unknown?.faceId),
		name: 'Björn "Bear" <O’Neil> & שרה 🎬',
		addToTraining: true,
		trainingCollectionId: id(training),
	});
	expect(named).toMatchObject({
		nameBefore: unknown?.name,
		name: 'Björn "Bear" <O’Neil> & שרה 🎬',
		collectionId: training,
	});
	const after = await rows({ operation: 'findAppearances', faceId: id(unknown?.faceId), returnAll: true });
	expect(after.map(({ start, person, known }) => [start, person, known])).toEqual(
		before.map(({ start }) => [start, 'Björn "Bear" <O’Neil> & שרה 🎬', true]),
	);
	const report = async () =>
		(await runNode(new TrainCollection(), { operation: 'report', collectionId: id(training) }, [{}], login()))
			.outputs[0]?.[0]?.json;
	await trained();
	await analyzed(http, siteId(108), options);
	const again = await rows({ operation: 'findAppearances', faceId: id(unknown?.faceId), returnAll: true });
	expect(again.map(({ start, person }) => [start, person])).toEqual(after.map(({ start, person }) => [start, person]));
	expect(await report()).toMatchObject({ new: 0 });
	expect(
		(await rows({ operation: 'getMany', returnAll: true, filters: { show: 'unknown' } })).map(({ faceId }) => faceId),
	).not.toContain(unknown?.faceId);
	expect(await rows({ operation: 'getMany', returnAll: true, filters: { name: 'Björn' } })).toMatchObject([
		{ faceId: unknown?.faceId, known: true, state: 'INDEXED' },
	]);
});

test('listing: page by page, by name, by collection, up to a limit', async () => {
	const base = loadScenario();
	const many = Array.from({ length: 300 }, (_, n) => ({
		name: `Extra ${String(n).padStart(3, '0')}`,
		id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
		portraits: [{ id: `${site}-${6000 + n}`, file: `extra/${n}.jpg` }],
	}));
	await world.close();
	const counted = easier('pageSize', 'shiftingLists', 'tokenRequests');
	await open({ ...base, people: [...base.people, ...many] }, counted);
	world.vidiCore.requests.length = 0;
	expect((await rows({ operation: 'getMany', returnAll: true, filters: { name: 'extra' } })).length).toBe(300);
	expect(world.vidiCore.requests.filter(({ method }) => method === 'PUT')).toHaveLength(3);
	expect((await rows({ operation: 'getMany', limit: 7, filters: { show: 'known' } })).length).toBe(7);
	expect(
		(await rows({ operation: 'getMany', returnAll: true, inCollection: id(training), filters: { name: 'Ada' } })).map(
			({ name }) => name,
		),
	).toContain('Ada Nordin');
	expect(
		(await rows({ operation: 'getMany', limit: 1, thumbnail: 'link', filters: { name: 'Ada' } }))[0],
	).toMatchObject({
		thumbnail: expect.stringMatching(/^http.*APInoauth/),
	});
	const { outputs } = await run({ operation: 'getMany', limit: 1, filters: { name: 'Ada' } });
	expect(JSON.stringify(outputs)).not.toContain('noauth');
});

test('a picture is imported, marked, put into the collection; a second one by its address', async () => {
	const added = (
		await run(
			{ operation: 'addPicture', name: 'Grace Hopper', trainingCollectionId: id(training) },
			[{}],
			file(picture, '../../Grace Hopper?.jpg'),
		)
	).outputs[0]?.[0]?.json;
	expect(added).toMatchObject({ name: 'Grace Hopper', title: 'Portrait of Grace Hopper', mimeType: 'image/png' });
	const [listed] = await rows({
		operation: 'getMany',
		inCollection: id(training),
		returnAll: true,
		filters: { name: 'Grace' },
	});
	expect(listed).toMatchObject({
		faceId: added?.faceId,
		state: 'NEEDS_TRAINING',
		pictures: 1,
		newPictures: 1,
		trainingMaterial: true,
	});
	const server = createServer((request, response) =>
		request.url === '/a.png'
			? response.end(Buffer.concat([picture, Buffer.from('another')]))
			: response.writeHead(404).end('no'),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	expect(
		(
			await rows({
				operation: 'addPicture',
				name: 'Grace Hopper',
				imageFrom: 'url',
				imageUrl: `${base}/a.png`,
				trainingCollectionId: id(training),
			})
		)[0],
	).toMatchObject({ name: 'Grace Hopper' });
	expect(
		await refused({
			operation: 'addPicture',
			name: 'Grace',
			imageFrom: 'url',
			imageUrl: `${base}/b.png`,
			trainingCollectionId: id(training),
		}),
	).toMatch(/could not be fetched/);
	await new Promise((resolve) => server.close(resolve));
	const marked = await rows({ operation: 'unmark', itemId: id(added?.faceId), trainingCollectionId: id(training) });
	expect(marked[0]).toMatchObject({ trainingMaterial: false });
	expect(
		await rows({ operation: 'getMany', inCollection: id(training), returnAll: true, filters: { name: 'Grace' } }),
	).toHaveLength(1);
	expect(
		(await rows({ operation: 'mark', itemId: id(added?.faceId), name: '', trainingCollectionId: id(training) }))[0],
	).toMatchObject({ name: 'Grace Hopper', trainingMaterial: true });
	expect(
		await rows({ operation: 'getMany', inCollection: id(training), returnAll: true, filters: { name: 'Grace' } }),
	).toHaveLength(2);
});

test('a picture out of a video: the thumbnail nearest to the time, if it is near enough', async () => {
	world.vidiCore.requests.length = 0;
	const add = {
		operation: 'addPicture',
		name: 'Katherine Johnson',
		imageFrom: 'video',
		videoId: id(siteId(108)),
		trainingCollectionId: id(training),
	};
	expect((await rows({ ...add, seconds: 21.5 }))[0]).toMatchObject({
		name: 'Katherine Johnson',
		mimeType: 'image/png',
	});
	expect(world.vidiCore.requests.map(({ path }) => path)).toContain(
		`/API/thumbnail/${siteId(1)}/${siteId(108)};version=0/20000000@1000000`,
	);
	world.vidiCore.requests.length = 0;
	expect(await refused({ ...add, seconds: 25 })).toMatch(/5 seconds away/);
	expect(await refused({ ...add, videoId: id(siteId(999)), seconds: 0 })).toMatch(/[A-Z]+-999/);
	expect(writes()).toEqual([]);
});

test('what is no picture, and names that cannot serve, are refused before anything is made', async () => {
	world.vidiCore.requests.length = 0;
	const add = (data: Buffer, name = 'Ada', more: IDataObject = {}) =>
		refused({ operation: 'addPicture', name, trainingCollectionId: id(training), ...more }, file(data));
	expect(await add(Buffer.from('This is a text, whatever its name says'))).toMatch(/is not a picture/);
	expect(await add(Buffer.alloc(0))).toMatch(/is empty|no file/);
	expect(await add(Buffer.concat([picture, Buffer.alloc(100 * 2 ** 20)]))).toMatch(/100 MB/);
	expect(await add(picture, 'x'.repeat(5000))).toMatch(/5000 characters/);
	expect(await add(picture, '  ')).toMatch(/"Name" is empty/);
	expect(await add(picture, 'Ada\nNordin')).toMatch(/line break/);
	expect(await add(picture, 'unknown_0001')).toMatch(/unknown face/);
	expect(await add(picture, 'Ada', { binaryField: 'other' })).toMatch(/no file in the field "other"/);
	expect(await add(picture, 'Ada', { imageFrom: 'url', imageUrl: 'file:///etc/passwd' })).toMatch(
		/not the address of a picture/,
	);
	expect(writes()).toEqual([]);
});

test('no half-imported item stays behind, and one that cannot be removed is named', async () => {
	quickClock();
	const before = (await http.json<{ hits: number }>('PUT', '/API/item', { body: '{}' })).hits;
	const add = () =>
		refused({ operation: 'addPicture', name: 'Ada', trainingCollectionId: id(training) }, file(picture));
	world.vidiCore.faults.add({ match: /^POST .*container.raw/, times: 1, effect: { status: 500 } });
	expect(await add()).toMatch(/500/);
	expect((await http.json<{ hits: number }>('PUT', '/API/item', { body: '{}' })).hits).toBe(before);
	world.vidiCore.faults.add({ match: /^POST .*container.raw/, times: 1, effect: { status: 500 } });
	world.vidiCore.faults.add({ match: /^DELETE .API.item/, times: 1, effect: { status: 403 } });
	expect(await add()).toMatch(/item [A-Z]+-\d+, made for it, could not be deleted/);
	expect(
		await refused({ operation: 'addPicture', name: 'Ada', trainingCollectionId: id(siteId(9)) }, file(picture)),
	).toMatch(/[A-Z]+-9/);
	expect((await http.json<{ hits: number }>('PUT', '/API/item', { body: '{}' })).hits).toBe(before + 1);
});

/** Trains, analyses a video, and finds an unknown face of it and a person that is known. */
async function unknownAndAda(): Promise<[unknown: IDataObject, ada: IDataObject]> {
	await trained();
	await analyzed(http, siteId(109), options);
	const [unknown] = await rows({ operation: 'getMany', returnAll: true, filters: { show: 'unknown' } });
	const [ada] = await rows({ operation: 'getMany', returnAll: true, filters: { name: 'Ada Nordin', show: 'known' } });
	if (!unknown || !ada) throw new Error(`${siteId(109)} shows nobody unknown, or there is no Ada Nordin`);
	world.vidiCore.requests.length = 0;
	return [unknown, ada];
}

test('merging: into a person, who is seen wherever the face was; not into itself, not with a video', async () => {
	const [unknown, ada] = await unknownAndAda();
	expect(await refused({ operation: 'merge', faceId: id(ada.faceId), targetFaceId: id(ada.faceId) })).toMatch(
		/into itself/,
	);
	expect(await refused({ operation: 'merge', faceId: id(siteId(108)), targetFaceId: id(ada.faceId) })).toMatch(
		/[A-Z]+-108 is not a face/,
	);
	// A merge cannot be undone, and the other way round a person would be called unknown_… from then on.
	expect(await refused({ operation: 'merge', faceId: id(ada.faceId), targetFaceId: id(unknown.faceId) })).toMatch(
		/nobody’s name, and "Ada Nordin" would be called that/,
	);
	expect(writes()).toEqual([]);
	const found = await rows({ operation: 'findAppearances', faceId: id(unknown.faceId), returnAll: true });
	expect(found.length).toBeGreaterThan(0);
	expect(await rows({ operation: 'merge', faceId: id(unknown.faceId), targetFaceId: id(ada.faceId) })).toMatchObject([
		{ name: 'Ada Nordin', nameBefore: unknown.name },
	]);
	const now = await rows({ operation: 'findAppearances', faceId: id(ada.faceId), returnAll: true });
	expect(now.map(({ start }) => start)).toEqual(expect.arrayContaining(found.map(({ start }) => start)));
});

test('deleting: only a face, only by its name, and not twice', async () => {
	const [unknown] = await unknownAndAda();
	const remove = (faceId: unknown, confirmName: unknown): IDataObject => ({
		operation: 'delete',
		faceId: id(faceId),
		confirmName: String(confirmName),
	});
	expect(await refused(remove(siteId(108), 'Council meeting, part one'))).toMatch(/not a face/);
	expect(await refused(remove(unknown.faceId, 'somebody'))).toMatch(/is called "unknown_/);
	expect(writes()).toEqual([]);
	expect(await rows(remove(unknown.faceId, unknown.name))).toMatchObject([{ deleted: true }]);
	const left = await rows({ operation: 'getMany', returnAll: true, filters: { show: 'unknown' } });
	expect(left.map(({ faceId }) => faceId)).not.toContain(unknown.faceId);
	expect(await refused(remove(unknown.faceId, unknown.name))).toMatch(/404|not/i);
});

test('where somebody appears over the archive: the newest video first, up to a limit', async () => {
	await trained();
	for (const video of [siteId(110), siteId(108), siteId(109)]) await analyzed(http, video, options);
	const people = await rows({ operation: 'getMany', returnAll: true, filters: { show: 'known' } });
	const seen = [];
	for (const { faceId, state } of people.filter(({ state }) => state === 'TRAINED'))
		seen.push({
			faceId,
			state,
			spans: await rows({ operation: 'findAppearances', faceId: id(faceId), returnAll: true }),
		});
	const videos = (spans: IDataObject[]) => [...new Set(spans.map(({ itemId }) => String(itemId)))];
	const [widely] = seen.sort((a, b) => videos(b.spans).length - videos(a.spans).length);
	const order = videos(widely?.spans ?? []);
	expect(order.length).toBeGreaterThan(1);
	// The scenario's videos came into the archive in the order of their ids.
	expect(order).toEqual([...order].sort().reverse());
	expect(await rows({ operation: 'findAppearances', faceId: id(widely?.faceId), limit: 1 })).toEqual(
		widely?.spans.slice(0, 1),
	);
});

test(
	'a collection that is no training collection: said where pictures go, and no paid training of one without ' +
		'material',
	async () => {
		const { id: other = '' } = await http.json<{ id?: string }>('POST', '/API/collection', {
			query: [['name', 'Sports']],
		});
		const add = async (collection: string) =>
			(
				await run(
					{ operation: 'addPicture', name: 'Mary Jackson', trainingCollectionId: id(collection) },
					[{}],
					file(picture),
				)
			).outputs[0]?.[0]?.json;
		const train = async () =>
			await runNode(
				new TrainCollection(),
				{
					operation: 'start',
					collectionId: id(other),
					resourceId: id(options.resourceId),
					callbackId: id(options.callbackId),
				},
				[{}],
				login(),
			);
		const refusal = async () => (await train()).run.data.resultData.error?.message;
		const started = () =>
			world.vidiCore.requests.filter(({ method, path }) => method === 'POST' && path.includes('/train'));
		expect(await refusal()).toMatch(/holds no training material/);
		await http.send('PUT', `/API/collection/${other}/${siteId(110)}`);
		expect(await refusal()).toMatch(/holds no training material/);
		expect(started()).toEqual([]);
		expect((await add(other))?.warning).toMatch(
			new RegExp(
				`^${other} is not marked as a training collection in VidiCore; these are: FaceTrainingDataset \\(${training}\\)`,
			),
		);
		expect(await add(training)).not.toHaveProperty('warning');
		expect((await train()).outputs[0]?.[0]?.json).toMatchObject({ started: true, new: 1 });
		expect(started()).toHaveLength(1);
	},
);
