import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { blankPicture } from '../../tools/emulator/blankPicture';
import { openWorld, type World } from '../../tools/emulator/world';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import type { VidiCoreHttp } from '../../vidicore/http';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed, setUpService } from '../../tools/lab/setUpService';
import { siteId } from '../support/site';

// Addresses of thumbnails in all their forms: the picture of another moment is the picture of somebody else, and a
// login must go nowhere but to VidiCore.
let world: World;
let http: VidiCoreHttp;
let training = '';
const id = (value: unknown) => ({ __rl: true, mode: 'id', value });

beforeAll(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
	await analyzed(http, siteId(108), await setUpService(world, http));
	const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
		'PUT',
		'/API/collection',
		{ body: '{}' },
	);
	training = collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? '';
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));
afterEach(() => world.vidiCore.faults.clear());

const run = async (parameters: IDataObject) =>
	await runNode(new ManageFaces(), parameters, [{}], {
		vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
	});
const pictureAt = async (seconds: number, name: string) =>
	await run({
		resource: 'training',
		operation: 'addPicture',
		name,
		imageFrom: 'video',
		videoId: id(siteId(108)),
		seconds,
		trainingCollectionId: id(training),
	});
/** VX-108 lasts ten minutes, or has the duration given; its thumbnails are these. */
const thumbnailsAre = (uri: unknown[], durationSeconds: string | undefined = '600') =>
	world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-108$/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({
				id: siteId(108),
				thumbnails: { uri },
				metadata: {
					timespan: [
						{ field: durationSeconds ? [{ name: 'durationSeconds', value: [{ value: durationSeconds }] }] : [] },
					],
				},
			}),
		},
	});
const asked = () =>
	world.vidiCore.requests
		.filter(({ path }) => path.includes('/thumbnail/'))
		.map(({ path, query }) => (query ? `${path}?${query}` : path));
const made = () => world.vidiCore.requests.filter(({ method }) => method === 'POST');
const path = (time: string) => `/API/thumbnail/${siteId(2)}/${siteId(108)};version=0/${time}`;
const at = (time: string) => `http://inside:8080${path(time)}`;
const wholes = (...times: string[]) => times.map(at);

test.each([
	['in frames of 1/25 s', wholes('0@PAL', '225@PAL', '500@PAL'), 9, path('225@PAL')],
	['in NTSC frames', wholes('0@NTSC', '270@NTSC', '600@30000:1001'), 20, path('600@30000:1001')],
	['in several bases', wholes('0@1000000', '8@1', '540000@60000'), 9, path('540000@60000')],
	['without a base: seconds', wholes('0', '9', '20'), 9, path('9')],
	['percent-encoded', wholes('0%40PAL', '225%40PAL'), 9, path('225%40PAL')],
	['with a query', wholes('0@25?hash=4f', '225@25?hash=9e&version=0'), 9, path('225@25?hash=9e&version=0')],
	['relative', [path('0@PAL'), path('225@PAL')], 9, path('225@PAL')],
	['relative, with a query', [path('0@25?hash=4f'), path('225@25?hash=9e')], 9, path('225@25?hash=9e')],
	[
		'without login',
		[at('0@PAL').replace('API', 'APInoauth'), at('225@PAL').replace('API', 'APInoauth')],
		9,
		path('225@PAL').replace('API', 'APInoauth'),
	],
] as const)('the picture of the moment wanted: %s', async (_, uris, seconds, wanted) => {
	thumbnailsAre([...uris]);
	const { outputs } = await pictureAt(seconds, `Person ${wanted}`);
	expect(outputs[0]?.[0]?.json).toMatchObject({ mimeType: 'image/png' });
	expect(asked()).toEqual([wanted]);
});

test.each([
	['a word', wholes('poster'), '600'],
	['a base that is none', wholes('0@PALE', '225@PALE'), '600'],
	['a time code', wholes('00:00:09:00'), '600'],
	['no time', wholes(''), '600'],
	['one of many', wholes('225@PAL', 'poster'), '600'],
	['numbers that are no seconds', wholes('0', '250', '15000'), '600'],
	['numbers in what is no video', wholes('0', '3'), ''],
	['no text', [{ value: at('225@PAL') }], '600'],
] as const)('an error, and nothing made, where the time is not told for certain: %s', async (_, uris, duration) => {
	thumbnailsAre([...uris], duration);
	const {
		run: { data },
	} = await pictureAt(0, 'Somebody');
	expect(data.resultData.error?.message).toMatch(/is not understood|names an address|not a text/);
	expect([...asked(), ...made()]).toEqual([]);
});

test('a login goes nowhere but to VidiCore, whatever address it gives', async () => {
	const seen: Array<{ url?: string; headers: IncomingHttpHeaders }> = [];
	const stranger = createServer((request, response) => {
		seen.push({ url: request.url, headers: request.headers });
		response.end(blankPicture);
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	stranger.unref();
	const { port } = stranger.address() as AddressInfo;
	const host = `127.0.0.1:${port}`;
	const { host: own } = new URL(world.vidiCore.baseUrl);
	const hostile = [
		`x:@${host}/thumb/0@1`,
		`x:.example.org/thumb/0@1`,
		`http://${host}/thumb/0@1`,
		`//${host}/API/thumbnail/${siteId(2)}/${siteId(108)}/0@1`,
		`http://${own}@${host}/API/thumbnail/${siteId(2)}/${siteId(108)}/0@1`,
		`http://${own}\\@${host}/API/thumbnail/${siteId(2)}/${siteId(108)}/0@1`,
		`http://${own}/API/..;/manager/0@1`,
		`http://${own}/API/%2e%2e/manager/0@1`,
	];
	for (const uri of hostile) {
		thumbnailsAre([uri]);
		const {
			run: { data },
		} = await pictureAt(0, 'Somebody');
		expect([uri, data.resultData.error?.message]).toEqual([uri, expect.stringMatching(/names an address that/)]);
		world.vidiCore.faults.clear();
	}
	expect([...asked(), ...made()]).toEqual([]);
	// Another host with a path of the API: the path is asked at VidiCore.
	thumbnailsAre([`http://${host}${path('0@1')}`]);
	await pictureAt(0, 'Somebody else');
	expect(asked()).toEqual([path('0@1')]);
	await new Promise((resolve) => stranger.close(resolve));
	expect(seen).toEqual([]);
});

describe('where appearances are found and faces are listed', () => {
	const faces = async (thumbnail: string) =>
		await run({ resource: 'face', operation: 'getMany', returnAll: true, thumbnail, filters: { show: 'unknown' } });
	const appearances = async () => {
		const [face] = (await faces('none')).outputs[0] ?? [];
		world.vidiCore.requests.length = 0;
		return await run({
			resource: 'face',
			operation: 'findAppearances',
			faceId: id(face?.json.faceId),
			returnAll: true,
			mergeGapSeconds: 0,
			thumbnail: 'link',
		});
	};

	test('links of appearances lead to the picture nearest to the begin', async () => {
		const { outputs } = await appearances();
		const rows = outputs[0]?.map(({ json }) => json) ?? [];
		expect(rows.length).toBeGreaterThan(0);
		for (const { thumbnail, startSeconds } of rows) {
			const [, micros] =
				/\/APInoauth\/thumbnail\/[A-Z]+-1\/[A-Z]+-108;version=0\/(\d+)@1000000$/.exec(String(thumbnail)) ?? [];
			expect(Math.abs(Number(micros) / 1e6 - Number(startSeconds))).toBeLessThanOrEqual(5);
		}
	});

	/** The answer to a search for items, with these as the thumbnails of each. */
	const answerWith = async (uri: string[]) => {
		const list = await http.json<{ item: object[] }>('PUT', '/API/item', {
			query: [['content', 'metadata,shape,thumbnail']],
			body: JSON.stringify({ field: [{ name: 'vcs_face_value', value: [{ value: '*unknown_*' }] }] }),
		});
		const body = JSON.stringify({
			hits: 1,
			item: list.item.slice(0, 1).map((item) => ({ ...item, thumbnails: { uri } })),
		});
		world.vidiCore.requests.length = 0;
		world.vidiCore.faults.add({
			match: /^PUT .API.item$/,
			times: 1,
			effect: { status: 200, contentType: 'application/json', body },
		});
	};

	test('a relative link of a face is whole; as a file it is asked with its query', async () => {
		await answerWith([`/APInoauth/thumbnail/${siteId(2)}/${siteId(108)}/0?hash=4f`]);
		expect((await faces('link')).outputs[0]?.[0]?.json.thumbnail).toBe(
			`${world.vidiCore.baseUrl}/APInoauth/thumbnail/${siteId(2)}/${siteId(108)}/0?hash=4f`,
		);
		await answerWith([`/APInoauth/thumbnail/${siteId(2)}/${siteId(108)}/0?hash=4f`]);
		expect((await faces('file')).outputs[0]?.[0]?.binary?.data).toMatchObject({ mimeType: 'image/png' });
		expect(asked()).toEqual([`/APInoauth/thumbnail/${siteId(2)}/${siteId(108)}/0?hash=4f`]);
	});

	test.each(['link', 'file'])('an address that must not be used is an error: %s', async (thumbnail) => {
		await answerWith(['javascript:alert(1)']);
		expect((await faces(thumbnail)).run.data.resultData.error?.message).toMatch(/names an address that/);
		expect(asked()).toEqual([]);
	});
});
