import { openWorld, type World } from '../../tools/emulator/world';
import { askEmulator } from '../support/askEmulator';

// What any client of VidiCore may send, also one that we did not write.
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(async () => await world.close());

const get = (path: string, accept?: string) => askEmulator(world, 'GET', path, { accept });

test.each(['version', 'item', 'item/VX-108', 'item/VX-108/metadata', 'job', 'collection', 'resource/vidinet'])(
	'%s is the same with a closing slash and without',
	async (path) => {
		const [plain, closed] = [await get(`/API/${path}`), await get(`/API/${path}/`)];
		expect([plain.status, closed.status]).toEqual([200, 200]);
		expect(closed.text).toBe(plain.text);
	},
);

test('matrix parameters are those of the query', async () => {
	const { item } = (await get('/API/item;first=2;number=1')).json();
	expect(item).toEqual((await get('/API/item?first=2&number=1')).json().item);
	expect(item).toHaveLength(1);
});

test.each([
	['GET', '/API/nothing', 404],
	['DELETE', '/API/version', 405],
	['GET', '/API/item/%E0%A4%A', 400],
])('%s %s is an error of the framework, %d', async (method, path, status) => {
	world.vidiCore.onPurpose.set(`${method} ${path}`, 'how it is refused is what is tried');
	const answer = await askEmulator(world, method, path);
	expect(answer.status).toBe(status);
	expect(answer.json()).toEqual({ code: status, message: expect.stringMatching(new RegExp(`^HTTP ${status} [A-Z]`)) });
});

test.each(['null', '7', '"x"', '[]', '{', 'true'])('a body %s is refused as no document', async (body) => {
	const answer = await askEmulator(world, 'PUT', '/API/item', { body });
	expect(answer.status).toBe(400);
	expect(answer.json().invalidInput).toMatchObject({ context: 'document' });
});

test('a list is lines of text where that is asked for', async () => {
	const { item } = (await get('/API/item?number=2')).json() as { item: Array<{ id: string }> };
	const lines = await get('/API/item?number=2', 'text/plain');
	expect(lines.headers.get('content-type')).toBe('text/plain');
	expect(lines.text).toBe(item.map(({ id }) => id).join('\r\n'));
});

test('an error in text names its kind of thing and its id', async () => {
	const { text } = await get('/API/item/VX-999999', 'text/plain');
	expect(text.split('\n').slice(1)).toEqual(['Type: Item', 'ID: VX-999999']);
});

test('a document that has no text form is not acceptable as text', async () => {
	expect(await get('/API/metadata-field/title', 'text/plain')).toMatchObject({ status: 406 });
});
