import { openWorld, type World } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { deleteItem } from '../../vidicore/deletes';
import { putIntoCollection, takeOutOfCollection, writeItemFields } from '../../vidicore/items/metadata';
import type { VidiCoreHttp } from '../../vidicore/http';
import {
	createNotification,
	deleteNotification,
	notificationUrl,
	scopes,
	whenStopped,
} from '../../vidicore/notifications/notification';
import { siteId } from '../support/site';

// A write is done when VidiCore says so, and by nobody else: not by a page to sign in, not by a redirect.
let world: World;
let http: VidiCoreHttp;
let collectionId: string;
beforeAll(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
	await setUpService(world, http);
	collectionId = (await findTrainingCollections(http))[0]?.id ?? '';
});
afterAll(() => world.close());
afterEach(() => world.vidiCore.faults.clear());

const isInside = async (itemId: string) =>
	(await http.json<{ content?: Array<{ id: string }> }>('GET', `/API/collection/${collectionId}`)).content?.some(
		({ id }) => id === itemId,
	) ?? false;
const metadata = async (itemId: string) =>
	JSON.stringify(await http.json('GET', `/API/item/${itemId}`, { query: [['content', 'metadata']] }));
const isGone = async (path: string) =>
	await http.json('GET', path).then(
		() => false,
		() => true,
	);

interface Write {
	prepare?: () => Promise<unknown>;
	write: () => Promise<void>;
	isDone: () => Promise<boolean>;
}
let notificationId: string;

const writes: Record<string, Write> = {
	'a field': {
		write: () => writeItemFields(http, siteId(108), { title: 'Renamed' }),
		isDone: async () => (await metadata(siteId(108))).includes('Renamed'),
	},
	'an item put into a collection': {
		write: () => putIntoCollection(http, collectionId, siteId(109)),
		isDone: () => isInside(siteId(109)),
	},
	'an item taken out of one': {
		prepare: () => putIntoCollection(http, collectionId, siteId(110)),
		write: () => takeOutOfCollection(http, collectionId, siteId(110)),
		isDone: async () => !(await isInside(siteId(110))),
	},
	'a notification taken back': {
		prepare: async () => {
			notificationId = await createNotification(http, scopes.allJobs, whenStopped, 'http://127.0.0.1:1/hook?secret=x');
		},
		write: () => deleteNotification(http, scopes.allJobs, notificationId),
		isDone: async () => (await notificationUrl(http, scopes.allJobs, notificationId)) === undefined,
	},
	'an item deleted': {
		write: () => deleteItem(http, siteId(111)),
		isDone: () => isGone(`/API/item/${siteId(111)}`),
	},
};

test.each(Object.entries(writes))('%s', async (_, { prepare, write, isDone }) => {
	await prepare?.();
	for (const effect of [{ html: 200 }, { status: 302 }, { status: 307 }, { status: 200, body: 'Please sign in' }]) {
		world.vidiCore.faults.add({ match: /^(PUT|DELETE) /, times: Infinity, effect });
		await expect(write()).rejects.toMatchObject({ kind: expect.stringMatching(/^(notVidiCore|badAnswer)$/) as string });
		world.vidiCore.faults.clear();
		expect(await isDone()).toBe(false);
	}
	await write();
	expect(await isDone()).toBe(true);
});
