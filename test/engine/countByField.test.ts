import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { located } from '../support/nodeWorld';
import { condition, hintsOf, ResourceWorld, search } from '../support/resourceWorld';
import { siteId } from '../support/site';

// How many items have which value.
const items = new ResourceWorld('item');

test('values and how many items have them, in one request', async () => {
	await items.open();
	expect(await items.rows('countByField', { countField: located('durationSeconds') })).toEqual([
		{ field: 'durationSeconds', value: '30', count: 3 },
		{ field: 'durationSeconds', value: '45', count: 1 },
		{ field: 'durationSeconds', value: '60', count: 1 },
		{ field: 'durationSeconds', value: '90', count: 1 },
	]);
	expect(items.asked()).toEqual(['PUT /API/item']);
	const only = { ...search(condition('durationSeconds', 'atLeast', 60)), countField: located('mediaType') };
	expect(await items.rows('countByField', only)).toEqual([{ field: 'mediaType', value: 'video', count: 2 }]);
});

test('no more values than wanted, and that there may be more is said', async () => {
	await items.open();
	const { run: ran, outputs } = await items.run('countByField', {
		countField: located('durationSeconds'),
		options: { maxValues: 2 },
	});
	expect(outputs[0]?.map(({ json }) => json.value)).toEqual(['30', '45']);
	expect(hintsOf(ran)).toContain('more values than these 2');
});

test('who is seen in how many items: the values of the analyses', async () => {
	await items.open({ bare: false });
	const [training] = await findTrainingCollections(items.at.http);
	await endedJob(items.at.http, trainPath(training?.id ?? ''), items.at.service);
	for (const id of [siteId(108), siteId(109)]) await analyzed(items.at.http, id, items.at.service);
	const expected = new Map<string, Set<string>>();
	for (const { id, cast } of items.at.world.scenario.videos.filter((video) =>
		[siteId(108), siteId(109)].includes(video.id),
	))
		for (const { face } of cast) expected.set(face, (expected.get(face) ?? new Set()).add(id));
	const counts = await items.rows('countByField', {
		countField: located('adu_av_value'),
		options: { searchIn: 'timed' },
	});
	const known = items.at.world.scenario.people.map(({ name }) => name).filter((name) => expected.has(name));
	expect(known.length).toBeGreaterThan(1);
	for (const name of known)
		expect(counts).toContainEqual({ field: 'adu_av_value', value: name, count: expected.get(name)?.size });
	const [first = ''] = known;
	const one = search(condition('adu_av_value', 'equals', first));
	expect((await items.found(one)).sort()).toEqual([...(expected.get(first) ?? [])].sort());
	expect(await items.found({ ...one, options: { searchIn: 'generic' } })).toEqual([]);
});

test('refuses an unknown field, and an answer without the counts', async () => {
	await items.open();
	expect(await items.refused('countByField', { countField: located('vendor_unknown') })).toMatch(/vendor_unknown/);
	const answer = {
		status: 200,
		body: `{"hits":6,"item":[{"id":"${siteId(1)}"}],"facet":[]}`,
		contentType: 'application/json',
	};
	items.faults.add({ match: /^PUT .API.item$/, times: 1, effect: answer });
	expect(await items.refused('countByField', { countField: located('title') })).toMatch(/counts nothing by "title"/);
});
