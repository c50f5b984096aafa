import type { IHttpRequestOptions } from 'n8n-workflow';
import { VidiCoreApi } from '../../../credentials/VidiCoreApi.credentials';
import { serverRoot } from '../../../vidicore/baseUrl';

const credential = new VidiCoreApi();
const signed = (baseUrl: string, request: Partial<IHttpRequestOptions>) =>
	credential.authenticate({ baseUrl, username: 'ada', password: 'x' }, { url: '/API/version', ...request });

test('the test tells in words of an address that is none; a node asks wherever it was told to', async () => {
	await expect(signed('our vidicore', { baseURL: 'our vidicore' })).rejects.toThrow(
		/base URL "our vidicore".*is not an address.*It looks like https:/,
	);
	const { headers } = await signed('our vidicore', { url: 'https://mam.example/API/item' });
	expect(headers).toHaveProperty('authorization');
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
