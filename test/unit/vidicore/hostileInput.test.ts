import fc from 'fast-check';
import { readFault } from '../../../vidicore/exceptionDocument';
import { withoutUserInfo } from '../../../vidicore/redact';
import { readResourceDocument } from '../../../vidicore/resources/resourceDocument';
import { s3Location, s3Uri } from '../../../vidicore/resources/s3Uri';
import { children, childText, parseXml, XmlError } from '../../../vidicore/xml';

test('whatever a proxy answers, reading it as an error never throws and always has a kind', () => {
	const json = fc.json();
	const xml = fc.string().map((text) => `<ExceptionDocument><notFound><id>${text}</id></notFound></ExceptionDocument>`);
	fc.assert(
		fc.property(
			fc.integer({ min: 300, max: 599 }),
			fc.oneof(fc.string({ unit: 'binary' }), json, xml),
			(status, body) => {
				expect(readFault(status, body).kind).toMatch(/^[a-z]+/i);
			},
		),
	);
});

test('keys inside an error answer do not get into the fault', () => {
	const explanation = 'cannot read s3://KEY:open-sesame@bucket/f/';
	expect(
		JSON.stringify(
			readFault(
				400,
				JSON.stringify({ notFound: null, invalidInput: { explanation, id: explanation, value: explanation } }),
			),
		),
	).not.toMatch(/open-sesame|KEY/);
	expect(JSON.stringify(readFault(400, `400 An invalid parameter was entered\nReason: ${explanation}`))).not.toMatch(
		/open-sesame|KEY/,
	);
});

describe('S3 addresses', () => {
	const key = fc.string({
		minLength: 1,
		unit: fc.constantFrom('a', 'Z', '0', '/', '+', '%', ':', '@', '=', '?', '#', '&', ' ', 'é', '日', '😀'),
	});

	test('a key pair with / + % : @ comes through, and its secret does not come back', () => {
		fc.assert(
			fc.property(key, key, (accessKeyId, secret) => {
				const uri = s3Uri(
					{ bucket: 'b', folder: 'Zürich/日本' },
					{ accessKeyId, secretAccessKey: `open-sesame${secret}` },
				);
				const found = s3Location(uri);
				expect(found).toEqual({ location: { bucket: 'b', folder: 'Zürich/日本' }, accessKeyId });
				expect(JSON.stringify(found)).not.toContain('open-sesame');
				expect(withoutUserInfo(uri)).toBe(s3Uri({ bucket: 'b', folder: 'Zürich/日本' }));
			}),
		);
	});

	test.each([
		['s3://bucket', 'bucket', ''],
		['s3://bucket/', 'bucket', ''],
		['S3://bucket/a/b/?endpoint=x', 'bucket', 'a/b'],
		['s3://K:S@bucket/100%/', 'bucket', '100%'],
	])('%s', (uri, bucket, folder) => expect(s3Location(uri)?.location).toEqual({ bucket, folder }));
	test.each(['', 'file:///mnt/x', 'https://bucket.s3.amazonaws.com/x', 's3://', 'azure://K:S@c/'])(
		'%j is no S3 address',
		(uri) => expect(s3Location(uri)).toBeUndefined(),
	);
});

describe('XML', () => {
	test('values stay text, one child is a list of one, and names of Object are not found by accident', () => {
		const root = children(parseXml('<a><b>007</b><c x="1"> t </c><d/><d/></a>'), 'a')[0];
		expect([
			childText(root, 'b'),
			childText(root, 'c'),
			childText(root, 'toString'),
			children(root, 'd').length,
			children(root, 'constructor'),
		]).toEqual(['007', 't', '', 2, []]);
	});

	test.each([
		'',
		'  ',
		'{}',
		'<a>',
		'<a></b>',
		'<a',
		'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
		'<a><__proto__><b/></__proto__></a>',
		'<a b=1/>',
	])('%j is refused', (text) => expect(() => parseXml(text)).toThrow(XmlError));
});

test('damage to a ResourceDocument is refused or harmless: never another service without a word', () => {
	const good =
		'<ResourceDocument ' +
		'xmlns="http://xml.vidispine.com/schema/vidispine">' +
		'<vidinet><url>vidinet://AB-1:open-sesame@AB-1</url><type>COGNITIVE_SERVICE</type></vidinet></ResourceDocument>';
	const { serviceId, type } = readResourceDocument(good);
	for (let length = 0; length < good.length; length++)
		expect(() => readResourceDocument(good.slice(0, length))).toThrow(XmlError);
	for (let from = 1; from <= good.length; from++)
		expect(() => readResourceDocument(good.slice(from))).toThrow(XmlError);
	expect(readResourceDocument(good.replaceAll('><', '>\r\n\t<'))).toMatchObject({ serviceId, type });
	expect(readResourceDocument(`<!-- from the dashboard -->${good}`)).toMatchObject({ serviceId, type });
});
