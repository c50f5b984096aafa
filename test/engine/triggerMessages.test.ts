import type { FaultRule } from '../../tools/emulator/faultRules';
import { aboutJobs, message, useTriggerWorld, watching } from '../support/triggerWorld';
import { site, siteId } from '../support/site';

// What is called may be anything, and VidiCore may be away when it is to be looked up.
const at = useTriggerWorld();

describe('what a message names', () => {
	test('is the same job with blanks around its id, and starts the workflow once', async () => {
		const { tell } = await at.published();
		const id = await at.job();
		expect((await tell(aboutJobs(` ${id}`, id, `${id}\n`))).items).toMatchObject([{ jobId: id }]);
		for (const again of [`${id} `, `\t${id}`, `\u00a0${id}`, `\ufeff${id}`, id, `${id}\r\n`])
			expect(await tell(aboutJobs(again))).toMatchObject({ status: 200, items: [] });
	});

	test('is none when it has not the form of VidiCore’s ids: nothing is asked', async () => {
		const { tell } = await at.published();
		const id = await at.job();
		const asked = at.requestsFromNow();
		const odd: unknown[] = [
			...[
				'',
				' ',
				'.',
				'..',
				`../item/${siteId(1)}`,
				`${id}/../${id}`,
				`${id}?x=1`,
				`${id}#`,
				`${id}%20`,
				`${id},${siteId(2)}`,
			],
			...[`${id}\0`, `0${id}`, id.replace('-', '-0'), id.replace('-', '- '), `${id} ${id}`, '-1', 'VX', 'VX-', 'VX-x'],
			...[
				`${siteId(1)}e3`,
				`${site}-${'9'.repeat(30)}`,
				'__proto__',
				'constructor',
				'{{ 1 }}',
				'<a>',
				'VX−1',
				'ＶＸ-1',
				`${id}\u200b`,
			],
			...['x'.repeat(50_000_000), ' '.repeat(50_000_000), `${id}${' '.repeat(5_000_000)}`],
			...[null, 7, true, [id], { id }, [[id]], { toString: id }],
		];
		for (const one of odd) expect(await tell(aboutJobs(one))).toMatchObject({ status: 200, items: [] });
		expect(asked()).toEqual([]);
	});

	test('counts as nothing in a body of any other form', async () => {
		const { tell } = await at.published();
		const id = await at.job();
		const asked = at.requestsFromNow();
		let nested: unknown = id;
		for (let depth = 0; depth < 20_000; depth++) nested = [nested];
		const bodies: unknown[] = [
			...[
				undefined,
				null,
				'',
				id,
				7,
				true,
				[],
				[id],
				{ jobId: id },
				{ field: id },
				{ field: { key: 'jobId', value: id } },
			],
			...[{ field: [id, null, 7, [], ['jobId', id]] }, { field: [{ key: ['jobId'], value: id }] }, { field: nested }],
			...[{ field: [{ key: 'jobId', value: nested }] }, { FIELD: aboutJobs(id).field }, Buffer.from('x')],
			...[JSON.parse(`{"__proto__":{"field":[{"key":"jobId","value":"${id}"}]}}`), { field: { length: 1e9 } }],
			...[message(['__proto__', id]), message(['JobId', id]), message(['jobId '.repeat(1e6), id])],
			{ data: '<x/>', files: {} },
		];
		for (const body of bodies) expect(await tell(body)).toMatchObject({ status: 200, items: [] });
		expect(asked()).toEqual([]);
	});

	test('is understood as XML too, as n8n’s parser hands it over', async () => {
		const { tell } = await at.published();
		const [one, other] = [await at.job(), await at.job()];
		const xml = (field: unknown) => ({ simplemetadatadocument: { $: { xmlns: 'http://xml.vidispine.com' }, field } });
		expect((await tell(xml({ key: 'jobId', value: one }))).items).toMatchObject([{ jobId: one }]);
		expect((await tell(xml(aboutJobs(one, other).field))).items).toMatchObject([{ jobId: other }]);
	});

	test('10,000 ids are a bounded number of requests; of those that ended, all start the workflow', async () => {
		const { tell } = await at.published({ jobFilter: { outcomes: [] } });
		const ended = await Promise.all(
			Array.from({ length: 15 }, async (_, n) => await at.job(n % 2 ? siteId(112) : siteId(108))),
		);
		const ids = Array.from({ length: 10_000 }, (_, n) => ended[n / 100] ?? `${site}-${n + 1_000_000}`);
		const asked = at.requestsFromNow();
		const answer = await tell(aboutJobs(...ids));
		expect(answer.items.map(({ jobId }) => jobId).sort()).toEqual([...ended].sort());
		expect(asked().length).toBeLessThan(40);
		expect((await tell(aboutJobs(...ids))).items).toEqual([]);
	});

	test('10,000 items are a bounded number of requests, and the answer says what was left out', async () => {
		const { tell } = await at.published({ event: 'metadataChanged', fields: 'title' });
		const ids = Array.from({ length: 10_000 }, (_, n): [string, unknown] => ['itemId', `${site}-${n + 1_000_000}`]);
		const changes = ids.map(([, id]): [string, unknown] => ['changeSetId', id]);
		const asked = at.requestsFromNow();
		expect(await tell(message(...ids, ...changes))).toMatchObject({
			status: 200,
			message: expect.stringMatching(/9990/),
		});
		expect(asked().length).toBeLessThan(20);
	});
});

describe('the answer', () => {
	const never: Record<string, FaultRule['effect'] | undefined> = {
		'an id that VidiCore does not have': undefined,
		'a job that we may not see': {
			status: 403,
			contentType: 'application/json',
			body: '{"forbidden":{"context":"job"}}',
		},
		'an id that VidiCore does not take': {
			status: 400,
			contentType: 'application/json',
			body: '{"invalidInput":{"context":"job","explanation":"no such id"}}',
		},
	};

	test.each(Object.entries(never))('to %s is no reason to call again', async (_, effect) => {
		const { tell } = await at.published();
		if (effect) at.world.vidiCore.faults.add({ match: /^GET \/API\/job\/[A-Z]+-999999$/, times: 1, effect });
		expect(await tell(aboutJobs(siteId(999999)))).toMatchObject({ status: 200, items: [] });
	});

	const away: Record<string, FaultRule['effect']> = {
		'VidiCore answers 503': { status: 503 },
		'VidiCore answers 500': { status: 500 },
		'VidiCore answers 429': { status: 429 },
		'the connection is cut': 'drop',
		'the answer is cut off': 'truncate',
		'the login is refused': { status: 401 },
		'a gateway answers': { html: 404 },
		'a sign-in page answers': { html: 200 },
		'something answers 404 that names nothing': { status: 404 },
		'it is no document': { status: 200, contentType: 'application/json', body: '[]' },
		'it is another document': { status: 200, contentType: 'application/json', body: '{"foo":1}' },
	};

	test('is 503 while VidiCore is away, whatever answers in its place; called again, the workflow starts', async () => {
		const { tell } = await at.published();
		const told = await Promise.all(
			Object.entries(away).map(async ([name, effect]) => {
				const id = await at.job();
				at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${id}$`), times: 4, effect });
				return { name, id, status: (await tell(aboutJobs(id))).status };
			}),
		);
		at.world.vidiCore.faults.clear();
		expect(told.filter(({ status }) => status !== 503)).toEqual([]);
		for (const { id } of told) expect((await tell(aboutJobs(id))).items).toMatchObject([{ jobId: id }]);
	});

	test('to a message about a collection that was deleted is no reason to call again', async () => {
		const id = await at.collection(siteId(108));
		const { tell } = await at.published(watching(id));
		await at.http.send('DELETE', `/API/collection/${id}`);
		expect(await tell({})).toMatchObject({ status: 200, items: [] });
	});
});
