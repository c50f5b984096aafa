import fc from 'fast-check';
import { serverRoot } from '../../../vidicore/baseUrl';
import { readFault } from '../../../vidicore/exceptionDocument';
import type { JobDocument } from '../../../vidicore/jobs/documents';
import { isoTime, jobErrorText, jobOutcome } from '../../../vidicore/jobs/state';
import { redact } from '../../../vidicore/redact';
import { liesInside, s3Location, s3Uri } from '../../../vidicore/resources/s3Uri';
import { readResourceDocument } from '../../../vidicore/resources/resourceDocument';
import { XmlError } from '../../../vidicore/xml';
import { fixture, fixtureText } from '../../support/fixture';

test.each([
	'https://v.example.com',
	'https://v.example.com/',
	'https://v.example.com/API',
	'https://v.example.com/API/',
	' https://v.example.com/api ',
	'v.example.com/API', // no login leaves in clear text because http:// was left out
])('%j is the root of the same server', (typed) => expect(serverRoot(typed)).toBe('https://v.example.com'));
test('a path before /API stays', () => expect(serverRoot('http://h:8080/media/API/')).toBe('http://h:8080/media'));
test('a host with its port needs no scheme', () => expect(serverRoot('localhost:8080')).toBe('https://localhost:8080'));
test.each(['', 'our vidicore', 'https//vidicore', 'ftp://x', 'https://user:open-sesame@x', 'user:open-sesame@x'])(
	'%j is refused as base URL, without its password',
	(typed) => {
		expect(() => serverRoot(typed)).toThrow(/base URL/);
		expect(() => serverRoot(typed)).not.toThrow(/open-sesame/);
	},
);

test.each([
	['s3://KEY:SEC%2FRET@bucket/f/', 's3://***@bucket/f/'],
	['see vidinet://id:KEY@id, please', 'see vidinet://***@id, please'],
	['https://x/y?signature=abc&n=1', 'https://x/y?signature=***&n=1'],
	['nothing to hide', 'nothing to hide'],
])('redacts %j', (text, expected) => expect(redact(text)).toBe(expected));

describe('error answers', () => {
	test.each([
		[
			'JSON with nine members',
			400,
			fixtureText('exception.json'),
			{ kind: 'invalidInput', id: 'VX-108', explanation: 'The resource is not a cognitive service: VX-12' },
		],
		['XML', 400, fixtureText('exception.xml'), { kind: 'invalidInput', id: 'VX-108' }],
		[
			'text',
			400,
			fixtureText('exception.txt'),
			{ kind: 'invalidInput', id: 'VX-108', explanation: 'example reason text' },
		],
		[
			'JSON not found',
			404,
			fixtureText('exception-notfound.json'),
			{ kind: 'notFound', subject: 'Item', id: 'VX-999999' },
		],
		['XML not found', 404, fixtureText('exception-notfound.xml'), { kind: 'notFound' }],
		['the framework', 404, '{"code":404,"message":"HTTP 404 Not Found"}', { kind: 'notVidiCore' }],
		[
			'a gateway',
			502,
			'<html><head><title>502 Bad Gateway</title></head></html>',
			{ kind: 'internalServer', explanation: '502 Bad Gateway' },
		],
		['nothing', 401, '', { kind: 'notAuthorized' }],
		['half a document', 403, '{"forbidden":', { kind: 'forbidden' }],
	])('%s', (_, status, body, expected) => expect(readFault(status, body)).toMatchObject(expected));
});

test.each([
	['READY', 'running'],
	['STARTED', 'running'],
	['VIDINET_JOB', 'running'],
	['WAITING', 'running'],
	['HOLD', 'running'],
	['ABORTED_PENDING', 'running'],
	['ABORT_PENDING', 'running'],
	['FINISHED', 'finished'],
	['FINISHED_WARNING', 'warning'],
	['FAILED_TOTAL', 'failed'],
	['ABORTED', 'aborted'],
	['FAILED_NEW', 'failed'],
	['SOMETHING', 'running'],
])('a job that is %s is %s', (status, outcome) => expect(jobOutcome(status)).toBe(outcome));

test('a job’s error text is found in its log, else in its data, the last attempt', () => {
	const failed = fixture<unknown>('job-failed.json') as JobDocument;
	expect(jobErrorText(failed)).toMatch(/access denied when reading/);
	expect(
		jobErrorText({
			jobId: 'x',
			status: 'FAILED_TOTAL',
			data: [
				['errorMessage-200-0-10', 'last'],
				['errorMessage-200-0-9', 'first'],
			].map(([key = '', value]) => ({ key, value })),
		}),
	).toBe('last');
	expect(jobErrorText({ jobId: 'x', status: 'FAILED_TOTAL' })).toBeUndefined();
	expect(isoTime('2020-09-23T10:57:34.098+0200')).toBe('2020-09-23T08:57:34.098Z');
});

test('an S3 address gives back bucket, folder and key id, whatever is in them, and never the secret', () => {
	const part = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('/'));
	fc.assert(
		fc.property(part, part, fc.array(part, { maxLength: 3 }), (accessKeyId, secretAccessKey, path) => {
			const location = { bucket: 'bucket-1', folder: path.join('/') };
			const secret = `/+%${secretAccessKey}@:`;
			const uri = s3Uri(location, { accessKeyId, secretAccessKey: secret });
			expect(s3Location(uri)).toEqual({ location, accessKeyId });
			// As VidiCore will read it: by the rules of URIs.
			expect([decodeURIComponent(new URL(uri).password), new URL(uri).host]).toEqual([secret, 'bucket-1']);
		}),
	);
	expect(liesInside({ bucket: 'b', folder: 'media/x' }, { bucket: 'b', folder: 'media' })).toBe(true);
	expect(liesInside({ bucket: 'b', folder: 'media2' }, { bucket: 'b', folder: 'media' })).toBe(false);
});

describe('the ResourceDocument', () => {
	const inner = '<url>vidinet://AB-1:open-sesame@AB-1</url><name>Faces &amp; more</name><type>COGNITIVE_SERVICE</type>';
	const good =
		'<?xml version="1.0"?>\n<ResourceDocument ' +
		`xmlns="http://xml.vidispine.com/schema/vidispine"><vidinet>${inner}</vidinet></ResourceDocument>`;

	test('is read, also with a namespace prefix, a BOM and blanks around it', () => {
		expect(readResourceDocument(`\uFEFF\n ${good}\n`)).toMatchObject({
			serviceId: 'ab-1',
			name: 'Faces & more',
			type: 'COGNITIVE_SERVICE',
		});
		expect(readResourceDocument(good.replaceAll(/<(\/?)(\w)/g, '<$1v:$2').replace('xmlns=', 'xmlns:v='))).toMatchObject(
			{ serviceId: 'ab-1' },
		);
	});

	test('cut off anywhere it is refused', () => {
		for (let length = 0; length < good.length - 1; length++)
			expect(() => readResourceDocument(good.slice(0, length))).toThrow(XmlError);
	});

	test.each([
		['', /empty/],
		['vidinet', /not XML/],
		['<a/>', /outermost element is <a>/],
		[`<ResourceDocument>${'<vidinet/>'.repeat(2)}</ResourceDocument>`, /several/],
		['<ResourceDocument><vidinet/></ResourceDocument>', /no <url>/],
		[`<!DOCTYPE x>${good}`, /not XML|DOCTYPE/],
		[good.replace('vidinet://AB-1:open-sesame@AB-1', 'https://x'), /form vidinet/],
		[good.replace('COGNITIVE_SERVICE', 'TRANSCODER'), /TRANSCODER/],
	])('%j is refused, without its key', (text, message) => {
		expect(() => readResourceDocument(text)).toThrow(message);
		expect(() => readResourceDocument(text)).not.toThrow(/open-sesame/);
	});
});
