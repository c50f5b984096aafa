import type { IDataObject } from 'n8n-workflow';
import { read } from '@e965/xlsx';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { openWorld, type World } from '../../tools/emulator/world';
import { runNode, type Ran } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed, setUpService } from '../../tools/lab/setUpService';
import { siteId } from '../support/site';

// Files and the filter by name in n8n's own engine. Untrained, the service knows nobody: names are unknown_0001 and
// so on.
let world: World;
const video = siteId(108);

const run = (parameters: IDataObject, item: IDataObject = {}): Promise<Ran> =>
	runNode(new GetFaceTimespans(), { itemId: { __rl: true, mode: 'id', value: video }, ...parameters }, [item], {
		vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
	});
const rows = async (filters: IDataObject, item?: IDataObject) =>
	(await run({ filters }, item)).outputs[0]?.map(({ json }) => json) ?? [];
const file = async (fileFormat: string, options: IDataObject = {}): Promise<Buffer> => {
	const { outputs } = await run({ output: 'file', fileFormat, binaryField: 'data', options });
	return Buffer.from(outputs[0]?.[0]?.binary?.data?.data ?? '', 'base64');
};
const message = ({ run: { data } }: Ran) => data.resultData.error?.message;

beforeAll(async () => {
	world = await openWorld();
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	await analyzed(http, video, await setUpService(world, http));
});
afterAll(() => world.close());

describe('the filter "Persons"', () => {
	let names: [string, string];
	beforeAll(async () => {
		names = [...new Set((await rows({})).map(({ person }) => String(person)))].slice(0, 2) as typeof names;
	});

	test.each([
		['a list from an expression', '={{ $json.names }}'],
		['a comma list', '={{ $json.names.join(", ") }}'],
		['one a line', '={{ $json.names.join("\\n") }}'],
	])('takes %s', async (_, persons) => {
		const found = await rows({ persons }, { names });
		expect([...new Set(found.map(({ person }) => person))].sort()).toEqual([...names].sort());
	});

	test('says so when an expression gives no names', async () => {
		expect(message(await run({ filters: { persons: '={{ [{ person: "x" }] }}' } }))).toMatch(/"Persons" takes names/);
	});
});

test('in a video three come into sight at one frame: one marker there, in each kind of marker file', async () => {
	for (const [fileFormat, several] of [
		['edl', /\|M:([^|]+ \+ [^|]+ \+ [^|]+) \|D:/g],
		['avidMarkers', /\twhite\t(.+ \+ .+ \+ .+)\t/g],
		['fcpxml', / value="(.+ \+ .+ \+ .+)" note/g],
		['xmeml', /<name>(.+ \+ .+ \+ .+)<\/name>/g],
	] as const)
		expect((await file(fileFormat)).toString('utf8').match(several)).toHaveLength(1);
});

test('a CSV with the separator, decimal mark and byte order mark that were chosen', async () => {
	expect((await file('csv')).toString('utf8')).toMatch(/^\uFEFFitemId,person,/);
	const options = { csvSeparator: 'semicolon', csvDecimalMark: 'comma', csvByteOrderMark: false };
	expect((await file('csv', options)).toString('utf8')).toMatch(
		/^itemId;person;.*\r\n[A-Z]+-108;[^"]*;false;9;9,04;0,04;/s,
	);
	expect((await file('csv', { csvSeparator: 'tab' })).toString('utf8')).toMatch(/^\uFEFFitemId\tperson\t/);
});

test('an Excel file has a row for each appearance', async () => {
	const sheet = read(await file('xlsx'), { type: 'buffer' }).Sheets.Faces;
	expect(sheet?.['!ref']).toBe(`A1:N${(await rows({})).length + 1}`);
});

test('a frame rate that a format cannot say is told with what to do', async () => {
	const { run: failed } = await run({ output: 'file', fileFormat: 'xmeml', options: { frameRate: '25:2' } });
	const { error } = failed.data.resultData;
	expect(error?.message).toMatch(/25:2 frames a second/);
	expect((error as { description?: string }).description).toMatch(/option "Frame Rate"/);
});
