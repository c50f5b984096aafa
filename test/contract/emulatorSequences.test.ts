import { toXml } from '../../tools/emulator/documents';
import { openAsker, type Asker } from '../support/askPlainly';

// Sequences are rendered, and metadata are taken over along them.
let vidiCore: Asker;
beforeEach(async () => (vidiCore = await openAsker()));
afterEach(async () => await vidiCore.world.close());

const timeBase = { numerator: 1, denominator: 25 };
const at = (samples: number) => ({ samples, timeBase });
const segment = (item: string, from: number, [sourceIn, sourceOut]: [number, number]) => ({
	...{ item, sourceTrack: 1, in: at(from), out: at(from + sourceOut - sourceIn) },
	...{ sourceIn: at(sourceIn), sourceOut: at(sourceOut) },
});
const two = [segment('VX-108', 0, [200, 240]), segment('VX-111', 40, [0, 60])];
const sequence = (...segments: object[]) => ({ track: [{ audio: false, segment: segments }] });
const metadata = { timespan: [{ start: '-INF', end: '+INF', field: [{ name: 'title', value: [{ value: 'Cut' }] }] }] };

interface Span {
	start: string;
	end: string;
	field?: Array<{ value: Array<{ value: string }> }>;
}
const timespans = async (id: string, query: string): Promise<Span[]> =>
	((await vidiCore.read(`/API/item/${id}?content=metadata&${query}`)).metadata as { timespan: Span[] }).timespan;
const value = async (id: string, name: string) =>
	(await timespans(id, `field=${name}`))[0]?.field?.[0]?.value[0]?.value;
const spans = async (id: string) =>
	(await timespans(id, 'field=title'))
		.map(({ start, end }) => `${start} ${end}`)
		.filter((one) => !one.startsWith('-INF'));

/** Something that is timed, as VX-108 has it and as it comes along. */
const [timed, along] = ['225@PAL 230@PAL', '25@PAL 30@PAL'];
const timeSomething = async () => {
	const [start, end] = timed.split(' ');
	const field = [{ name: 'title', value: [{ value: 'Timed' }] }];
	await vidiCore.send('PUT /API/item/VX-108/metadata', { timespan: [{ start, end, field }] });
	expect(await spans('VX-108')).toEqual([timed]);
};

test('a sequence becomes an item as long as its segments, related to their items', async () => {
	await timeSomething();
	const job = (
		await vidiCore.send('POST /API/sequence/render?tag=lowres', { sequence: sequence(...two), metadata })
	).json();
	expect(job).toMatchObject({ type: 'TIMELINE', status: 'READY' });
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	const { data } = (await vidiCore.read(`/API/job/${String(job.jobId)}?metadata=true`)) as {
		data: Array<{ key: string; value: string }>;
	};
	const id = data.find(({ key }) => key === 'item')?.value ?? '';
	expect([await value(id, 'title'), await value(id, 'durationSeconds')]).toEqual(['Cut', '4']);
	expect((await vidiCore.read(`/API/item/${id}/shape?tag=lowres`)).uri).toHaveLength(1);
	expect(await spans(id)).toEqual([]);
	const { relation } = (await vidiCore.read(`/API/item/${id}/relation`)) as {
		relation: Array<{ direction: { source: string } }>;
	};
	expect(relation.map(({ direction }) => direction.source).sort()).toEqual(['VX-108', 'VX-111']);
});

test('the sequence of an item is rendered as a shape of it, and brings metadata along when asked', async () => {
	await timeSomething();
	const { id } = (await vidiCore.send('POST /API/import/placeholder?container=1')).json() as { id: string };
	const path = `/API/item/${id}/sequence`;
	expect(await vidiCore.send(`POST ${path}/render?tag=lowres`)).toMatchObject({ status: 404 });
	await vidiCore.sendText(`PUT ${path}/vidispine`, toXml('SequenceDocument', sequence(...two)));
	const job = (await vidiCore.send(`POST ${path}/render?tag=lowres&original=lowres`)).json();
	expect(await vidiCore.jobEnds(job)).toBe('FINISHED');
	expect((await vidiCore.read(`/API/item/${id}/shape?tag=original`)).uri).toHaveLength(1);
	expect(await spans(id)).toEqual([]);
	expect(await vidiCore.ask(`POST ${path}/conform-metadata`)).toMatchObject({ status: 200 });
	expect(await spans(id)).toEqual([along]);
});

test.each<[string, object]>([
	['a gap', sequence(segment('VX-108', 10, [0, 50]))],
	['another speed', sequence({ ...segment('VX-108', 0, [0, 50]), out: at(100) })],
	['two video tracks', { track: [...sequence(...two).track, ...sequence(...two).track] }],
	['sound alone', { track: [{ audio: true, segment: two }] }],
	['media of no item', sequence({ ...segment('VX-108', 0, [0, 50]), item: undefined })],
	['a time that is missing', sequence({ ...segment('VX-108', 0, [0, 50]), sourceOut: undefined })],
])('%s is refused, and starts no job', async (_what, given) => {
	expect(await vidiCore.send('POST /API/sequence/render', { sequence: given })).toMatchObject({ status: 400 });
	expect((await vidiCore.read('/API/job?user=false')).job ?? []).toEqual([]);
});

test('what a sequence asks for and is not rendered is said', async () => {
	const [track] = sequence(...two).track;
	const sound = { audio: true, segment: two };
	const given = { track: [{ ...track, transition: [{ transition: 'dissolve' }] }, sound], setting: [] };
	const answer = await vidiCore.send('POST /API/sequence/render?tag=lowres', { sequence: given });
	expect(decodeURIComponent(answer.headers.get('x-emulator-ignored') ?? '')).toMatch(
		/setting.*audio tracks.*transition/,
	);
	expect(await vidiCore.jobEnds(answer.json())).toBe('FINISHED');
});
