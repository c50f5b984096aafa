import { parseSync } from 'subtitle';
import { csv } from '../../../faces/formats/csv';
import { srt, webVtt } from '../../../faces/formats/captions';
import { fcpxml } from '../../../faces/formats/fcpxml';
import { frameAt, frameOfTimecode, parseBase, timecode, type FrameRate } from '../../../faces/timecode';
import { createBucket } from '../../../s3/buckets/bucket';
import type { S3Calls } from '../../../s3/calls';
import type { BucketClient } from '../../../s3/client';
import { connect } from '../../../s3/connect';
import { merge } from '../../../s3/policy/merge';
import { readFault } from '../../../vidicore/exceptionDocument';
import { isoTime } from '../../../vidicore/jobs/state';
import { askedOfS3 } from '../../support/askedOfS3';
import { fileSettings } from '../../support/fileSettings';
import { seen } from '../../support/seen';
import { sourceGrant as grant } from '../../support/sourceGrant';

// Inputs out of public reports on neighbouring projects that came out right at once; those that did not have their
// tests where they were mended. docs/field-reports.md lists both.
const ntsc = parseBase('30000:1001');
const dropFrame: FrameRate = { ...ntsc, dropFrame: true };
const label = (frame: number, rate: FrameRate) => timecode({ num: BigInt(frame) * rate.per, den: rate.rate }, rate);

describe('time codes', () => {
	test('reidransom/timecode.js 4: the minute after 00:00:59;29 begins with frame 02', () => {
		expect([1799, 1800, 1801].map((frame) => label(frame, dropFrame))).toEqual([
			'00:00:59;29',
			'00:01:00;02',
			'00:01:00;03',
		]);
	});

	test.each([
		['00:10:00:00', 18_000n],
		['00:10:00;00', 17_982n],
		['10:00:00:00', 1_080_000n],
		['10:00:00;00', 1_078_920n],
		['00:01:59;29', 3597n],
		['00:02:00;00', undefined],
		['00:02:00;01', undefined],
	])('reidransom/timecode.js 1: %s at 29.97 is frame %s', (text, frame) => {
		expect(frameOfTimecode(text, ntsc)).toBe(frame);
	});

	test('guerilla-di/timecode 8: no number is skipped in minutes that can be divided by ten', () => {
		expect(frameOfTimecode('01:10:00;00', ntsc)).toBe(125_874n);
		expect(label(125_874, dropFrame)).toBe('01:10:00;00');
	});

	test('eoyilmaz/timecode 48 and 30: each instant of frame n is frame n', () => {
		for (let frame = 1; frame < 17_984; frame++)
			expect(frameAt({ num: BigInt(frame * 1001), den: 30_000n }, ntsc)).toBe(BigInt(frame));
		expect(label(50_000, parseBase('24000:1001'))).toBe('00:34:43:08');
	});
});

describe('captions', () => {
	const names = [
		'FW version:1700\n\nUPDATE:N',
		'bla bla<',
		'less or more < >',
		'394',
		'A\n\n28\n00:01:32,70 --> 00:01:34,70\nB',
	];
	const list = seen(...names.map((person, n) => ({ person, start: `${n * 25}@PAL`, end: `${n * 25 + 10}@PAL` })));

	const texts = (file: string) => parseSync(file).flatMap((node) => (node.type === 'cue' ? [node.data.text] : []));

	test(
		'osk/node-webvtt 4, mozilla/vtt.js 370, shaka-player 6147: in WebVTT each name is one cue, with its signs ' +
			'escaped',
		() => {
			expect(texts(webVtt(list))).toEqual([
				'FW version:1700 UPDATE:N',
				'bla bla&lt;',
				'less or more &lt; &gt;',
				'394',
				'A 28 00:01:32,70 --&gt; 00:01:34,70 B',
			]);
		},
	);

	test('pbs/pycaption 14, benlipp/srt-parser 17: in SubRip each name is one subtitle, a number as well', () => {
		expect(texts(srt(list))).toEqual([
			'FW version:1700 UPDATE:N',
			'bla bla<',
			'less or more < >',
			'394',
			'A 28 00:01:32,70 → 00:01:34,70 B',
		]);
	});
});

test('AgResearch/KGD 20: a table does not begin with ID, which Excel takes for another format', () => {
	const table = csv(seen({ person: 'Ada', start: '0@PAL', end: '1@PAL' }), { ...fileSettings, byteOrderMark: false });
	expect(table).toMatch(/^itemId,/);
});

test('DozaVisuals/doza-assist 34: markers at 29.97 lie on frames and inside of the material', () => {
	const list = seen(
		{ person: 'Ada', start: '87354@1000', end: '87400@1000' },
		{ person: 'Bo', start: '2619@30000:1001', end: '2621@30000:1001' },
	);
	const text = fcpxml(list, { ...fileSettings, frameRate: dropFrame, startFrame: 107_892n });
	const numbers = (pattern: RegExp) => [...text.matchAll(pattern)].map((found) => Number(found[1]));
	const [length = 0] = numbers(/<gap [^>]*duration="(\d+)\/30000s"/g);
	const starts = numbers(/<marker start="(\d+)\/30000s"/g);
	const lasts = numbers(/<marker [^>]*duration="(\d+)\/30000s"/g);
	expect(starts).toHaveLength(2);
	for (const [n, start] of starts.entries()) {
		expect([start % 1001, (lasts[n] ?? 0) % 1001]).toEqual([0, 0]);
		expect(start - 107_892 * 1001 + (lasts[n] ?? 0)).toBeLessThanOrEqual(length);
	}
});

describe('buckets', () => {
	test.each([
		{ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHAPOMQZL' },
		{ CanonicalUser: '64f1a7b6' },
	])('hashicorp/terraform 6642: a statement of CloudFront’s stays as it is (%j)', (Principal) => {
		const theirs = { Sid: '', Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' };
		const { change, text = '' } = merge(JSON.stringify({ Version: '2012-10-17', Statement: [theirs] }), grant);
		expect(change).toBe('added');
		expect((JSON.parse(text) as { Statement: unknown[] }).Statement[0]).toEqual(theirs);
	});

	const asked = async (region: string, call: (s3: S3Calls) => Promise<unknown>) =>
		await askedOfS3(connect, { accessKeyId: 'key', secretAccessKey: 'secret', region }, call);

	test.each([
		['us-east-1', undefined],
		['eu-west-1', /<LocationConstraint>eu-west-1<\/LocationConstraint>/],
	])('velero-io/velero 284: a bucket in %s is made with what S3 takes there', async (region, body) => {
		const { method, ...sent } = await asked(region, async (s3) => {
			const ask = async (_: string, call: (s3: S3Calls) => Promise<unknown>) => ({ given: await call(s3) });
			await createBucket({ bucket: 'foo', region, ask } as unknown as BucketClient);
		});
		expect(method).toBe('PUT');
		if (body) expect(sent.body).toMatch(body);
		else expect(sent.body ?? '').toBe('');
	});

	test('n8n-io/n8n 8474: a bucket with a dot in its name is asked for by path, so the certificate fits', async () => {
		const address = async (bucket: string) =>
			(await asked('eu-central-1', async (s3) => await s3.headBucket(bucket))).address;
		expect(await address('mybucket.com')).toBe('https://s3.eu-central-1.amazonaws.com/mybucket.com/');
		expect(await address('mybucket')).toBe('https://mybucket.s3.eu-central-1.amazonaws.com/');
	});
});

describe('VidiCore, as recorded by newmediaresearch/vidispine-adapter', () => {
	test('an exception with all its other members null', () => {
		const recorded =
			'{"notFound":{"type":"Collection","id":"VX-99999999","context":null},"internalServer":null,"forbidden":null,' +
			'"notYetImplemented":null,"conflict":null,"invalidInput":null,"licenseFault":null,"fileAlreadyExists":null,' +
			'"notAuthorized":null}';
		expect(readFault(404, recorded)).toEqual({ kind: 'notFound', subject: 'Collection', id: 'VX-99999999' });
	});

	test('a time with an offset that has no colon', () => {
		expect(isoTime('2021-03-09T15:04:43.603+0000')).toBe('2021-03-09T15:04:43.603Z');
	});
});
