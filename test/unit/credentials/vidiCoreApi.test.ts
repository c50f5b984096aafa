import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { VidiCoreApi } from '../../../credentials/VidiCoreApi.credentials';
import { serverRoot } from '../../../vidicore/baseUrl';

const credential = new VidiCoreApi();
const looked = (baseUrl: string, answer: (options: IHttpRequestOptions) => Promise<unknown>) =>
	credential.preAuthentication.call({ helpers: { httpRequest: answer } } as unknown as IHttpRequestHelper, {
		baseUrl,
		username: 'ada',
		password: 'open-sesame',
	});
const failing = (error: object) => () => Promise.reject(Object.assign(new Error('no words'), error));

describe('before n8n tests a credential', () => {
	test.each([
		['ENOTFOUND', 'https://mam.example', /^https:\/\/mam\.example is not known: there is no server of that name\./],
		['ECONNREFUSED', 'http://mam:1', /^http:\/\/mam:1 refuses connections: nothing is listening there\./],
		['EPROTO', 'https://mam:8080', /^https:\/\/mam:8080 does not agree on how to encrypt; http may be meant/],
		['CERT_HAS_EXPIRED', 'https://mam', /certificate that has expired/],
	])('%s is told in words', async (code, baseUrl, expected) => {
		await expect(looked(baseUrl, failing({ code }))).rejects.toThrow(expected);
		// The code as n8n wraps it.
		await expect(looked(baseUrl, failing({ cause: { code } }))).rejects.toThrow(/Check the Base URL/);
	});

	test('an address that is none is told in words, and nothing is asked', async () => {
		const ask = jest.fn(() => Promise.resolve());
		await expect(looked('our vidicore', ask)).rejects.toThrow(/is not an address/);
		expect(ask).not.toHaveBeenCalled();
	});

	test('the login is not sent, and what is learned is not stored', async () => {
		const asked: IHttpRequestOptions[] = [];
		const learned = await looked('mam.example/API/', (options) => Promise.resolve(void asked.push(options)));
		expect(learned).toEqual({});
		expect(asked).toMatchObject([{ url: 'https://mam.example/API/version', disableFollowRedirect: true }]);
		expect(JSON.stringify(asked)).not.toMatch(/open-sesame|authorization/i);
	});
});

test.each([
	'https://v.example.com',
	' https://v.example.com/API/ ',
	'v.example.com',
	'v.example.com/API',
	'http://h:8080/media/API/',
	'localhost:8080/',
])('the test asks where the nodes ask: %j', (baseUrl) => {
	const expression = String(credential.test.request.baseURL).replace(/^=\{\{|\}\}$/g, '');
	const evaluated: unknown = new Function('$credentials', `return ${expression}`)({ baseUrl });
	expect(evaluated).toBe(serverRoot(baseUrl));
});
