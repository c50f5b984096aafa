import { openWorld, type World } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { writeFields } from '../../vidicore/fields/writeFields';
import type { VidiCoreHttp } from '../../vidicore/http';
import { siteId } from '../support/site';

// Two who write into one item at the same time.
let world: World;
let http: VidiCoreHttp;
beforeEach(async () => {
	world = await openWorld({ users: [{ name: 'reader', password: 'reader', lacks: ['_metadata_write'] }] });
	http = vidiCoreOver(world.vidiCore.baseUrl);
});
afterEach(() => world.close());

const path = `/API/item/${siteId(108)}/metadata`;
const field = { name: 'station_persons', type: 'string' };
const add = (...values: string[]) => ({ changes: [{ field, mode: 'add', values }] }) as const;
const other = async (document: object) => {
	const timespan = [{ start: '-INF', end: '+INF', field: [{ name: field.name, ...document }] }];
	await http.json('PUT', path, { body: JSON.stringify({ timespan }) });
};
const names = async () => {
	const answer = await http.json<{ item: Array<{ metadata: { timespan: Array<{ field: Named[] }> } }> }>('GET', path);
	const found = answer.item[0]?.metadata.timespan[0]?.field.find(({ name }) => name === field.name);
	return found?.value.map(({ value }) => value) ?? [];
};
interface Named {
	name: string;
	value: Array<{ value: string }>;
}

/** The same VidiCore, where something happens right before each of our writes. */
const before = (happening: () => Promise<void>): VidiCoreHttp =>
	new Proxy(http, {
		get: (target, member) =>
			member === 'json'
				? async (...call: Parameters<VidiCoreHttp['json']>) => {
						if (call[0] === 'PUT') await happening();
						return await target.json(...call);
					}
				: (Reflect.get(target, member) as unknown),
	});
const once = (work: () => Promise<void>) => {
	let done = false;
	return async () => {
		if (done) return;
		done = true;
		await work();
	};
};

test('what another adds in between stays, and ours comes beside it', async () => {
	await other({ value: [{ value: 'Ada' }] });
	const between = before(once(() => other({ mode: 'add', value: [{ value: 'Grace' }] })));
	expect(await writeFields(between, siteId(108), add('Rosa'))).toEqual({
		...{ changed: ['station_persons'], values: { station_persons: ['Ada', 'Grace', 'Rosa'] } },
		added: { station_persons: ['Rosa'] },
	});
	expect(await names()).toEqual(['Ada', 'Grace', 'Rosa']);
	expect(world.vidiCore.requests.filter(({ status }) => status === 409)).toHaveLength(1);
});

test('what another has added in between is not added twice', async () => {
	const between = before(once(() => other({ mode: 'add', value: [{ value: 'Rosa' }] })));
	expect(await writeFields(between, siteId(108), add('Rosa', 'Ada'))).toMatchObject({
		added: { station_persons: ['Ada'] },
	});
	expect(await names()).toEqual(['Rosa', 'Ada']);
});

test('somebody who never stops writing ends it with an error; nothing of theirs is lost', async () => {
	let n = 0;
	const always = before(() => other({ mode: 'add', value: [{ value: `Other ${n++}` }] }));
	await expect(writeFields(always, siteId(108), add('Rosa'))).rejects.toMatchObject({ kind: 'conflict' });
	expect(await names()).toEqual(Array.from({ length: n }, (_, at) => `Other ${at}`));
});

test('a revision that is refused although nobody has written is no condition any more', async () => {
	const conflict = { context: 'metadata', id: siteId(108), explanation: 'revision', value: null };
	world.vidiCore.faults.add({
		match: /^PUT .*metadata$/,
		times: 1,
		effect: { status: 409, contentType: 'application/json', body: JSON.stringify({ conflict }) },
	});
	expect(await writeFields(http, siteId(108), add('Rosa'))).toMatchObject({ changed: ['station_persons'] });
	expect(await names()).toEqual(['Rosa']);
	const queries = world.vidiCore.requests.filter(({ method }) => method === 'PUT').map(({ query }) => query);
	expect(queries).toEqual([expect.stringMatching(/^revision=/), '']);
});

test('no answer to any attempt, but it was written: that is found out', async () => {
	world.vidiCore.faults.add({ match: /^PUT .*metadata$/, times: 50, effect: 'dropAfter' });
	expect(await writeFields(http, siteId(108), add('Rosa'))).toMatchObject({ added: { station_persons: ['Rosa'] } });
	world.vidiCore.faults.clear();
	expect(await names()).toEqual(['Rosa']);
});

test('no attempt arrives: nothing was written, and the error says so', async () => {
	world.vidiCore.faults.add({ match: /^PUT .*metadata$/, times: 50, effect: 'drop' });
	await expect(writeFields(http, siteId(108), add('Rosa'))).rejects.toThrow(/Nothing was written to [A-Z]+-108$/);
	expect(await names()).toEqual([]);
});

test('nobody can be asked afterwards: then that is what is said', async () => {
	const cut = before(() => {
		world.vidiCore.faults.add({ match: /[A-Z]+-108/, times: 50, effect: 'drop' });
		return Promise.resolve();
	});
	await expect(writeFields(cut, siteId(108), add('Rosa'))).rejects.toThrow(
		/It is not known whether it was written to [A-Z]+-108$/,
	);
});

test('four at once: all names, each once', async () => {
	const own = [['Ada', 'Rosa'], ['Rosa'], ['Grace', 'Ada'], ['Emmy']];
	await Promise.all(own.map((values) => writeFields(http, siteId(108), add(...values))));
	expect((await names()).sort()).toEqual(['Ada', 'Emmy', 'Grace', 'Rosa']);
});

test('who may not write is told so, and nothing is written', async () => {
	const own = vidiCoreOver(world.vidiCore.baseUrl, 'reader:reader');
	await expect(writeFields(own, siteId(108), add('Rosa'))).rejects.toMatchObject({ kind: 'forbidden' });
	expect(await names()).toEqual([]);
});

test('a document of something else in place of the answer is not taken for done', async () => {
	const { faults, requests } = world.vidiCore;
	const effect = { status: 200, body: '{"foo":1}', contentType: 'application/json' };
	faults.add({ match: /^PUT .*metadata$/, times: 1, effect });
	await expect(writeFields(http, siteId(108), add('Ada'))).rejects.toThrow(/Nothing was written to [A-Z]+-108/);
	expect(await names()).toEqual([]);
	expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});
