import fc from 'fast-check';
import { answerAddress } from '../../../vidicore/answerAddress';
import { thumbnailBytes } from '../../../vidicore/items/thumbnails';
import { VidiCoreHttp } from '../../../vidicore/http';
import { realClock } from '../../../tools/lab/fetchTransport';

const picture = 'thumbnail/VX-2/VX-48;version=0/225@PAL';
const root = 'http://mam.example.com';

test.each([
	[`http://mam.example.com/API/${picture}`, `/API/${picture}`],
	[`http://mam.example.com/APInoauth/${picture}?hash=4f`, `/APInoauth/${picture}?hash=4f`],
	[`/API/${picture}`, `/API/${picture}`],
	[`/APInoauth/${picture}?hash=4f&x=a%20b`, `/APInoauth/${picture}?hash=4f&x=a%20b`],
	[`http://mam.example.com:80/API/${picture}#there`, `/API/${picture}`],
	['/API/thumbnail/VX-2/VX-48/225%40PAL', '/API/thumbnail/VX-2/VX-48/225%40PAL'],
	['/API/thumbnail/VX-2/a..b/.hidden', '/API/thumbnail/VX-2/a..b/.hidden'],
])('%s is asked as it is, with its query', (text, path) => {
	expect(answerAddress(root, text).path).toBe(path);
});

test.each([
	[`https://mam.example.com/API/${picture}`, 'behind a gateway VidiCore says http for https, and the other way round'],
	[`http://vidicore-7f.internal:8080/API/${picture}`, 'and calls itself as it is called inside'],
])('%s is asked at the server of the credential, nowhere else: %s', (text) => {
	expect(answerAddress(root, text)).toEqual({ path: `/API/${picture}`, url: text });
});

test('the base path of the credential counts, and so does an address without it', () => {
	const base = 'https://example.com/mam';
	for (const text of [`https://example.com/mam/API/${picture}`, `/mam/API/${picture}`, `/API/${picture}`])
		expect(answerAddress(base, text).path).toBe(`/API/${picture}`);
	expect(answerAddress(base, `/API/${picture}`).url).toBe(`https://example.com/mam/API/${picture}`);
	expect(answerAddress(base, `/mam/API/${picture}`).url).toBe(`https://example.com/mam/API/${picture}`);
	expect(() => answerAddress(base, `https://example.com/other/API/${picture}`)).toThrow(/not one of VidiCore/);
});

const hostile = [
	'x:0/thumb/0@1',
	'x:0/API/0@1',
	'0/API/thumbnail/0@1',
	'@127.0.0.1/API/thumbnail/0@1',
	':81/API/thumbnail/0@1',
	'.example.org/API/thumbnail/0@1',
	'thumbnail/VX-2/VX-48/0@1',
	'//evil.example.org/API/thumbnail/0@1',
	'///evil.example.org/API/thumbnail/0@1',
	'http:///API/thumbnail/0@1',
	'http:/API/thumbnail/0@1',
	'http:API/thumbnail/0@1',
	'http://mam.example.com@evil.example.org/API/thumbnail/0@1',
	'http://admin:secret@mam.example.com/API/thumbnail/0@1',
	'http://mam.example.com:port/API/thumbnail/0@1',
	'ftp://mam.example.com/API/thumbnail/0@1',
	'file:///API/thumbnail/0@1',
	'javascript:alert(1)//API/thumbnail/0@1',
	'data:image/png,/API/thumbnail/0@1',
	'http://mam.example.com/thumbs/0@1',
	'http://mam.example.com/APIary/thumbnail/0@1',
	'http://mam.example.com/api/thumbnail/0@1',
	'http://mam.example.com/x/API/thumbnail/0@1',
	'http://mam.example.com?/API/thumbnail/0@1',
	'http://mam.example.com#/API/thumbnail/0@1',
	'http://mam.example.com\\@evil.example.org/API/thumbnail/0@1',
	'\\\\evil.example.org\\API\\thumbnail',
	'/API\\..\\..\\manager/0@1',
	'/API/../manager/0@1',
	'/API/./thumbnail/0@1',
	'/API/..;/manager/0@1',
	'/API/thumbnail/..;version=0/..;/..;/manager/0@1',
	'/API/%2e%2e/manager/0@1',
	'/API/%2E./manager/0@1',
	'/API/.%2e;x=1/manager/0@1',
	'/API/%252e%252e/manager/0@1',
	'/API/thumbnail%2f..%2f..%2fmanager/0@1',
	'/API/thumbnail%5c..%5cmanager/0@1',
	'/API/thumbnail%255c..%255cmanager/0@1',
	'/API//evil.example.org/0@1',
	'/API/thumbnail/%E0%A4%A/0@1',
	'/API/thumbnail/%00/0@1',
	'/API/thumb nail/0@1',
	'/API/thumb\tnail/0@1',
	'/A\nPI/thumbnail/0@1',
	'/API/thumbnail/0@1 HTTP/1.1\r\nhost: evil.example.org',
	'',
	' ',
];

test.each(hostile)('%j is refused before anything is sent', async (text) => {
	const asked: string[] = [];
	const http = new VidiCoreHttp(
		async ({ path }) => {
			asked.push(path);
			return await Promise.resolve({ status: 200, headers: {}, body: '', bytes: new Uint8Array() });
		},
		realClock,
		root,
	);
	const ask = async () => await thumbnailBytes(http, answerAddress(http.root, text));
	await expect(ask()).rejects.toMatchObject({ kind: 'badAnswer' });
	expect(asked).toEqual([]);
});

test.each([undefined, null, 7, { uri: '/API/x' }, ['/API/x']])('%j is no address', (value) => {
	expect(() => answerAddress(root, value)).toThrow(/is no text/);
});

test('neither a login nor the hash of a link is in the message', () => {
	const message = (text: string) => {
		try {
			return String(answerAddress(root, text));
		} catch (error) {
			return String(error);
		}
	};
	expect(message('http://admin:secret@mam.example.com/API/0@1')).not.toContain('secret');
	expect(message('http://mam.example.com/thumbs/0@1?hash=4f9e')).not.toContain('4f9e');
	expect(message(`x:${'a'.repeat(100_000)}`).length).toBeLessThan(500);
});

test('whatever stands in an answer, the login goes to /API or /APInoauth of the credential’s own server', () => {
	const part = fc.oneof(
		fc.constantFrom('http://', 'https://', '//', '/', '\\', '..', '%2e', '%2f', '@', ':', ';', '?', '#', 'API', 'x:0'),
		fc.constantFrom('mam.example.com', 'evil.example.org', '/API/', '/APInoauth/', '/mam', 'thumbnail', '0@1', '\t'),
		fc.string({ maxLength: 4 }),
	);
	let used = 0;
	fc.assert(
		fc.property(
			fc.constantFrom(root, 'https://mam.example.com/mam', 'http://127.0.0.1'),
			fc.oneof(fc.constant(''), fc.constantFrom('/API/', 'http://evil.example.org/API/', '/mam/APInoauth/')),
			fc.array(part, { maxLength: 10 }),
			(base, begin, parts) => {
				let path: string;
				try {
					({ path } = answerAddress(base, begin + parts.join('')));
				} catch {
					return;
				}
				used += 1;
				const asked = new URL(base + path);
				const own = new URL(base);
				expect(asked.origin).toBe(own.origin);
				expect(asked.username + asked.password).toBe('');
				expect(asked.pathname.startsWith(`${own.pathname.replace(/\/$/, '')}/API`)).toBe(true);
				// Nothing in it climbs or is put right on the way.
				const [written = ''] = (own.pathname.replace(/\/$/, '') + path).split('?');
				expect(asked.pathname.split('/')).toHaveLength(written.split('/').length);
			},
		),
		{ numRuns: 20_000, seed: 12 },
	);
	expect(used).toBeGreaterThan(200);
});
