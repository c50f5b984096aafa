import { conformStart, type Conform } from '../../../../vidicore/clips/conform';
import { exportStart } from '../../../../vidicore/clips/exportClip';
import type { Segment } from '../../../../vidicore/clips/segment';
import { textOverlays } from '../../../../vidicore/clips/textOverlays';
import { startJob } from '../../../../vidicore/jobs/startJob';
import { answeringVidiCore, ok, status } from '../../../support/answeringVidiCore';

const PAL = { rate: 25n, per: 1n };
const NTSC = { rate: 30000n, per: 1001n };
const first: Segment = { itemId: 'VX-1', frameRate: PAL, from: 225n, to: 475n };
const second: Segment = { itemId: 'VX-2', frameRate: NTSC, from: 0n, to: 90n };
const conform: Conform = {
	segments: [first, second],
	fields: { title: 'Ada Nordin' },
	tag: 'original',
	copyMetadata: true,
	thumbnails: true,
	priority: undefined,
};
const point = (samples: number, numerator: number, denominator: number) => ({
	samples,
	timeBase: { numerator, denominator },
});

/** What is sent when it is started. */
async function sent({ path, options }: ReturnType<typeof conformStart>) {
	const { http, requests } = answeringVidiCore(() => ok({ jobId: 'VX-9', status: 'READY' }));
	await startJob(http, path, { ...options, correlation: 'word' });
	const [request] = requests;
	const url = new URL(`http://x${request?.path}`);
	return { url, query: Object.fromEntries(url.searchParams), body: JSON.parse(String(request?.body)) as object };
}

test('a conform names each segment in the frames of its own video', async () => {
	const { url, query, body } = await sent(conformStart(conform));
	expect(url.pathname).toBe('/API/conform');
	expect(query).toEqual({
		tag: 'original',
		conformMetadata: 'true',
		createThumbnails: 'true',
		jobmetadata: 'n8nCorrelation=word',
	});
	expect(body).toEqual({
		metadata: {
			timespan: [{ start: '-INF', end: '+INF', field: [{ name: 'title', value: [{ value: 'Ada Nordin' }] }] }],
		},
		conform: {
			timeline: {
				segment: [
					{ source: { id: 'VX-1', interval: { start: point(225, 1, 25), end: point(475, 1, 25) } } },
					{ source: { id: 'VX-2', interval: { start: point(0, 1001, 30000), end: point(90, 1001, 30000) } } },
				],
			},
		},
	});
});

test('what makes another item is another start', () => {
	const abouts = [
		conform,
		{ ...conform, fields: { title: 'Bo' } },
		{ ...conform, segments: [second, first] },
		{ ...conform, segments: [{ ...first, to: 476n }, second] },
		{ ...conform, copyMetadata: false },
		{ ...conform, segments: [{ ...first, caption: ['Ada'] }, second] },
	].map((one) => conformStart(one).about);
	expect(new Set(abouts).size).toBe(abouts.length);
	expect(conformStart({ ...conform }).about).toBe(abouts[0]);
});

test('a text stands in the picture for exactly as long as its segment, whatever the rates', () => {
	const film: Segment = { itemId: 'VX-3', frameRate: { rate: 24000n, per: 1001n }, from: 10n, to: 58n };
	const overlays = textOverlays([
		{ ...first, caption: ['Ada', '', 'News'] },
		{ ...second, caption: [''] },
		{ ...film, caption: ['Bo'] },
	]);
	const inSeconds = overlays.map(({ interval: { start, end } }) =>
		[start, end].map(({ samples, timeBase }) => (samples * timeBase.numerator) / timeBase.denominator),
	);
	expect(inSeconds).toEqual([
		[0, 10],
		[10 + 90.09 / 30, 10 + 90.09 / 30 + 48.048 / 24],
	]);
	expect(overlays.map(({ text }) => text)).toMatchObject([{ line: ['Ada', 'News'] }, { line: ['Bo'] }]);
});

test('a clip goes to a named location, and fails where its file is missing', async () => {
	const { url, query } = await sent(exportStart({ segment: second, to: { locationName: 'On air' }, tag: '__mp4' }));
	expect(url.pathname).toBe('/API/item/VX-2/export');
	expect(query).toEqual({
		locationName: 'On air',
		start: '0@30000:1001',
		end: '90@30000:1001',
		tag: '__mp4',
		allowMissing: 'false',
		jobmetadata: 'n8nCorrelation=word',
	});
});

test('the key in an address is sent and is nowhere else', async () => {
	const uri = 's3://KEY:open-sesame@deliveries/clips/';
	const start = exportStart({ segment: first, to: { uri } });
	expect((await sent(start)).query.uri).toBe(uri);
	expect(start.about).not.toContain('open-sesame');
	expect(start.about).toContain('deliveries/clips/');
	const { http } = answeringVidiCore(() =>
		status(400, JSON.stringify({ invalidInput: { context: 'uri', explanation: 'open-sesame does not open' } })),
	);
	const error: unknown = await startJob(http, start.path, { ...start.options, correlation: 'word' }).catch(
		(caught: unknown) => caught,
	);
	expect(error).toMatchObject({ status: 400 });
	expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('open-sesame');
});
