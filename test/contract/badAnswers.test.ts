import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCollection } from '../../vidicore/collections/collections';
import { afterChangedItems, checkField, itemsChangedSince, readChangedItem } from '../../vidicore/events/changedItems';
import { collectionsOfItem, itemsInCollection } from '../../vidicore/events/collectionContent';
import { afterEndedJobs, jobsEndedSince } from '../../vidicore/events/endedJobs';
import { VidiCoreError } from '../../vidicore/errors';
import { itemsWithFace } from '../../vidicore/faces/appearancesOf';
import { readFace } from '../../vidicore/faces/curate';
import { facePage, facePages } from '../../vidicore/faces/faceItems';
import { trainingMaterial } from '../../vidicore/faces/trainingMaterial';
import { listFields } from '../../vidicore/fields/definitions';
import { fieldType } from '../../vidicore/fields/types';
import type { VidiCoreHttp } from '../../vidicore/http';
import { checkCollection, findTrainingCollections, searchCollections } from '../../vidicore/items/collections';
import { readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { readItem } from '../../vidicore/items/itemDetails';
import { importTrainingImage } from '../../vidicore/items/importImage';
import { searchItems } from '../../vidicore/items/items';
import { readMediaFacts } from '../../vidicore/items/mediaFacts';
import { readMediaToAnalyze } from '../../vidicore/items/mediaToAnalyze';
import { thumbnailsOf } from '../../vidicore/items/thumbnails';
import { findEarlierJob } from '../../vidicore/jobs/earlierJob';
import { estimateCost } from '../../vidicore/jobs/estimateCost';
import { listJobs, listJobTypes, readJob } from '../../vidicore/jobs/readJob';
import { startJob } from '../../vidicore/jobs/startJob';
import { runningJobs } from '../../vidicore/jobs/waitForJobs';
import {
	createNotification,
	findNotifications,
	notificationUrl,
	scopes,
} from '../../vidicore/notifications/notification';
import { countByField } from '../../vidicore/search/facet';
import { collectionPages, itemPages } from '../../vidicore/search/pages';
import { createCallback, findCallback, listCallbacks, readCallback } from '../../vidicore/resources/callback';
import { applyConfiguration, preCheckConfiguration } from '../../vidicore/resources/configuration';
import { readResourceDocument } from '../../vidicore/resources/resourceDocument';
import { storagesOver } from '../../vidicore/resources/storages';
import { attachService, listCognitiveServices, readService } from '../../vidicore/resources/vidinet';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';

// An answer without the document that was asked for must never pass for "nothing there".

interface Given {
	status?: number;
	type?: string;
	body?: string;
}

/** A server that answers everything the same, and counts. */
let given: (accept: string) => Given;
let methods: string[];
let server: Server;
let http: VidiCoreHttp;

beforeAll(async () => {
	server = createServer((message, response) => {
		methods.push(message.method ?? '');
		const { status = 200, type = 'application/json', body = '' } = given(message.headers.accept ?? '');
		message.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const clock = { now: () => 0, sleep: async () => undefined };
	http = vidiCoreOver(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'admin:admin', clock);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (methods = []));

const folder = { bucket: 'b', folder: 'f' };
const start = { correlation: 'word', resourceId: 'VX-2' };
const wanted = { itemId: 'VX-1', request: 'r', correlation: 'word', done: true };
const cursor = { seen: [] };
const everything = { search: {}, query: [], limit: Infinity, pageSize: 10, generic: true };

/** Readings of lists, and what VidiCore answers when there is nothing in them. */
const lists: Record<string, { read: () => Promise<unknown>; empty: unknown }> = {
	'the jobs': { read: () => listJobs(http, {}), empty: [] },
	'the running jobs': { read: () => runningJobs(http, new Set(['VX-1', 'VX-2'])), empty: new Map() },
	'the earlier job': { read: () => findEarlierJob(http, wanted, start), empty: undefined },
	'the ended jobs': { read: () => jobsEndedSince(http, cursor, []), empty: { events: [], cursor } },
	'the last ended job': { read: () => afterEndedJobs(http, []), empty: cursor },
	'the items': { read: () => searchItems(http, '', 1, 50), empty: { hits: 0, entries: [] } },
	'the faces': { read: () => facePage(http, {}, 1, 50), empty: { hits: 0, entries: [] } },
	'the faces of a collection': { read: () => entriesOf(facePages(http, { collectionId: 'VX-9' }, 50)), empty: [] },
	'the items with a face': { read: () => entriesOf(itemsWithFace(http, 'id', 50)), empty: [] },
	'the training material': {
		read: () => trainingMaterial(http, 'VX-9'),
		empty: { people: 0, pictures: 0, trained: 0, fresh: [], refused: [], notMarked: [] },
	},
	'the collections': { read: () => searchCollections(http, 'x', 1, 50), empty: { hits: 0, entries: [] } },
	'the training collections': { read: () => findTrainingCollections(http), empty: [] },
	'the content of a collection': { read: () => itemsInCollection(http, 'VX-9'), empty: [] },
	'the pages of items': { read: () => pagesOf(itemPages(http, everything)), empty: [] },
	'the pages of collections': { read: () => pagesOf(collectionPages(http, everything)), empty: [] },
	'the changed items': { read: () => itemsChangedSince(http, cursor, ['title']), empty: { events: [], cursor } },
	'the last changed item': { read: () => afterChangedItems(http, ['title']), empty: cursor },
};
const plainLists: Record<string, { read: () => Promise<unknown>; empty: unknown; root?: string }> = {
	'the job types': { read: () => listJobTypes(http), empty: [] },
	'the collections of an item': { read: () => collectionsOfItem(http, 'VX-1'), empty: [] },
	'the notifications': { read: () => findNotifications(http, scopes.allJobs, () => true), empty: [] },
	'the services': { read: () => listCognitiveServices(http), empty: [], root: 'ResourceListDocument' },
	'the callbacks': { read: () => listCallbacks(http), empty: [], root: 'ResourceListDocument' },
	'the callback of a folder': {
		read: () => findCallback(http, folder),
		empty: undefined,
		root: 'ResourceListDocument',
	},
	'the storages': { read: () => storagesOver(http, folder), empty: [], root: 'StorageListDocument' },
};

async function entriesOf(pages: AsyncGenerator<unknown[]>): Promise<unknown[]> {
	const found: unknown[] = [];
	for await (const page of pages) found.push(...page);
	return found;
}

async function pagesOf(pages: AsyncGenerator<{ items: unknown[] }>): Promise<unknown[]> {
	const found: unknown[] = [];
	for await (const { items } of pages) found.push(...items);
	return found;
}

/** Readings of one thing. */
const things: Record<string, () => Promise<unknown>> = {
	'a job': () => readJob(http, 'VX-1'),
	'the shapes of an item': () => readMediaToAnalyze(http, 'VX-1', 'original'),
	'the media of an item': () => readMediaFacts(http, 'VX-1'),
	'an item': () => readItem(http, 'VX-1', { fields: [] }, []),
	'a collection': () => readCollection(http, 'VX-9'),
	'the metadata fields': () => listFields(http),
	'the type of a field': () => fieldType(http, 'title'),
	'the counts by a field': () => countByField(http, {}, { field: 'title', most: 10 }),
	'a face': () => readFace(http, 'VX-1'),
	'the thumbnails of an item': () => thumbnailsOf(http, 'VX-1'),
	'the detections in an item': async () => {
		for await (const window of readFaceMetadata(http, 'VX-1', 'adu_face_X')) return window;
		return undefined;
	},
	'the fields of an item': () => readChangedItem(http, 'VX-1', ['title']),
	'a metadata field': () => checkField(http, 'title'),
	'whether there is a collection': () => checkCollection(http, 'VX-9'),
	'a service': () => readService(http, 'VX-2'),
	'a callback': () => readCallback(http, 'VX-3'),
	'the pre-check of a configuration': () => preCheckConfiguration(http, 'VX-2', false),
	'the result of a configuration': () => applyConfiguration(http, 'VX-2'),
	'the address of a notification': () => notificationUrl(http, scopes.allJobs, 'VX-4'),
};

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';
const members = [
	'job',
	'item',
	'collection',
	'uri',
	'resource',
	'storage',
	'shape',
	'thumbnails',
	'metadata',
	'action',
];
const all = (value: unknown) =>
	Object.fromEntries([...members, 'executedSteps', 'vidinet'].map((name) => [name, value]));
const json = (document: unknown): Given => ({ body: JSON.stringify(document) });
const badAnswers: Record<string, Given> = {
	'200 and nothing': {},
	'204': { status: 204 },
	'a document of nothing': json({}),
	'a foreign document': json({ foo: 1 }),
	'a list': json([]),
	'a text': json('x'),
	null: json(null),
	'an object for each list, and the other way round': json({
		hits: '0',
		id: [],
		...all({}),
		thumbnails: [],
		metadata: [],
	}),
	'a text for everything': json({ hits: 'none', id: {}, jobId: 7, name: 7, ...all('x') }),
	'lists of nulls': json({ hits: 1, ...all([null]) }),
	'entries without an id': json({ hits: 1, ...all([{}]) }),
	'hits, and none of them': json({ hits: 7 }),
	'null for everything': json({ hits: null, id: null, jobId: null, ...all(null) }),
	'half a document': { body: '{"hits":0,"job":[' },
	'a sign-in page': { type: 'text/html', body: page },
	'a redirect that leads nowhere': { status: 302 },
};

const readings = Object.entries({
	...things,
	...Object.fromEntries(Object.entries({ ...lists, ...plainLists }).map(([name, { read }]) => [name, read])),
});

describe.each(Object.entries(badAnswers))('in place of the document: %s', (_, answer) => {
	test.each(readings)('%s is an error, and nothing is made', async (__, read) => {
		given = () => answer;
		const error = await read().then(
			(value) => value,
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(VidiCoreError);
		expect(['badAnswer', 'notVidiCore', 'invalidInput']).toContain((error as VidiCoreError).kind);
		expect((error as VidiCoreError).message).not.toMatch(/is not a function|Cannot read|undefined|\[object/);
		expect(methods).not.toContain('POST');
	});

	test('the estimate of the cost is an error', async () => {
		given = () => answer;
		await expect(estimateCost(http, '/API/item/VX-1/analyze', start)).rejects.toBeInstanceOf(VidiCoreError);
		expect(methods).toEqual(['POST']);
	});

	test('what is made is made once, and then not taken for made', async () => {
		given = () => answer;
		const attachment = readResourceDocument(
			'<ResourceDocument><vidinet><url>vidinet://a:k@a</url><type>COGNITIVE_SERVICE</type></vidinet></ResourceDocument>',
		);
		const makings = [
			() => createCallback(http, folder, { accessKeyId: 'a', secretAccessKey: 's' }),
			() => attachService(http, attachment),
			() => createNotification(http, scopes.allJobs, {}, 'http://n8n/x'),
		];
		for (const make of makings) {
			methods = [];
			await expect(make()).rejects.toBeInstanceOf(VidiCoreError);
			expect(methods).toEqual(['POST']);
		}
	});

	test('a picture is not imported when nobody can tell whether it was imported before', async () => {
		given = () => answer;
		const image = {
			bytes: new Uint8Array(9),
			mimeType: 'image/png',
			fileName: 'a.png',
			transferId: 't',
			request: '4f',
			collectionId: 'VX-9',
			title: 'Portrait of Ada',
			person: 'Ada',
			limitMs: 1000,
		};
		methods = [];
		await expect(importTrainingImage(http, image)).rejects.toBeInstanceOf(VidiCoreError);
		expect(methods).not.toContain('POST');
	});

	test('a job is started once, and nobody says that none was', async () => {
		given = () => answer;
		await expect(startJob(http, '/API/item/VX-1/analyze', start)).rejects.toMatchObject({
			name: 'VidiCoreError',
			message: expect.not.stringContaining('most likely none was started') as string,
		});
		expect(methods.filter((method) => method === 'POST')).toHaveLength(1);
	});
});

describe('nothing there is still nothing there', () => {
	test.each(Object.entries(lists))('%s, with and without the list itself', async (_, { read, empty }) => {
		// With the list: recorded of VidiCore for collections.
		for (const more of [{}, { job: [], item: [], collection: [] }]) {
			given = () => json({ hits: 0, ...more, facet: [], suggestion: [], autocomplete: [] });
			expect(await read()).toEqual(empty);
		}
	});

	test.each(Object.entries(plainLists))(
		'%s, with and without the list itself',
		async (_, { read, empty, root = 'URIListDocument' }) => {
			given = () => json({ uri: [], resource: [], storage: [] });
			expect(await read()).toEqual(empty);
			for (const name of ['URIListDocument', 'ResourceListDocument', 'StorageListDocument']) {
				const xml = `<${name} xmlns="http://xml.vidispine.com/schema/vidispine"/>`;
				given = (accept) => (accept.includes('xml') ? { type: 'application/xml', body: xml } : json({}));
				const found: unknown = await read().catch((error: unknown) => (error as VidiCoreError).kind);
				expect(found).toEqual(name === root ? empty : 'badAnswer');
			}
		},
	);

	test('an item without shapes, thumbnails, detections or fields has none', async () => {
		given = () => json({ id: 'VX-1' });
		expect(await things['the shapes of an item']?.()).toEqual({ shapes: [], tags: [], version: '' });
		expect(await things['the thumbnails of an item']?.()).toMatchObject({ thumbnails: [] });
		expect(await things['the detections in an item']?.()).toEqual({});
		expect(await things['the fields of an item']?.()).toMatchObject({ itemId: 'VX-1', fields: {} });
	});
});
