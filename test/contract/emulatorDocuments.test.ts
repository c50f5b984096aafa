import { toXml } from '../../tools/emulator/documents';
import { openWorld, type World } from '../../tools/emulator/world';
import { children, parseXml } from '../../vidicore/xml';
import { askEmulator, type AskOptions } from '../support/askEmulator';
import { fixture, fixtureText } from '../support/fixture';
import { shapeOf } from '../support/shapeOf';

// Documents in the shapes that the reference, the vendor's types and recorded answers show, both ways.
let world: World;
afterAll(async () => await world.close());

const ask = async (method: string, path: string, options?: AskOptions) =>
	await askEmulator(world, method, `/API/${path}`, options);

test.each<[fixture: string, root: string, method: string, path: string, found: RegExp]>([
	['item-search-person.json', 'ItemSearchDocument', 'PUT', 'item', /hits/],
	['search-facets.json', 'ItemSearchDocument', 'PUT', 'item', /fieldValue/],
	['search-group.json', 'ItemSearchDocument', 'PUT', 'item', /hits/],
	['search-facets.json', 'ItemSearchDocument', 'PUT', 'search', /entry/],
	['collection-search-training.json', 'ItemSearchDocument', 'PUT', 'collection', /hits/],
	['training-item-metadata.json', 'MetadataDocument', 'POST', 'import/placeholder?container=1', /VX-/],
	['access-control.json', 'AccessControlDocument', 'POST', 'item/VX-108/access', /READ/],
	['deletion-lock.json', 'DeletionLockDocument', 'POST', 'item/VX-108/deletion-lock', /isEffective/],
])('%s as %s: %s %s, in JSON and in XML', async (name, root, method, path, found) => {
	const xml = { body: toXml(root, fixture(name)), type: 'application/xml', accept: 'application/xml' };
	const [json, other] = [await ask(method, path, { body: fixtureText(name) }), await ask(method, path, xml)];
	expect([json.status, other.status]).toEqual([200, 200]);
	expect(json.text).toMatch(found);
	expect(Object.keys(parseXml(other.text)).some((one) => one.endsWith('Document'))).toBe(true);
	expect(other.text).toMatch(found);
});

/** The face service's fields, which are there once it is configured. */
async function configured(): Promise<void> {
	const at = async (method: string, path: string, body?: string) =>
		(await ask(method, `resource/vidinet${path}`, { body, type: 'application/xml' })).json();
	const { id } = await at('POST', '', world.resourceDocument);
	while (((await at('GET', `/${String(id)}`)).vidinet as { state: string }).state !== 'ONLINE') await Promise.resolve();
	await at('PUT', `/${String(id)}/configuration`);
}
beforeAll(async () => {
	world = await openWorld();
	await configured();
});

test.each(['notification.xml', 'notification-metadata-modify.xml'])('%s is kept as it was sent', async (name) => {
	const scope = name.includes('metadata') ? 'item' : 'job';
	const made = await ask('POST', `${scope}/notification`, { body: fixtureText(name), type: 'application/xml' });
	const id = (made.json().uri as string[])[0];
	const kept = await ask('GET', `${scope}/notification/${id}`);
	expect(kept.json()).toMatchObject({ action: { http: { method: 'POST' } }, trigger: expect.any(Object) });
	expect((await ask('GET', `${scope}/notification`, { accept: 'text/plain' })).text.split('\r\n')).toContain(id);
	expect(await ask('DELETE', `${scope}/notification/${id}`)).toMatchObject({ status: 200, text: '' });
});

test('resource-callback.xml comes back with its address; as text its own address', async () => {
	const body = { body: fixtureText('resource-callback.xml'), type: 'application/xml' };
	const { id, callback } = (await ask('POST', 'resource', body)).json();
	expect(callback).toEqual({ uri: expect.stringMatching(/^s3:\/\//) });
	const text = (await ask('POST', 'resource/callback', { ...body, accept: 'text/plain' })).text;
	expect(text).toMatch(/\/API\/resource\/callback\/VX-\d+$/);
	const changed = JSON.stringify({ callback: { uri: 's3://a:b@elsewhere/' } });
	expect((await ask('PUT', `resource/callback/${String(id)}`, { body: changed })).json()).toEqual({
		id,
		callback: { uri: 's3://a:b@elsewhere/' },
	});
	expect(await ask('PUT', `resource/callback/${String(id)}`, { body: '{"network":{"netmask":"x"}}' })).toMatchObject({
		status: 400,
	});
	expect(
		(await ask('POST', 'resource/network', { body: '{"network":{"netmask":"1.2.3.0/24"}}' })).json(),
	).toMatchObject({
		network: { netmask: '1.2.3.0/24' },
	});
});

const written = { timespan: [{ field: [{ name: 'title', value: [{ value: 'Evening' }] }] }] };

test.each<[string, () => Promise<{ json: () => unknown }>, RegExp?]>([
	['search-answer.json', () => ask('PUT', 'item?content=metadata', { body: fixtureText('search-facets.json') })],
	['search-both-answer.json', () => ask('PUT', 'search', { body: '{}' })],
	['search-both-answer.json', () => ask('GET', 'search?number=3')],
	['shape-search-answer.json', () => ask('PUT', 'search/shape', { body: '{}' })],
	['item-list.json', () => ask('GET', 'item?content=metadata,thumbnail'), /\.group\[\]/], // nothing is analyzed here
	['collection-created.json', () => ask('POST', 'collection?name=Evening')],
	[
		'deletion-lock-answer.json',
		() => ask('POST', 'item/VX-111/deletion-lock', { body: fixtureText('deletion-lock.json') }),
	],
	['access-control-answer.json', () => ask('POST', 'item/VX-111/access', { body: fixtureText('access-control.json') })],
	['field-list-answer.json', () => ask('GET', 'metadata-field')],
	['storage-list-answer.json', () => ask('GET', 'storage')],
	['resource-types-answer.json', () => ask('GET', 'resource')],
	['users-answer.json', () => ask('GET', 'user')],
	['shape-answer.json', async () => await ask('GET', `item/VX-108/shape/${await firstShape()}`)],
	[
		'change-sets-answer.json',
		async () => {
			await ask('PUT', 'item/VX-110/metadata', { body: JSON.stringify(written) });
			return await ask('GET', 'item/VX-110/metadata/changes');
		},
	],
])('%s: the answer has all its members, of its types', async (name, answer, except = /^$/) => {
	const given = new Set(shapeOf((await answer()).json()));
	expect(shapeOf(fixture(name)).filter((line) => !given.has(line) && !except.test(line))).toEqual([]);
});

const firstShape = async () => ((await ask('GET', 'item/VX-108/shape')).json().uri as string[])[0] ?? '';

test('exceptions in their three forms, each with its members', async () => {
	const bad = async (accept: string) => await ask('GET', 'item?first=none', { accept });
	const [json, xml, text] = [await bad('application/json'), await bad('application/xml'), await bad('text/plain')];
	expect(shapeOf(fixture('exception.json')).filter((line) => !/invalidInput\.(id|value|context)/.test(line))).toEqual(
		expect.arrayContaining(shapeOf(json.json()).filter((line) => !/invalidInput\.(id|value|context)/.test(line))),
	);
	const [fault] = children(children(parseXml(xml.text), 'ExceptionDocument')[0], 'invalidInput');
	expect(fault).toMatchObject({ context: 'first', explanation: expect.any(String), value: 'none' });
	const [first = ''] = fixtureText('exception.txt').split('\n');
	expect(text.text.split('\n')[0]).toBe(first.trim());
});

test.each([
	['job?state=NONSENSE', 'state'],
	['job?metadata=perhaps', 'metadata'],
	['item?first=-1', 'first'],
	['item?number=many', 'number'],
	['item/VX-108?content=metadata&terse=perhaps', 'terse'],
	['item/VX-108?content=metadata&includeTransientMetadata=7', 'includeTransientMetadata'],
	['item/VX-108?content=metadata&interval=never', 'interval'],
	['storage/VX-1/file?filter=some', 'filter'],
	['collection/VX-1?children=nobody', undefined],
])('%s is refused', async (path, context) => {
	const answer = await ask('GET', path);
	expect([400, 404]).toContain(answer.status);
	if (context !== undefined) expect(answer.json().invalidInput).toMatchObject({ context });
});

test('what VidiCore has and the emulator does not is said so; what nobody has is not found', async () => {
	for (const path of ['VX-108/loudness', 'VX-108/nonsense'])
		world.vidiCore.onPurpose.set(`GET /API/item/${path}`, 'how it is refused is tried');
	const loudness = await ask('GET', 'item/VX-108/loudness');
	expect([loudness.status, loudness.json().notYetImplemented]).toEqual([501, {}]);
	expect(world.vidiCore.said.join('\n')).toContain('GET /API/item/VX-108/loudness is a call of VidiCore');
	expect(await ask('GET', 'item/VX-108/nonsense')).toMatchObject({ status: 404 });
});
