import type { IDataObject } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

let at: NodeWorld;
beforeEach(async () => {
	at = await openNodeWorld();
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	await analyzed(at.http, siteId(108), at.service);
});
afterEach(() => at.close());

const run = async (more: IDataObject = {}) =>
	await at.run(new ManageFaces(), {
		...{ resource: 'face', operation: 'writeNames' },
		...{ itemId: located(siteId(108)), fieldName: located('station_persons'), ...more },
	});
const row = async (more: IDataObject = {}) => {
	const ran = await run(more);
	expect(ran.run.data.resultData.error?.message).toBeUndefined();
	return ran.outputs[0]?.[0]?.json;
};
const field = async (name = 'station_persons') => {
	const item = await at.http.json<{
		metadata: { timespan: Array<{ field: Array<{ name: string; value: Array<{ value: string }> }> }> };
	}>('GET', `/API/item/${siteId(108)}?content=metadata&interval=generic`);
	return item.metadata.timespan[0]?.field.find((one) => one.name === name)?.value.map(({ value }) => value) ?? [];
};
const write = async (...values: string[]) => {
	const own = [{ name: 'station_persons', value: values.map((value) => ({ value })) }];
	const body = JSON.stringify({ timespan: [{ start: '-INF', end: '+INF', field: own }] });
	await at.http.json('PUT', `/API/item/${siteId(108)}/metadata`, { body });
};
/** Who is in the scenario's cast of that video and known, each with the best confidence and the seconds seen. */
const cast = () => {
	const { videos, people } = at.world.scenario;
	const known = new Set(people.map(({ name }) => name));
	return (videos.find(({ id }) => id === siteId(108))?.cast ?? []).filter(({ face }) => known.has(face));
};
const distinct = (names: readonly string[]) => [...new Set(names)].sort();

test('the names of known people come into the field beside what is there, once', async () => {
	await write('Somebody Else', 'Ada Nordin');
	const everybody = distinct(cast().map(({ face }) => face));
	expect(everybody.length).toBeGreaterThan(2);
	const first = await row({ minConfidence: 0 });
	expect(first).toMatchObject({ itemId: siteId(108), field: 'station_persons', changed: true });
	expect(distinct(first?.names as string[])).toEqual(everybody);
	expect(distinct(first?.added as string[])).toEqual(everybody.filter((name) => name !== 'Ada Nordin'));
	const now = await field();
	expect(now.slice(0, 2)).toEqual(['Somebody Else', 'Ada Nordin']);
	expect(distinct(now)).toEqual(distinct(['Somebody Else', ...everybody]));
	expect(await row({ minConfidence: 0 })).toMatchObject({ added: [], changed: false });
	expect(await field()).toEqual(now);
});

test('only who is certain enough and seen long enough', async () => {
	const seconds = new Map<string, number>();
	for (const { face, from, to } of cast()) seconds.set(face, (seconds.get(face) ?? 0) + (to - from) / 25);
	const least = Math.max(...seconds.values());
	expect(await row({ minConfidence: 0, minSeconds: least })).toMatchObject({
		names: [...seconds].filter(([, length]) => length >= least).map(([name]) => name),
	});
	const sure = distinct(cast().flatMap(({ face, confidence = 1 }) => (confidence >= 0.97 ? [face] : [])));
	expect(distinct((await row({ minConfidence: 0.97 }))?.names as string[])).toEqual(sure);
});

test('nobody who is known: nothing is written, and no field is made', async () => {
	expect(await row({ itemId: located(siteId(109)), minConfidence: 0 })).toMatchObject({
		...{ itemId: siteId(109), names: [], added: [], changed: false },
	});
	expect(
		at.world.vidiCore.requests.filter(({ method, path }) => method === 'PUT' && path.includes(siteId(109))),
	).toEqual([]);
});

test.each([
	['a field nobody knows', 'station_people', /no metadata field "station_people"/],
	['a field for numbers', 'station_episode', /"station_episode" cannot hold names/],
	['a field of VidiCore’s own', 'originalFormat', /"originalFormat" is read-only/],
	['a field with choices', 'station_desk', /for "station_desk" of [A-Z]+-108 is none of its choices/],
])('%s: a message, and nothing is written', async (_, name, message) => {
	const { error } = (await run({ fieldName: located(name) })).run.data.resultData;
	expect([error?.message, error?.description].join(' ')).toMatch(message);
	expect(await field(name)).toEqual([]);
});
