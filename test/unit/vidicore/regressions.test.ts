import { FoundMetadataError } from '../../../faces/groups';
import { readAppearances } from '../../../faces/readAppearances';
import { serverRoot } from '../../../vidicore/baseUrl';
import { VidiCoreHttp } from '../../../vidicore/http';
import { startJob } from '../../../vidicore/jobs/startJob';
import { isoTime } from '../../../vidicore/jobs/state';
import { waitForJobs } from '../../../vidicore/jobs/waitForJobs';
import { redact } from '../../../vidicore/redact';
import { s3Location } from '../../../vidicore/resources/s3Uri';
import type { Clock, VidiCoreRequest, VidiCoreResponse } from '../../../vidicore/transport';
import { parseXml, XmlError } from '../../../vidicore/xml';

// Each of these once went wrong.
const answer = (status: number, body: unknown = ''): VidiCoreResponse => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

function scripted(reply: (request: VidiCoreRequest, now: number) => VidiCoreResponse): VidiCoreHttp {
	let now = 0;
	const sleep = async (ms: number) => {
		now += ms;
	};
	const clock: Clock = { now: () => now, sleep };
	return new VidiCoreHttp(async (request) => reply(request, now), clock);
}

test.each(['ftp://user:open-sesame@x', 'https//user:open-sesame@x', 'user:open-sesame@v.example.com'])(
	'the password in %j is not repeated',
	(typed) => {
		expect(() => serverRoot(typed)).toThrow(/base URL/);
		expect(() => serverRoot(typed)).not.toThrow(/open-sesame/);
	},
);

test('a secret with an unencoded slash is no part of what is shown', () => {
	expect(redact('see s3://KEY:open/sesame@bucket/f/ now')).toBe('see s3://***@bucket/f/ now');
	expect(s3Location('s3://KEY:open/sesame@bucket/f/')).toEqual({
		location: { bucket: 'bucket', folder: 'f' },
		accessKeyId: 'KEY',
	});
});

test(
	'after a lost answer a stranger’s job is not taken for ours, and ours is found without the right to see ' +
		'everybody’s',
	async () => {
		const look = (data: string) =>
			scripted(({ method, path }) =>
				method === 'POST'
					? answer(502)
					: path.includes('user=false')
						? answer(403)
						: answer(200, {
								job: [{ jobId: 'VX-9', status: 'READY', data: [{ key: 'n8nCorrelation', value: data }] }],
							}),
			);
		await expect(startJob(look('other'), '/API/x', { resourceId: 'VX-2', correlation: 'word' })).rejects.toMatchObject({
			kind: 'unknownStart',
		});
		await expect(startJob(look('word'), '/API/x', { resourceId: 'VX-2', correlation: 'word' })).resolves.toMatchObject({
			jobId: 'VX-9',
		});
	},
);

test.each([
	['cut answers', answer(200, '{"jobId":')],
	['429', answer(429)],
	['a proxy’s page', answer(404, '<html><title>gone</title></html>')],
])('%s for a minute do not end a wait', async (_, trouble) => {
	for (const ids of [['VX-1'], ['VX-1', 'VX-2']]) {
		const http = scripted(({ path }, now) =>
			now > 5000 && now < 60_000
				? trouble
				: path.startsWith('/API/job?')
					? answer(200, { hits: 0 })
					: answer(200, { jobId: path.slice(9, 13), status: now < 60_000 ? 'STARTED' : 'FINISHED' }),
		);
		const results = await waitForJobs(http, ids, { limitMs: 600_000, maxPauseMs: 15_000 });
		expect([...results.values()].map(({ kind }) => kind)).toEqual(ids.map(() => 'ended'));
	}
});

test('two outermost elements are not XML, an entry that is none is no face, and an id is no date', () => {
	expect(() => parseXml('<a/><b/>')).toThrow(XmlError);
	for (const group of [[null], [{ name: 'adu_face_X', field: [null] }], [{ name: 'adu_face_X', group: [7] }]]) {
		expect(() => readAppearances('VX-1', { timespan: [{ start: '0', end: '1', group }] })).toThrow(FoundMetadataError);
	}
	expect(isoTime('VX-1')).toBe('VX-1');
});
