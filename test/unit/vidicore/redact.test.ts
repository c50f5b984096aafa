import { redact, withoutUserInfo } from '../../../vidicore/redact';

test.each([
	['s3://KEY:SEC%2FRET@bucket/f/', 's3://***@bucket/f/'],
	['s3://KEY:open/sesame@bucket/f/ and s3://K:S@other/', 's3://***@bucket/f/ and s3://***@other/'],
	['see vidinet://id:KEY@id, please', 'see vidinet://***@id, please'],
	['{"uri":"s3:\\/\\/KEY:SECRET@bucket\\/f\\/"}', '{"uri":"s3:\\/\\/***@bucket\\/f\\/"}'],
	['uri=s3%3A%2F%2FKEY%3ASECRET%40bucket%2Ff&x=1', 'uri=s3%3A%2F%2F***%40bucket%2Ff&x=1'],
	['uri=s3%253A%252F%252FKEY%253ASECRET%2540bucket', 'uri=s3%253A%252F%252F***%2540bucket'],
	['https://user:pass@host/a@b', 'https://***@host/a@b'],
	['https%3A%2F%2Fuser%3Apass%40host%2Fa%40b', 'https%3A%2F%2F***%40host%2Fa%40b'],
	['https://host/a@b', 'https://host/a@b'],
	['https://x/y?signature=abc&n=1', 'https://x/y?signature=***&n=1'],
	['https%3A%2F%2Fn8n%2Fhook%3Fsecret%3Dabc%26n%3D1', 'https%3A%2F%2Fn8n%2Fhook%3Fsecret%3D***%26n%3D1'],
	['{"url":"https://n8n/hook?n=1\\u0026secret\\u003dabc"}', '{"url":"https://n8n/hook?n=1\\u0026secret\\u003d***"}'],
	['{"authorization":"Basic YWRtaW46YWRtaW4="}', '{"authorization":"Basic ***"}'],
	['{\\"Authorization\\":\\"token abc\\"}', '{\\"Authorization\\":\\"token ***\\"}'],
	['Authorization: Bearer a.b.c\r\nAccept: x', 'Authorization: Bearer ***\r\nAccept: x'],
	['nothing to hide: a@b, 7:30, x?y=z', 'nothing to hide: a@b, 7:30, x?y=z'],
	['basic authorization failed', 'basic authorization failed'],
])('%s', (text, expected) => expect(redact(text)).toBe(expected));

test.each([
	['s3://KEY:SECRET@bucket/folder/', 's3://bucket/folder/'],
	['https://user:pass@host/?token=a', 'https://host/?token=***'],
	['s3://bucket/folder/', 's3://bucket/folder/'],
])('withoutUserInfo(%s)', (uri, expected) => expect(withoutUserInfo(uri)).toBe(expected));
