import { readMediaFacts } from '../../../../vidicore/items/mediaFacts';
import { answeringVidiCore, ok, status } from '../../../support/answeringVidiCore';

const fields = (values: Record<string, string>) => ({
	timespan: [
		{ field: Object.entries(values).map(([name, value]) => ({ name, value: value === '' ? [] : [{ value }] })) },
	],
});
const facts = async (item: object) =>
	await readMediaFacts(answeringVidiCore(() => ok({ id: 'VX-2', ...item })).http, 'VX-2');
const shape = (containerComponent: object, more: object = {}) => ({
	shape: [{ id: 'VX-60', tag: ['original'], containerComponent, ...more }],
});
const ntsc = { numerator: 1001, denominator: 30000 };

test('an item as it was recorded: all in one request', async () => {
	const { http, requests } = answeringVidiCore(() =>
		ok({
			id: 'VX-2',
			metadata: fields({
				...{ durationSeconds: '6.006', durationTimeCode: '6006000@1000000', startTimeCode: '42@NTSC' },
				title: 'Interview at the harbour',
			}),
			shape: [
				{ id: 'VX-59', tag: ['lowres'], containerComponent: { dropFrame: false, startTimecode: 7 } },
				{
					id: 'VX-60',
					tag: ['original'],
					containerComponent: {
						duration: { samples: 6006000, timeBase: { numerator: 1, denominator: 1000000 } },
						firstSMPTETimecode: '00:00:01;12',
						startTimecode: 42,
						roundedTimeBase: 30,
						dropFrame: true,
						timeCodeTimeBase: ntsc,
					},
					videoComponent: [
						{
							averageFrameRate: { numerator: 30000, denominator: 1001 },
							realBaseFrameRate: { numerator: 30, denominator: 1 },
						},
					],
				},
			],
		}),
	);
	expect(await readMediaFacts(http, 'VX-2')).toEqual({
		...{ durationSeconds: 6.006, duration: '6006000@1000000', startTimeCode: '42@NTSC', dropFrame: true },
		frameRates: ['30000:1001', 'NTSC', '30000:1001', '30:1'],
		title: 'Interview at the harbour',
	});
	expect(requests).toHaveLength(1);
	const query = new URLSearchParams(requests[0]?.path.split('?')[1]);
	expect(Object.fromEntries(query)).toEqual({
		...{ content: 'metadata,shape', interval: 'generic', includeTransientMetadata: 'false', tag: 'original' },
		field: 'durationSeconds,durationTimeCode,startTimeCode,title',
	});
});

test.each([
	['true', { dropFrame: true }, true],
	['true as a text', { dropFrame: 'true' }, true],
	['false', { dropFrame: false, startTimecode: 42, timeCodeTimeBase: ntsc }, false],
	['absent beside a time code', { startTimecode: 42, timeCodeTimeBase: ntsc }, false],
	['absent beside a rounded time base', { roundedTimeBase: 30 }, false],
	['absent beside a written time code', { firstSMPTETimecode: '10:00:00:00' }, false],
	['absent beside one with a semicolon', { firstSMPTETimecode: '10:00:00;00' }, true],
	['absent where nothing is known of a time code', { id: 'VX-160', format: 'mov' }, undefined],
])('drop-frame that is %s', async (_, container, dropFrame) =>
	expect((await facts(shape(container))).dropFrame).toBe(dropFrame),
);

test('the start comes from the metadata, else from the shape', async () => {
	const container = { startTimecode: 1_078_920, timeCodeTimeBase: ntsc, firstSMPTETimecode: '10:00:00;00' };
	expect((await facts(shape(container))).startTimeCode).toBe('1078920@30000:1001');
	expect((await facts(shape({ firstSMPTETimecode: '10:00:00;00' }))).startTimeCode).toBe('10:00:00;00');
	const metadata = fields({ startTimeCode: '42@NTSC' });
	expect((await facts({ metadata, ...shape(container) })).startTimeCode).toBe('42@NTSC');
	expect((await facts({ metadata: fields({ startTimeCode: '' }) })).startTimeCode).toBeUndefined();
});

test.each([
	[{}, undefined, undefined],
	[{ durationSeconds: '42.5' }, 42.5, '42.5'],
	[{ durationSeconds: '0', durationTimeCode: '' }, undefined, undefined],
	[{ durationSeconds: 'long' }, undefined, undefined],
	[{ durationTimeCode: '100@PAL' }, undefined, '100@PAL'],
])('the length of an item with %j', async (values, durationSeconds, duration) =>
	expect(await facts({ metadata: fields(values) })).toMatchObject({ durationSeconds, duration }),
);

test('where shapes are forbidden the metadata are asked for alone; where the item is, that is the error', async () => {
	const forbidden = status(403, '{"forbidden":{"context":"shape","id":"VX-2","explanation":"no"}}');
	const some = answeringVidiCore(({ path }) =>
		path.includes('shape') ? forbidden : ok({ id: 'VX-2', metadata: fields({ startTimeCode: '42@NTSC' }) }),
	);
	expect(await readMediaFacts(some.http, 'VX-2')).toMatchObject({ startTimeCode: '42@NTSC', frameRates: ['NTSC'] });
	expect(some.requests).toHaveLength(2);
	const none = answeringVidiCore(() => forbidden);
	await expect(readMediaFacts(none.http, 'VX-2')).rejects.toMatchObject({ kind: 'forbidden' });
	const gone = answeringVidiCore(() => status(404, '{"notFound":{"type":"Item","id":"VX-2"}}'));
	await expect(readMediaFacts(gone.http, 'VX-2')).rejects.toMatchObject({ kind: 'notFound' });
	expect(gone.requests).toHaveLength(1);
});
