import { openAsker, type Asker } from '../support/askPlainly';
import { httpServer } from '../support/httpServer';

// Shapes, components and pictures of items, and files that are sent for them.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const bytes = { type: 'application/octet-stream', body: 'nobody looks into it' };
const shapes = async (query = '') => (await vidiCore.read(`/API/item/VX-108/shape${query}`)).uri as string[];

test('a further shape is sent, made of a file, and waited for', async () => {
	const job = (await vidiCore.ask('POST /API/item/VX-108/shape/raw?tag=lowres&filename=a.png', bytes)).json();
	expect(job).toMatchObject({ type: 'SHAPE_IMPORT' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect(await shapes('?tag=lowres')).toHaveLength(1);
	const waits = (await vidiCore.send('POST /API/item/VX-108/shape/placeholder?tag=__mp4')).json();
	expect(waits).toMatchObject({ tag: ['__mp4'], mimeType: [] });
	const { file } = (await vidiCore.read('/API/storage/file?number=1')) as { file: Array<{ id: string; path: string }> };
	const document = { tag: ['lowres'], mimeType: ['video/mp4'], containerComponent: { file: [{ id: file[0]?.id }] } };
	const made = (await vidiCore.send('POST /API/item/VX-108/shape/create', document)).json();
	expect(made).toMatchObject({ tag: ['lowres'], containerComponent: { file: [{ path: file[0]?.path }] } });
	expect(await shapes()).toHaveLength(4);
	expect(await vidiCore.send('POST /API/item/VX-108/shape/placeholder?tag=none')).toMatchObject({ status: 404 });
});

test('the mime type of a shape, whose slash is sent as it is', async () => {
	await vidiCore.ask('PUT /API/item/VX-108/shape/VX-1081/mime/video/quicktime');
	expect((await vidiCore.read('/API/item/VX-108/shape/VX-1081')).mimeType).toEqual(['video/quicktime']);
	expect(await vidiCore.ask('DELETE /API/item/VX-108/shape/VX-1081/mime/video/mp4')).toMatchObject({ status: 404 });
	await vidiCore.ask('DELETE /API/item/VX-108/shape/VX-1081/mime/video/quicktime');
	expect((await vidiCore.read('/API/item/VX-108/shape/VX-1081')).mimeType).toEqual([]);
});

test('components are listed, carried to another shape and taken out', async () => {
	const path = '/API/item/VX-108/shape/VX-1081/component';
	const { component } = (await vidiCore.read(path)) as { component: Array<{ id: string; itemTrack?: string }> };
	expect(component.map(({ itemTrack }) => itemTrack)).toEqual([undefined, 'V1', 'A1']);
	const [container, video, audio] = component.map(({ id }) => id);
	expect(await vidiCore.read(`${path}/${audio}`)).toMatchObject({ id: audio, itemTrack: 'A1' });
	await vidiCore.ask(`POST ${path}/${audio}/copy/item/VX-109/shape/VX-1091`);
	const other = await vidiCore.read('/API/item/VX-109/shape/VX-1091/component');
	expect((other.component as Array<{ itemTrack?: string }>).map(({ itemTrack }) => itemTrack)).toContain('A2');
	await vidiCore.ask(`DELETE ${path}/${video}`);
	expect(await vidiCore.ask(`GET ${path}/${video}`)).toMatchObject({ status: 404 });
	expect((await vidiCore.read(path)).component).toHaveLength(2);
	expect(await vidiCore.ask(`DELETE ${path}/${container}`)).toMatchObject({ status: 400 });
});

test('the sound of a further file joins a shape, by a job', async () => {
	const path = '/API/item/VX-108/shape/VX-1081/component';
	const tracks = async () =>
		((await vidiCore.read(path)).component as Array<{ itemTrack?: string }>).flatMap(
			({ itemTrack }) => itemTrack ?? [],
		);
	const [{ id: storage = '' } = {}] = (await vidiCore.read('/API/storage')).storage as Array<{ id?: string }>;
	const file = (await vidiCore.ask(`POST /API/storage/${storage}/file/data?path=more/sound.mp4`, bytes)).json();
	const job = (await vidiCore.send(`POST ${path}?fileId=${String(file.id)}`)).json();
	expect(job).toMatchObject({ type: 'SHAPE_IMPORT' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect(await tracks()).toEqual(['V1', 'A1', 'A2']);
	const server = await httpServer((_request, response) => void response.end('sound'));
	try {
		const fromUri = async (name: string) =>
			await vidiCore.jobEnds(
				(await vidiCore.send(`POST ${path}?uri=${encodeURIComponent(server.root + name)}`)).json(),
			);
		expect(await fromUri('/other.mov')).toBe('FINISHED');
		expect(await tracks()).toEqual(['V1', 'A1', 'A2', 'A3']);
		expect(await fromUri('/none.txt')).toBe('FAILED_TOTAL');
	} finally {
		await server.close();
	}
	expect(await tracks()).toHaveLength(4);
});

test('a component that cannot be imported is refused', async () => {
	const path = '/API/item/VX-108/shape/VX-1081/component';
	const { containerComponent } = (await vidiCore.read('/API/item/VX-108/shape/VX-1081')) as {
		containerComponent: { file: Array<{ id: string }> };
	};
	const taken = `fileId=${containerComponent.file[0]?.id}`;
	for (const query of ['', 'fileId=VX-9&uri=x', taken])
		expect(await vidiCore.send(`POST ${path}?${query}`)).toMatchObject({ status: 400 });
	expect(await vidiCore.send(`POST ${path}?fileId=VX-9`)).toMatchObject({ status: 404 });
	const { id } = (await vidiCore.send('POST /API/item/VX-108/shape/placeholder?tag=__mp4')).json();
	const waiting = `/API/item/VX-108/shape/${String(id)}/component`;
	expect(await vidiCore.send(`POST ${waiting}?${taken}&allowReimport=true`)).toMatchObject({ status: 400 });
	const again = (await vidiCore.send(`POST ${path}?${taken}&allowReimport=true`)).json();
	expect(await vidiCore.jobEnds(again)).toBe('FINISHED');
});

test('a deleted thumbnail is listed no more, and not found', async () => {
	const uris = async () => (await vidiCore.read('/API/item/VX-108/thumbnail')).uri as string[];
	const [first = '', second = '', ...rest] = await uris();
	const place = new URL(first).pathname.replace(/;[^/]*/, '');
	expect(await vidiCore.ask(`DELETE ${place}`)).toMatchObject({ status: 200 });
	expect(await uris()).toEqual([second, ...rest]);
	expect(await vidiCore.ask(`GET ${place}`)).toMatchObject({ status: 404 });
	expect(await vidiCore.ask(`DELETE ${place}`)).toMatchObject({ status: 404 });
	await vidiCore.ask(`DELETE ${place.replace(/\/[^/]*$/, '')}`);
	expect(await uris()).toEqual([]);
});

test('a sidecar writes metadata; one that holds none lets its job fail', async () => {
	const sidecar = (text: string) =>
		`<MetadataDocument xmlns="http://xml.vidispine.com/schema/vidispine"><timespan start="-INF" end="+INF">` +
		`<field><name>title</name><value>${text}</value></field></timespan></MetadataDocument>`;
	const send = async (body: string) =>
		(await vidiCore.ask('POST /API/import/sidecar/VX-108/raw', { ...bytes, body })).json();
	const job = await send(sidecar('From the side'));
	expect(job).toMatchObject({ type: 'SIDECAR_IMPORT' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect((await vidiCore.ask('GET /API/item/VX-108/metadata?field=title')).text).toContain('From the side');
	expect(await vidiCore.jobEnds(await send('1\n00:00 --> 00:01\nHello'))).toBe('FAILED_TOTAL');
	expect(await vidiCore.ask('POST /API/import/sidecar/VX-108')).toMatchObject({ status: 400 });
});

test('a passkey lets one file in without a login', async () => {
	const word = (await vidiCore.ask('POST /API/import/raw-passkey', { accept: 'text/plain' })).text;
	const open = { ...bytes, authorization: '' };
	const path = '/APInoauth/import/raw?filename=a.png&passkey=';
	expect(await vidiCore.ask(`POST ${path}nonsense`, open)).toMatchObject({ status: 403 });
	const job = (await vidiCore.ask(`POST ${path}${word}`, open)).json();
	expect(job).toMatchObject({ type: 'RAW_IMPORT', user: 'admin' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect(await vidiCore.ask(`POST ${path}${word}`, open)).toMatchObject({ status: 403 });
});

test('a placeholder’s components: from a document, adopted, sent; and of no other kind', async () => {
	const placeholder = async () => String((await vidiCore.send('POST /API/import/placeholder?container=1')).json().id);
	const { file } = (await vidiCore.read('/API/storage/file?number=1')) as { file: Array<{ id: string }> };
	const id = await placeholder();
	const adopted = (await vidiCore.ask(`POST /API/import/placeholder/${id}/video/adopt/${file[0]?.id}`)).json();
	expect(await vidiCore.jobEnds(adopted)).toBe('FINISHED');
	expect((await vidiCore.read(`/API/item/${id}/shape`)).uri).toHaveLength(1);
	const other = await placeholder();
	expect(await vidiCore.ask(`POST /API/import/placeholder/${other}/smell?uri=x`)).toMatchObject({ status: 400 });
	const sent = (await vidiCore.ask(`POST /API/import/placeholder/${other}/audio/raw?filename=a.png`, bytes)).json();
	expect(await vidiCore.jobEnds(sent)).toBe('FINISHED');
	const third = await placeholder();
	const none = (
		await vidiCore.send(`POST /API/import/placeholder/${third}`, { container: 'http://127.0.0.1:9/x' })
	).json();
	expect(await vidiCore.jobEnds(none)).toBe('FAILED_TOTAL');
});

test('what is in a collection is put in order, exported, and found by another’s id', async () => {
	const { id } = (await vidiCore.send('POST /API/collection?name=x')).json();
	const path = `/API/collection/${String(id)}`;
	for (const item of ['VX-108', 'VX-109', 'VX-111']) await vidiCore.ask(`PUT ${path}/${item}`);
	await vidiCore.send(`POST ${path}/order`, { item: { id: 'VX-111', before: 'VX-109' } });
	await vidiCore.send(`POST ${path}/order`, { item: { id: 'VX-108', after: 'VX-109' } });
	await vidiCore.ask(`PUT ${path}/external-id/of-another`);
	const { content } = await vidiCore.read('/API/collection/of-another');
	expect((content as Array<{ id: string }>).map((one) => one.id)).toEqual(['VX-111', 'VX-109', 'VX-108']);
	expect(await vidiCore.send(`POST ${path}/order`, { item: { id: 'VX-9' } })).toMatchObject({ status: 400 });
	const job = (await vidiCore.ask(`POST ${path}/export?uri=${encodeURIComponent('s3://demo-callback/out')}`)).json();
	expect(job).toMatchObject({ type: 'EXPORT' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
});

test('the presets of VidiCore’s own come as shape tags, and an item’s timeline is kept by its format', async () => {
	await vidiCore.ask('PUT /APIinit/preset-templates');
	expect((await vidiCore.read('/API/shape-tag')).uri).toContain('__webm');
	await vidiCore.sendText('PUT /API/item/VX-108/timeline/vidispine', '{}');
	expect(await vidiCore.read('/API/item/VX-108/timeline')).toEqual({ uri: ['vidispine'] });
	await vidiCore.ask('DELETE /API/item/VX-108/timeline');
	expect(await vidiCore.read('/API/item/VX-108/timeline')).toEqual({ uri: [] });
	await vidiCore.sendText('PUT /API/projection/a/incoming', '<a/>');
	expect(await vidiCore.read('/API/projection')).toEqual({ uri: ['a'] });
	await vidiCore.ask('DELETE /API/projection/a');
	expect(await vidiCore.read('/API/projection')).toEqual({ uri: [] });
});

test('another file as the essence: the newest version counts, the older ones are kept', async () => {
	const job = (await vidiCore.ask('POST /API/item/VX-108/shape/essence/raw?filename=a.png', bytes)).json();
	expect(job).toMatchObject({ type: 'ESSENCE_VERSION' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	const versions = async () =>
		((await vidiCore.read('/API/item/VX-108/shape/version')).version as Array<{ id: number }>).map(({ id }) => id);
	expect(await versions()).toEqual([0, 1]);
	const [newest = ''] = await shapes('?tag=original');
	expect(await vidiCore.read(`/API/item/VX-108/shape/${newest}`)).toMatchObject({
		...{ essenceVersion: 1, mimeType: ['application/octet-stream'] },
	});
	expect(await shapes('?version=0')).toEqual(['VX-1081']);
	expect(await shapes('?version=all')).toEqual(['VX-1081', newest]);
	await vidiCore.ask('POST /API/item/VX-108/shape/version/0');
	expect(await versions()).toEqual([0, 1, 2]);
	const { shape } = await vidiCore.read('/API/item/VX-108/shape/version/2');
	expect(shape).toMatchObject([{ essenceVersion: 2, mimeType: ['video/mp4'] }]);
	await vidiCore.ask('DELETE /API/item/VX-108/shape/version/2');
	expect(await shapes('?tag=original')).toEqual([newest]);
	expect(await vidiCore.ask('GET /API/item/VX-108/shape/version/2')).toMatchObject({ status: 404 });
	expect((await vidiCore.ask('GET /API/item/VX-108/uri?tag=original')).text).toContain('.png');
});

test('a further shape takes no other file’s place', async () => {
	const first = (await vidiCore.ask('POST /API/import/raw?filename=a.png', bytes)).json();
	expect(await vidiCore.jobEnds(first)).toBe('FINISHED');
	const { data } = (await vidiCore.read(`/API/job/${String(first.jobId)}?metadata=true`)) as {
		data: Array<{ key: string; value: string }>;
	};
	const item = data.find(({ key }) => key === 'itemId')?.value ?? '';
	const second = await vidiCore.ask(`POST /API/item/${item}/shape/raw?tag=lowres&filename=b.png`, bytes);
	expect(await vidiCore.jobEnds(second.json())).toBe('FINISHED');
	const uriOf = async (tag: string) => (await vidiCore.read(`/API/item/${item}/uri?tag=${tag}`)).uri;
	expect(await uriOf('original')).not.toEqual(await uriOf('lowres'));
});
