import { fileNameIn, plainFileName, sameAddress, secretsIn } from '../../../../vidicore/imports/source';
import { inParts } from '../../../../vidicore/imports/upload';

test.each([
	['https://a.org/film.mp4', 'https://a.org/film.mp4'],
	['https://ada:secret@a.org/film.mp4#t=1', 'https://a.org/film.mp4'],
	['https://b.org/f.mp4?v=2&X-Amz-Signature=1&X-Amz-Date=2&Expires=3', 'https://b.org/f.mp4?v=2'],
	['https://c.org/f.mp4?sig=1&se=2&sp=r', 'https://c.org/f.mp4'],
	['s3://KEY:SEC/RET@bucket/f.mp4', 's3://***@bucket/f.mp4'],
])('an address is known again without login and signature: %s', (address, known) => {
	expect(sameAddress(address)).toBe(known);
});

test('a parameter that says which file it is counts', () => {
	expect(sameAddress('https://a.org/get?id=1')).not.toBe(sameAddress('https://a.org/get?id=2'));
});

test.each([
	['s3://AKIA1:abc%2Fdef@bucket/film.mp4', ['abc%2Fdef', 'abc/def']],
	['s3://AKIA1:abc/def@bucket/film.mp4', ['abc/def']],
	['https://ada:pass@word@a.org/film.mp4', ['pass@word']],
	['https://token@a.org/film.mp4', ['token']],
])('the keys of %s are known', (address, keys) => {
	for (const key of keys) expect(secretsIn(address)).toContain(key);
});

test.each(['https://a.org/film.mp4', 's3://bucket/film@home.mp4', 'film.mp4', ''])('%s holds no key', (address) => {
	expect(secretsIn(address)).toEqual([]);
});

test.each([
	['../../etc/passwd', 'passwd'],
	['C:\\tapes\\news.mp4', 'news.mp4'],
	['a\nb\u0000.mp4', 'ab.mp4'],
	['tapes/', ''],
])('a name is no path: %j', (name, plain) => {
	expect(plainFileName(name)).toBe(plain);
});

test('a file is named as its address ends', () => {
	expect(fileNameIn('https://a.org/tapes/news%201.mp4?x=/y')).toBe('news 1.mp4');
	expect(fileNameIn('https://a.org/100%.mp4')).toBe('100%.mp4');
	expect(fileNameIn('https://a.org/')).toBe('');
});

test('parts are the same bytes, whatever the pieces', async () => {
	const bytes = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 251));
	for (const [piece, part] of [
		[1000, 300],
		[7, 300],
		[300, 300],
		[1, 1000],
		[250, 125],
	] as const) {
		const parts: Array<{ bytes: Uint8Array; isLast: boolean }> = [];
		for await (const one of inParts(pieces(bytes, piece), part)) parts.push(one);
		expect(Buffer.concat(parts.map((one) => one.bytes)).equals(bytes)).toBe(true);
		expect(parts.map(({ isLast }) => isLast)).toEqual([...parts.slice(1).map(() => false), true]);
		expect(parts.slice(0, -1).every((one) => one.bytes.length === part)).toBe(true);
	}
});

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
