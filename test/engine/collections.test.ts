import type { IDataObject } from 'n8n-workflow';
import { hintsOf, ResourceWorld } from '../support/resourceWorld';
import { located } from '../support/nodeWorld';
import { siteId } from '../support/site';

// Collections: made once, found by name, filled and emptied, deleted without their items.
const world = new ResourceWorld('collection');
beforeEach(() => world.open());

const content = async (id: string) =>
	((await world.at.http.json<{ item?: Array<{ id: string }> }>('GET', `/API/collection/${id}/item`)).item ?? []).map(
		(item) => item.id,
	);
const collections = async () => {
	world.at.world.vidiCore.index.settle();
	const options = { body: '{}' };
	const list = await world.at.http.json<{ collection?: Array<{ name: string }> }>('PUT', '/API/collection', options);
	return list.collection ?? [];
};

describe('Create', () => {
	const create = async (name: string, items?: IDataObject[]) => await world.rows('create', { name }, items);

	test('a new one, and the same one when it is there', async () => {
		const [first] = await create('Evening news 2026');
		expect(first).toEqual({
			collectionId: expect.stringMatching(/^[A-Z]+-/),
			name: 'Evening news 2026',
			created: true,
		});
		expect(await create('Evening news 2026')).toEqual([{ ...first, created: false }]);
		expect(world.at.posts()).toHaveLength(1);
	});

	test('one that was made by somebody else is found; another name is another one', async () => {
		const id = await world.collection('Sports');
		await world.collection('Sports 2025');
		expect(await create('Sports')).toEqual([{ collectionId: id, name: 'Sports', created: false }]);
		expect(await create('sports')).toMatchObject([{ created: true }]);
		expect(await collections()).toHaveLength(3);
	});

	test('the oldest of several, and that there are several is said', async () => {
		const id = await world.collection('Twice');
		await world.collection('Twice');
		const { outputs, run: ran } = await world.run('create', { name: 'Twice' });
		expect(outputs[0]?.[0]?.json).toEqual({ collectionId: id, name: 'Twice', created: false });
		expect(hintsOf(ran)).toContain('2 collections called');
	});

	test('once for many items of one name, also of several executions at the same time', async () => {
		const runs = await Promise.all(
			[1, 2, 3].map(async () => await create('={{ $json.name }}', [{ name: 'All' }, { name: 'All' }])),
		);
		const all = runs.flat();
		expect(new Set(all.map(({ collectionId }) => collectionId)).size).toBe(1);
		expect(all.filter(({ created }) => created)).toHaveLength(1);
		expect(await collections()).toHaveLength(1);
	});

	test('once, while VidiCore’s search does not show it yet', async () => {
		world.at.world.vidiCore.index.holdStill();
		const [first] = await create('Not listed yet');
		expect(await create('Not listed yet')).toEqual([{ ...first, created: false }]);
		const gone = located(first?.collectionId);
		await world.rows('delete', { collectionId: gone, confirmName: 'Not listed yet' });
		expect(await create('Not listed yet')).toMatchObject([{ created: true }]);
		expect(world.at.posts()).toHaveLength(2);
	});

	test('once, when the answer got lost', async () => {
		world.faults.add({ match: /^POST .API.collection/, times: 1, effect: 'dropAfter' });
		expect(await create('Lost answer')).toMatchObject([{ name: 'Lost answer' }]);
		expect(await collections()).toHaveLength(1);
		expect(await create('Lost answer')).toMatchObject([{ created: false }]);
		expect(world.at.posts()).toHaveLength(1);
	});

	test('when nobody can tell whether it was made, that is said, and it is made once all the same', async () => {
		world.faults.add({
			match: /^POST .API.collection/,
			times: 1,
			effect: 'dropAfter',
			then: [{ match: /^PUT .API.collection/, times: 12, effect: { status: 503 } }],
		});
		expect(await world.refused('create', { name: 'Unclear' })).toMatch(
			/not known whether VidiCore has made.*"Unclear"/,
		);
		world.faults.clear();
		expect(await create('Unclear')).toMatchObject([{ created: false }]);
		expect(await collections()).toHaveLength(1);
	});

	test('refuses no name, and a user without the right', async () => {
		expect(await world.refused('create', { name: '={{ $json.nothing }}' })).toMatch(/"Name" is empty/);
		await world.openWithout('_collection_write');
		expect(await world.refused('create', { name: 'A' })).toMatch(/lacks a right/);
	});
});

describe('Get Many', () => {
	test('by a part of the name, page by page, up to a limit', async () => {
		for (let n = 0; n < 230; n++) await world.collection(`Daily show ${n}`);
		await world.collection('Other');
		const filters = { name: 'aily SHOW' };
		expect(await world.rows('getMany', { returnAll: true, filters })).toHaveLength(230);
		expect(await world.rows('getMany', { limit: 7, filters })).toHaveLength(7);
		expect(await world.rows('getMany', { returnAll: true, filters: { name: 'Other' } })).toEqual([
			{ collectionId: expect.any(String), name: 'Other' },
		]);
		expect(await world.rows('getMany', { returnAll: true })).toHaveLength(231);
		expect(await world.rows('getMany', { returnAll: true, filters: { name: 'nothing' } })).toEqual([]);
	});

	test('a page that is cut off is an error, not the end', async () => {
		for (let n = 0; n < 120; n++) await world.collection(`Show ${n}`);
		world.faults.add({
			match: /^PUT .API.collection/,
			times: 1,
			effect: { delayMs: 0 },
			then: [{ match: /^PUT .API.collection/, times: 99, effect: 'truncate' }],
		});
		expect(await world.refused('getMany', { returnAll: true })).toMatch(/answer/i);
	});
});

describe('Add Items and Remove Items', () => {
	test('one or several, as often as one likes', async () => {
		const id = await world.collection('A');
		const collectionId = located(id);
		expect(await world.rows('addItems', { collectionId, itemIds: `${siteId(108)}, ${siteId(109)}` })).toEqual([
			{ collectionId: id, itemIds: [siteId(108), siteId(109)] },
		]);
		await world.rows('addItems', { collectionId, itemIds: `={{ ["${siteId(109)}", "${siteId(110)}"] }}` });
		expect(await content(id)).toEqual([siteId(108), siteId(109), siteId(110)]);
		expect(await world.rows('removeItems', { collectionId, itemIds: siteId(108) })).toEqual([
			{ collectionId: id, itemIds: [siteId(108)] },
		]);
		await world.rows('removeItems', { collectionId, itemIds: `${siteId(108)},${siteId(110)}` });
		expect(await content(id)).toEqual([siteId(109)]);
		expect(await world.at.http.json('GET', `/API/item/${siteId(108)}`)).toEqual({ id: siteId(108) });
	});

	test('how far it came is said', async () => {
		const id = await world.collection('A');
		const parameters = { collectionId: located(id), itemIds: `${siteId(108)},${siteId(9999)},${siteId(109)}` };
		expect(await world.refused('addItems', parameters)).toMatch(
			/[A-Z]+-9999: .*1 of 3 items are in [A-Z]+-\d+\. Running this again/,
		);
		expect(await content(id)).toEqual([siteId(108)]);
	});

	test.each<[string, IDataObject, RegExp]>([
		['no item', { itemIds: '={{ $json.nothing }}' }, /"Item IDs" is empty/],
		['what is no id', { itemIds: `${siteId(108)},a/b` }, /holds no id/],
		[
			'a collection that is gone',
			{ itemIds: siteId(108), collectionId: located(siteId(9999)) },
			/collection.*[A-Z]+-9999/i,
		],
	])('refuses %s', async (_, parameters, words) => {
		const id = await world.collection('A');
		for (const operation of ['addItems', 'removeItems'])
			expect(await world.refused(operation, { collectionId: located(id), ...parameters })).toMatch(words);
		expect(await content(id)).toEqual([]);
	});
});

describe('Delete', () => {
	test('the collection whose name was typed, and none of its items', async () => {
		const id = await world.collection('Old');
		await world.at.http.send('PUT', `/API/collection/${id}/${siteId(108)}`);
		expect(await world.rows('delete', { collectionId: located(id), confirmName: 'Old' })).toEqual([
			{ collectionId: id, name: 'Old', deleted: true },
		]);
		expect(await collections()).toEqual([]);
		expect(await world.at.http.json('GET', `/API/item/${siteId(108)}`)).toEqual({ id: siteId(108) });
	});

	test('refuses another name, and one that is not there', async () => {
		const id = await world.collection('Old');
		expect(await world.refused('delete', { collectionId: located(id), confirmName: 'old' })).toMatch(
			/called "Old", not "old"/,
		);
		expect(await world.refused('delete', { collectionId: located(siteId(9999)), confirmName: 'Old' })).toMatch(
			/[A-Z]+-9999 is not in/,
		);
		expect(await collections()).toHaveLength(1);
	});

	test('an answer that got lost', async () => {
		const id = await world.collection('Old');
		world.faults.add({ match: /^DELETE/, times: 1, effect: 'dropAfter' });
		expect(await world.rows('delete', { collectionId: located(id), confirmName: 'Old' })).toMatchObject([
			{ deleted: true },
		]);
	});
});
