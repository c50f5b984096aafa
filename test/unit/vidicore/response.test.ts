import { VidiCoreHttp } from '../../../vidicore/http';
import type { Method, VidiCoreRequest, VidiCoreResponse } from '../../../vidicore/transport';
import { answeringVidiCore } from '../../support/answeringVidiCore';
import { fixtureText } from '../../support/fixture';

// What is VidiCore's answer, and what only looks like success.

function answering(response: Partial<VidiCoreResponse>, secrets: string[] = []) {
	const requests: VidiCoreRequest[] = [];
	const http = new VidiCoreHttp(
		async (request) => {
			requests.push(request);
			return { status: 200, headers: {}, body: '', ...response };
		},
		{ now: () => 0, sleep: async () => undefined },
		'',
		{ secrets },
	);
	return { http, requests };
}

const methods: Method[] = ['GET', 'PUT', 'POST', 'DELETE'];
const signIn = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>';
const vidispine = 'xmlns="http://xml.vidispine.com/schema/vidispine"';

describe('a request that only does something', () => {
	test.each<[string, Partial<VidiCoreResponse>]>([
		['nothing', {}],
		['nothing, as JSON', { headers: { 'content-type': 'application/json' } }],
		['204', { status: 204 }],
		['a document', { body: '{"item":[{"id":"VX-1"}]}' }],
		['an empty document', { body: '{}' }],
		['a list that names what was not found', { body: '{"hits":0,"notFound":["VX-1"]}' }],
		['a document in XML', { body: `<?xml version="1.0"?><MetadataListDocument ${vidispine}/>` }],
	])('is done when %s comes back', async (_, response) => {
		for (const method of methods) await answering(response).http.send(method, '/API/x');
	});

	test.each<[string, Partial<VidiCoreResponse>, string, RegExp]>([
		['a page to sign in', { body: signIn }, 'notVidiCore', /web page \("Sign in"\), not as VidiCore/],
		['a page without a doctype', { body: '\n<html><body>' }, 'notVidiCore', /web page/],
		['a page behind a comment', { body: '<!-- gateway --><html>' }, 'notVidiCore', /web page/],
		['a page without content', { headers: { 'content-type': 'text/html; charset=utf-8' } }, 'notVidiCore', /web page/],
		['a document of others', { body: '<Error><Code>AccessDenied</Code></Error>' }, 'notVidiCore', /web page/],
		['a text', { body: 'Please sign in' }, 'notVidiCore', /text of 14 characters/],
		['half a document', { body: '{"item":[' }, 'badAnswer', /cut off/],
		['an error with status 200', { body: fixtureText('exception.json') }, 'invalidInput', /not a cognitive service/],
		['the same in XML', { body: fixtureText('exception.xml') }, 'invalidInput', /VX-108/],
		['the framework’s error', { body: '{"code":404,"message":"HTTP 404 Not Found"}' }, 'notVidiCore', /404 Not Found/],
	])('is not done when %s comes back', async (_, response, kind, message) => {
		for (const method of methods) {
			const { http, requests } = answering(response);
			await expect(http.send(method, '/API/x')).rejects.toMatchObject({
				kind,
				message: expect.stringMatching(message) as string,
			});
			expect(requests).toHaveLength(kind === 'badAnswer' && method !== 'POST' ? 4 : 1);
		}
	});
});

test('an error with status 200 is no document either', async () => {
	const { http } = answering({ body: fixtureText('exception-notfound.json') });
	await expect(http.json('GET', '/API/item/VX-999999')).rejects.toMatchObject({ kind: 'notFound' });
	const job = { jobId: 'VX-1', status: 'FINISHED', conflict: null, forbidden: { a: 1 } };
	expect(await answering({ body: JSON.stringify(job) }).http.json('GET', '/API/job/VX-1')).toEqual(job);
});

test('a page is no picture', async () => {
	for (const response of [
		{ bytes: Buffer.from(signIn) },
		{ bytes: Buffer.from('x'), headers: { 'content-type': 'text/html' } },
	])
		await expect(answering(response).http.bytes('/API/thumbnail/x')).rejects.toMatchObject({ kind: 'notVidiCore' });
	expect(await answering({ bytes: Buffer.from([0xff, 0xd8]) }).http.bytes('/API/thumbnail/x')).toHaveLength(2);
});

describe('a redirect', () => {
	test.each([301, 302, 303, 307, 308])('%d is never success, and is not asked again', async (status) => {
		for (const method of methods)
			for (const body of ['', '{}', '{"jobId":"VX-1","status":"READY"}', signIn]) {
				const { http, requests } = answering({ status, body, headers: { location: 'https://sso.example.com/login' } });
				for (const call of ['send', 'json', 'text'] as const)
					await expect(http[call](method, '/API/x')).rejects.toMatchObject({ kind: 'notVidiCore', status });
				expect(requests).toHaveLength(3);
			}
	});

	test.each([
		['https://sso.example.com/login?next=%2FAPI&token=open-sesame', 'https://sso.example.com/login'],
		['https://anna:open-sesame@sso.example.com:8443/a', 'https://sso.example.com:8443/a'],
		['//sso.example.com/login', 'http://sso.example.com/login'],
		['/login?next=open-sesame', '/login'],
		['login;jsessionid=open-sesame', '/API/login'],
		['https://h/s3%3A%2F%2FK%3Aopen-sesame%40bucket', 'https://h/s3%3A%2F%2F***%40bucket'],
		['https://h/pass/c2VzYW1lLW9wZW4=', 'https://h/pass/***'],
	])('to %s', async (location, shown) => {
		const { http } = answering({ status: 302, headers: { location } }, ['sesame-open']);
		await expect(http.json('GET', '/API/x')).rejects.toMatchObject({
			message: `The address answered with a redirect (302) to ${shown}, which was not followed`,
			fault: { pointsTo: shown },
		});
	});

	test('to nowhere', async () => {
		for (const headers of [{}, { location: 'http://[' }] as Array<Record<string, string>>)
			await expect(answering({ status: 302, headers }).http.json('GET', '/API/x')).rejects.toMatchObject({
				message: 'The address answered with a redirect (302), which was not followed',
			});
	});
});

describe('keys', () => {
	const login = 'anna:correct horse/battery+"staple"';
	const secrets = [login.slice(5), login];
	const written = [
		`Authorization: Basic ${Buffer.from(login).toString('base64')}`,
		`password ${login.slice(5)}`,
		`u=${encodeURIComponent(login)}`,
		JSON.stringify({ password: login.slice(5) }).replaceAll('/', '\\/'),
	];
	const leaks = /battery|YmF0dGVyeQ|staple/;

	test('of the credential are in no error, wherever the server repeats them', async () => {
		for (const words of written)
			for (const response of [
				{ status: 400, body: JSON.stringify({ invalidInput: { explanation: words, id: words, context: words } }) },
				{ status: 400, body: `400 ${words}\nContext: ${words}\nReason: ${words}` },
				{ status: 502, body: `<html><title>${words}</title>` },
				{ status: 200, body: `<html><title>${words}</title>` },
				{ status: 302, headers: { location: `https://h/${encodeURIComponent(words)}` } },
			]) {
				const error: unknown = await answering(response, secrets)
					.http.json('GET', '/API/x')
					.catch((caught: unknown) => caught);
				expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(leaks);
			}
	});

	test('in a body that is sent are hidden when the server repeats it, and only then', async () => {
		const body = JSON.stringify({ callback: { uri: 's3://AKIAKEY:battery%2Fstaple@b/' } });
		const { http } = answering({ status: 400, body: `400 ${body}\nReason: AKIAKEY and battery/staple are wrong` });
		const sent = http.json('POST', '/API/resource', { body, secrets: ['battery/staple', 'AKIAKEY'] });
		await expect(sent).rejects.toMatchObject({ message: 'VidiCore does not take this (400): *** and *** are wrong' });
		await expect(http.json('POST', '/API/resource')).rejects.toThrow(/AKIAKEY/);
	});
});

describe('the headline of a refusal is a sentence, with the status after it', () => {
	const document = (kind: string, members: object) => JSON.stringify({ [kind]: members });
	test.each([
		[404, document('notFound', { type: 'Item', id: 'VX-9999' }), 'VidiCore has no item VX-9999 (404)'],
		[404, document('notFound', { type: 'metadata-field', id: 'x_y' }), 'VidiCore has no metadata field x_y (404)'],
		[401, '', 'VidiCore refuses the login (401)'],
		[403, '', 'VidiCore does not allow this to the user of the credential (403)'],
		[
			400,
			document('invalidInput', { context: 'priority', explanation: 'Not a priority', value: 'SOON' }),
			'VidiCore does not take this (400): priority: Not a priority: SOON',
		],
		[409, '', 'VidiCore says that something stands against it (409)'],
		[429, '', 'VidiCore takes no more requests for now (429)'],
		[500, document('internalServer', { message: 'Out of memory' }), 'VidiCore had trouble (500): Out of memory'],
		[404, '', 'VidiCore answered 404'],
	])('%i %s', async (status, body, headline) => {
		const { http } = answeringVidiCore(() => ({ status, headers: {}, body }));
		await expect(http.json('POST', '/API/x')).rejects.toMatchObject({ message: headline, status });
	});
});
