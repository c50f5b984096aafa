import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { openAsker, type Asker } from '../support/askPlainly';

// Subtitles in metadata come out as files.
let vidiCore: Asker;
beforeEach(async () => {
	vidiCore = await openAsker();
	await vidiCore.send('PUT /API/metadata-field/stl_text', { type: 'string' });
});
afterEach(async () => await vidiCore.world.close());

const subtitle = (start: string, end: string, value: string) => ({
	...{ start, end },
	group: [{ name: 'stl_subtitle', mode: 'add', field: [{ name: 'stl_text', value: [{ value }] }] }],
});
const write = async (...timespan: object[]) =>
	expect(await vidiCore.send('PUT /API/item/VX-111/metadata', { timespan })).toMatchObject({ status: 200 });
const path = '/API/item/VX-111/metadata/export';
const scc = async (query = '') => (await vidiCore.ask(`GET ${path}/scc${query}`, { accept: 'text/plain' })).text;

test('the reference’s example of a Scenarist file comes out as it is there', async () => {
	await write(subtitle('10', '20', 'Text'));
	expect(await scc()).toBe(
		[
			'Scenarist_SCC V1.0',
			'00:00:00:00 942c 942c 9420 9420 9470 9470 54e5 f8f4',
			'00:00:10:00 942f 942f',
			'00:00:20:00 942c 942c',
			'',
		].join('\n'),
	);
});

test('lines have rows of their own, and a letter without a sign is a question mark', async () => {
	await write(subtitle('250@PAL', '256@PAL', 'ab\néΩc'));
	expect((await scc()).split('\n').slice(1)).toEqual([
		'00:00:00:00 942c 942c 9420 9420 94d0 94d0 6162 9470 9470 e5bf e380',
		'00:00:10:00 942f 942f',
		'00:00:10:07 942c 942c',
		'',
	]);
});

test('timed text holds each subtitle with its times and lines, those of the interval alone', async () => {
	await write(subtitle('20', '21.5', 'Then <b> & more'), subtitle('250@PAL', '275@PAL', 'One\nTwo'));
	const read = async (query = '') => {
		const { text, headers } = await vidiCore.ask(`GET ${path}/ttml${query}`, { accept: 'application/xml' });
		expect([headers.get('content-type'), XMLValidator.validate(text)]).toEqual(['application/xml', true]);
		const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => name === 'p' });
		const { tt } = parser.parse(text) as { tt: { xmlns: string; body: { div: { p?: object[] } | string } } };
		expect(tt.xmlns).toBe('http://www.w3.org/ns/ttml');
		return Object(tt.body.div).p ?? [];
	};
	expect(await read()).toMatchObject([
		{ begin: '00:00:10.000', end: '00:00:11.000', br: '', '#text': 'OneTwo' },
		{ begin: '00:00:20.000', end: '00:00:21.500', '#text': 'Then <b> & more' },
	]);
	expect(await read('?interval=0-15')).toHaveLength(1);
	expect(await scc('?interval=0-5')).toBe('Scenarist_SCC V1.0\n');
});

test('an item that is not there, and what is no interval, are refused', async () => {
	expect(await vidiCore.ask('GET /API/item/VX-9/metadata/export/ttml')).toMatchObject({ status: 404 });
	expect(await vidiCore.ask(`GET ${path}/scc?interval=soon`)).toMatchObject({ status: 400 });
});
