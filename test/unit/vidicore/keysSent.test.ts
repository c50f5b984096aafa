import { VidiCoreHttp } from '../../../vidicore/http';
import { readJob } from '../../../vidicore/jobs/readJob';
import { jobErrorText } from '../../../vidicore/jobs/state';
import { createNotification, scopes, whenStopped } from '../../../vidicore/notifications/notification';
import { createCallback } from '../../../vidicore/resources/callback';
import { preCheckConfiguration } from '../../../vidicore/resources/configuration';
import { readResourceDocument } from '../../../vidicore/resources/resourceDocument';
import { attachService } from '../../../vidicore/resources/vidinet';
import type { VidiCoreRequest, VidiCoreResponse } from '../../../vidicore/transport';

// Keys that we hand to VidiCore: whatever it makes of them in an error, nobody reads them there.

function vidiCore(answer: (request: VidiCoreRequest) => Partial<VidiCoreResponse>, secrets: string[] = []) {
	const transport = async (request: VidiCoreRequest) => ({ status: 200, headers: {}, body: '', ...answer(request) });
	return new VidiCoreHttp(transport, { now: () => 0, sleep: async () => undefined }, '', { secrets });
}

const document =
	'<ResourceDocument xmlns="http://xml.vidispine.com/schema/vidispine"><vidinet>' +
	'<url>vidinet://AB-1:sesame/open%2Bup@AB-1</url><type>COGNITIVE_SERVICE</type></vidinet></ResourceDocument>';

const sending: Array<[string, (http: VidiCoreHttp) => Promise<unknown>]> = [
	[
		'the key pair of a callback',
		(http) =>
			createCallback(
				http,
				{ bucket: 'b', folder: 'f' },
				{ accessKeyId: 'AKIAsesame', secretAccessKey: 'sesame/open+up' },
			),
	],
	['the key of a service', (http) => attachService(http, readResourceDocument(document))],
	[
		'the secret of a webhook',
		(http) => createNotification(http, scopes.allJobs, whenStopped, 'https://n8n/webhook/x?secret=sesameopenup'),
	],
	[
		'the signature of a parked execution',
		(http) => createNotification(http, scopes.job('VX-1'), whenStopped, 'https://n8n/waiting/7?signature=sesameopenup'),
	],
];

const echoes: Array<[string, (body: string) => string]> = [
	['as it is', (body) => body],
	['without its addresses', (body) => body.replace(/s3:\/\/|vidinet:\/\/|[?@]/g, ' ')],
	['with escaped slashes', (body) => body.replaceAll('/', '\\/')],
	['inside JSON', (body) => JSON.stringify({ was: body })],
	['percent-encoded', encodeURIComponent],
	['percent-decoded', (body) => decodeURIComponent(body).replace(/[:@?=]/g, ' ')],
	['in base64', (body) => Buffer.from(body).toString('base64')],
];

describe.each(sending)('%s', (_, send) => {
	test.each(echoes)('in an error that repeats what was sent %s', async (__, echo) => {
		const readable = (text: string) =>
			[text, ...[0, 1, 2, 3].map((from) => Buffer.from(text.slice(from), 'base64').toString('latin1'))].join('\n');
		for (const frame of [
			(words: string) => JSON.stringify({ invalidInput: { explanation: words, value: words, id: words } }),
			(words: string) => `400 Refused\nReason: ${words.replace(/\n/g, ' ')}`,
			(words: string) => `<html><title>${words.replace(/[<>]/g, ' ')}</title></html>`,
		]) {
			const http = vidiCore(({ body }) => ({ status: 400, body: frame(echo(String(body))) }));
			const error: unknown = await send(http).then(
				() => 'none',
				(caught: unknown) => caught,
			);
			expect(error).toBeInstanceOf(Error);
			const text = `${String(error)} ${JSON.stringify(error)}`;
			for (const word of text.split(/[\s"]+/)) expect(readable(word)).not.toMatch(/sesame/);
		}
	});
});

describe('the login of the credential', () => {
	const words = 'refused: correct horse/battery, Basic YW5uYTpjb3JyZWN0IGhvcnNlL2JhdHRlcnk=';
	const secrets = ['correct horse/battery', 'anna:correct horse/battery'];

	test('in why a job failed', async () => {
		const shown = 'refused: ***, Basic ***';
		const data = [
			['errorMessage-200-0-5', words],
			['itemId', 'VX-1'],
		].map(([key, value]) => ({ key, value }));
		for (const more of [{ log: { task: [{ subTask: [{ errorMessage: words }] }] } }, { data }]) {
			const job = { jobId: 'VX-1', status: 'FAILED_TOTAL', ...more };
			const read = await readJob(
				vidiCore(() => ({ body: JSON.stringify(job) }), secrets),
				'VX-1',
			);
			expect(jobErrorText(read)).toBe(shown);
			expect(JSON.stringify(read)).not.toMatch(/battery|YmF0dGVye/);
		}
	});

	test('in what the configuration says', async () => {
		const step = { order: 1, description: words, resource: words, result: words, data: words };
		const document = { configurationVersion: '1', success: true, message: words, executedSteps: [step] };
		const result = await preCheckConfiguration(
			vidiCore(() => ({ body: JSON.stringify(document) }), secrets),
			'VX-1',
			true,
		);
		expect(JSON.stringify(result)).not.toMatch(/battery|YmF0dGVye/);
	});
});
