import { ask, Part } from '../../../vidicore/answers';
import { VidiCoreHttp } from '../../../vidicore/http';
import { readIds, readParts } from '../../../vidicore/plainLists';
import type { VidiCoreRequest, VidiCoreResponse } from '../../../vidicore/transport';

const part = (members: unknown) =>
	new Part(members as Record<string, unknown>, { what: 'the list of jobs', method: 'GET', path: '/API/job' });

/** A VidiCore that answers as it is asked. */
function vidiCore(answer: (request: VidiCoreRequest) => Partial<VidiCoreResponse>) {
	const requests: VidiCoreRequest[] = [];
	const clock = { now: () => 0, sleep: async () => undefined };
	const http = new VidiCoreHttp(async (request) => {
		requests.push(request);
		return { status: 200, headers: {}, body: '', ...answer(request) };
	}, clock);
	return { http, requests };
}

describe('a document', () => {
	test.each([
		['no body', { status: 200, body: '' }, 'VidiCore answered 200 without the list of jobs that was asked for'],
		['204', { status: 204, body: '' }, 'VidiCore answered 204 without the list of jobs that was asked for'],
		['blanks', { body: ' \r\n' }, 'VidiCore answered 200 without the list of jobs that was asked for'],
		['a list', { body: '[]' }, /is not the JSON that was asked for/],
		['a text', { body: '"x"' }, /is not the JSON that was asked for/],
		['null', { body: 'null' }, /is not the JSON that was asked for/],
		['half of one', { body: '{"hits":' }, /is cut off or damaged \(8 characters; the list of jobs was asked for\)/],
	])('is never made out of %s', async (_, answer, message) => {
		const { http } = vidiCore(() => answer);
		const asked = ask(http, 'GET', '/API/job', 'the list of jobs');
		await expect(asked).rejects.toMatchObject({ kind: 'badAnswer', message: expect.stringMatching(message) as string });
	});

	test('that came empty once is asked for again, but never with a POST', async () => {
		const answers = [{ body: '' }, { body: '{"hits":0}' }];
		const { http, requests } = vidiCore(() => answers[Math.min(requests.length, 2) - 1] ?? {});
		expect((await ask(http, 'GET', '/API/job', 'the list of jobs')).page('job', 1)).toEqual({ hits: 0, entries: [] });
		const posted = vidiCore(() => ({ body: '' }));
		await expect(ask(posted.http, 'POST', '/API/job', 'the job')).rejects.toMatchObject({ kind: 'badAnswer' });
		expect(posted.requests).toHaveLength(1);
	});
});

describe('a member', () => {
	const document = part({
		text: 'x',
		empty: '',
		number: 7,
		flag: false,
		nothing: null,
		object: { inner: { text: 1 } },
		list: [{ id: 'VX-1' }, null],
		texts: ['a', 2],
	});
	const bad = (why: string) => `VidiCore's answer is not the list of jobs that was asked for: ${why}`;
	test.each<[string, () => unknown, string]>([
		['missing', () => part({ foo: 1 }).text('id'), 'it has no "id", only "foo"'],
		['missing in nothing', () => part({}).text('id'), 'it has no "id"'],
		['an empty text', () => part({ id: '' }).text('id'), 'it has no "id"'],
		['null', () => part({ id: null }).text('id'), 'it has no "id"'],
		['a number for a text', () => document.text('number'), '"number" is a number, not a text'],
		['a text for a number', () => document.numberIfAny('text'), '"text" is a text, not a number'],
		['a text for a flag', () => document.flagIfAny('text'), '"text" is a text, not true or false'],
		['a list for a single value', () => document.plainIfAny('list'), '"list" is a list, not a single value'],
		['a list for an object', () => document.part('list'), '"list" is a list, not an object'],
		['a missing object', () => part({}).part('action'), 'it has no "action"'],
		['an object for a list', () => document.parts('object'), '"object" is an object, not a list'],
		['a text for a list', () => document.texts('text'), '"text" is a text, not a list'],
		['null for a list', () => document.partsIfAny('nothing'), '"nothing" is null, not a list'],
		['a missing list', () => part({}).texts('uri'), 'it has no "uri"'],
		['an entry that is null', () => document.parts('list'), '"list[1]" is null, not an object'],
		['an entry of another kind', () => document.texts('texts'), '"texts[1]" is a number, not a text'],
		[
			'a place deep inside',
			() => document.part('object').part('inner').text('text'),
			'"object.inner.text" is a number, not a text',
		],
		[
			'missing deep inside',
			() => document.part('object').part('inner').text('id'),
			'"object.inner" has no "id", only "text"',
		],
	])('that is not what the API describes is an error naming it: %s', (_, read, why) => {
		expect(read).toThrow(expect.objectContaining({ kind: 'badAnswer', message: bad(why) }) as Error);
	});

	test('that may be absent is undefined when it is, or is null', () => {
		const { textIfAny, numberIfAny } = document;
		expect([textIfAny.call(document, 'none'), numberIfAny.call(document, 'nothing')]).toEqual([undefined, undefined]);
		expect([document.partIfAny('none'), document.partsIfAny('none'), document.textsIfAny('none')]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect([document.textIfAny('empty'), document.flagIfAny('flag'), document.plainIfAny('number')]).toEqual([
			'',
			false,
			'7',
		]);
	});

	test('with a key in its name does not bring it into the error', () => {
		const odd = part({ 's3://KEY:SECRET@bucket/': 1 });
		expect(() => odd.text('id')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('SECRET') as string }) as Error,
		);
	});
});

describe('a page of a list', () => {
	test.each<[unknown, number, number]>([
		[{ hits: 0 }, 1, 0],
		[{ hits: 0, job: [] }, 1, 0],
		[{ job: [] }, 1, 0],
		[{ job: [{}, {}] }, 1, 2],
		[{ hits: 2, job: [{}, {}] }, 1, 2],
		[{ hits: 200 }, 201, 0],
	])('%j from the place %d on has %d entries', (document, first, entries) => {
		expect(part(document).page('job', first).entries).toHaveLength(entries);
	});

	test.each<[unknown, number, RegExp]>([
		[{}, 1, /it has neither "hits" nor "job"$/],
		[{ foo: 1 }, 1, /it has neither "hits" nor "job"$/],
		[{ hits: 3 }, 1, /it counts 3 entries and names none from the place 1 on$/],
		[{ hits: 201, job: [] }, 201, /it counts 201 entries and names none/],
		[{ hits: '0' }, 1, /"hits" is a text, not a number$/],
		[{ hits: 0, job: {} }, 1, /"job" is an object, not a list$/],
		[{ hits: 1, job: [7] }, 1, /"job\[0\]" is a number, not an object$/],
		[{ hits: null, job: null }, 1, /"job" is null, not a list$/],
	])('%j from the place %d on is no page', (document, first, message) => {
		expect(() => part(document).page('job', first)).toThrow(message);
	});
});

describe('a list that does not count itself', () => {
	const list = { what: 'the list of callbacks', member: 'resource', root: 'ResourceListDocument' } as const;
	const xml = (inner: string) =>
		'<?xml version="1.0"?><ResourceListDocument ' +
		`xmlns="http://xml.vidispine.com/schema/vidispine">${inner}</ResourceListDocument>`;
	const both = (json: string, inXml: string) =>
		vidiCore(({ headers: { accept } }) => ({ body: accept === 'application/xml' ? inXml : json }));

	test('is read from JSON alone where it has its member', async () => {
		const { http, requests } = both('{"resource":[]}', '');
		expect(await readParts(http, '/API/resource/callback', list)).toEqual([]);
		expect(requests).toHaveLength(1);
	});

	test('is empty when JSON says nothing and XML says that nothing is in it', async () => {
		expect(await readParts(both('{}', xml('')).http, '/API/resource/callback', list)).toEqual([]);
	});

	test.each([
		['{"foo":1}', xml('')],
		['{"resource":{}}', xml('')],
		['{}', ''],
		['{}', '{}'],
		['{}', '<html></html>'],
		['{}', '<ResourceListDocument'],
		['{}', '<URIListDocument xmlns="http://xml.vidispine.com/schema/vidispine"/>'],
		['{}', xml('<resource><id>VX-1</id></resource>')],
	])('is not there in %s and %s', async (json, inXml) => {
		const read = readParts(both(json, inXml).http, '/API/resource/callback', list);
		const kind = inXml.startsWith('<html>') ? 'notVidiCore' : 'badAnswer';
		await expect(read).rejects.toMatchObject({ kind });
	});

	test('of ids takes addresses that end in one, and none without', async () => {
		const ids = (uri: unknown) => readIds(both(JSON.stringify({ uri }), '').http, '/API/x', 'the list of x');
		expect(await ids(['VX-1', 'http://host/API/item/VX-2', 'http://host/API/collection/VX-3/'])).toEqual([
			'VX-1',
			'VX-2',
			'VX-3',
		]);
		await expect(ids(['VX-1', '/'])).rejects.toMatchObject({
			message: expect.stringContaining('"uri[1]" names no id') as string,
		});
		await expect(ids([''])).rejects.toMatchObject({ kind: 'badAnswer' });
	});
});
