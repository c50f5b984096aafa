import type { S3Access } from '../../s3/calls';
import { keyProblem } from '../../s3/checkKeys';
import { withBucket } from '../../s3/client';
import { connect } from '../../s3/connect';
import { drip, httpServer, type HttpServer } from '../support/httpServer';
import { n8nSends } from '../support/n8nSends';

// An S3 server that misbehaves, over real HTTP: it points elsewhere, is silent, repeats keys.

const open: HttpServer[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map(({ close }) => close()))));
async function server(answer: Parameters<typeof httpServer>[0]) {
	const made = await httpServer(answer);
	open.push(made);
	return made;
}
const keys = {
	accessKeyId: 'AKIASESAMEOPENUP',
	secretAccessKey: 'sesame/word+x',
	sessionToken: 'sesame/pass=',
};
const access = (endpoint: string): S3Access => ({ ...keys, region: 'eu-west-1', endpoint, send: n8nSends });
const wrongKeys = async (root: string) => (await keyProblem(access(root))) ?? Promise.reject(new Error('all is well'));
const error = async (call: Promise<unknown>) => (await call.catch((caught: unknown) => caught)) as Error;

test.each([301, 302, 303, 307, 308])('a redirect (%d) is not followed', async (status) => {
	const other = await server((_, response) => response.end());
	const own = await server((_, response) => response.writeHead(status, { location: `${other.root}/?x=sesame` }).end());
	const failed = await error(
		withBucket(access(own.root), 'media', async ({ ask, bucket }) =>
			ask('s3:ListBucket', async (s3) => await s3.headBucket(bucket)),
		),
	);
	expect(failed.message).toMatch(
		status === 301 ? /not in the region eu-west-1/ : `with a redirect (${status}) to ${new URL(other.root).host}`,
	);
	expect((await wrongKeys(own.root)).message).toMatch(/redirect|region/);
	expect(other.seen).toEqual([]);
});

describe('time', () => {
	test.each<[string, Parameters<typeof httpServer>[0]]>([
		['never answers', () => undefined],
		['drips', (_, response) => drip(response, 'application/xml')],
	])('a server that %s', async (_, answer) => {
		const own = await server(answer);
		const s3 = await connect(access(own.root), 300);
		const failed = await error(s3.listBuckets());
		expect(failed).toBeInstanceOf(Error);
		expect(own.seen.length).toBeLessThanOrEqual(2);
		s3.close();
	});
});

test('keys that the server repeats are in no problem', async () => {
	const words = [...Object.values(keys), ...Object.values(keys).map(encodeURIComponent)].join(' ');
	const xml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${words}</Message></Error>`;
	for (const code of ['MalformedPolicy', 'InvalidRequest', words]) {
		const own = await server((_, response) =>
			response.writeHead(400, { 'content-type': 'application/xml' }).end(xml(code)),
		);
		const failed = await error(
			withBucket(access(own.root), 'media', async ({ ask }) =>
				ask('s3:ListBucket', async (s3) => await s3.listBuckets()),
			),
		);
		const text = JSON.stringify([failed, await wrongKeys(own.root)].flatMap((one) => [String(one), one]));
		expect(text).not.toMatch(/sesame/i);
	}
	const nobody = `http://anna:sesameopenup@127.0.0.1:1`;
	const problem = await wrongKeys(nobody);
	expect(JSON.stringify([String(problem), problem])).not.toMatch(/sesame/i);
});

test('a web page is no S3 server', async () => {
	const own = await server((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
	);
	expect((await wrongKeys(own.root)).kind).toBe('notS3');
});
