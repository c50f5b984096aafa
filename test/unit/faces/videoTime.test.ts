import { readAppearances } from '../../../faces/readAppearances';
import { summarizePeople } from '../../../faces/people';
import { parseBase, parseTime, type Instant } from '../../../faces/timecode';
import { frameNumbers, StartTimecodeError, videoTimeOf } from '../../../faces/videoTime';
import { seenIn } from '../../support/seen';

const [PAL, NTSC] = [parseBase('PAL'), parseBase('NTSC')];
const at = (text: string) => parseTime(text) as Instant;

describe('what VidiCore says of a video', () => {
	test('its own start time code, rate and length', () => {
		expect(
			videoTimeOf({
				frameRates: ['30000:1001'],
				dropFrame: true,
				startTimeCode: '42@NTSC',
				duration: '6006000@1000000',
			}),
		).toEqual({ frameRate: NTSC, dropFrame: true, start: at('42@NTSC'), end: at('6006000@1000000') });
	});

	test.each([
		[['1000000', '24000:1001', '25'], '24000:1001'],
		[['29.97'], '30000:1001'],
		[['2994:100', '50'], '50'],
		[['1', '0', 'film', '', '60000:1001'], '60000:1001'],
		[['240', '12:5'], undefined],
		[[], undefined],
	])('of %j the first that is a usual frame rate counts: %s', (frameRates, expected) =>
		expect(videoTimeOf({ frameRates }).frameRate).toEqual(expected && parseBase(expected)),
	);

	test('a start that is written as a time code stays as it is, and no start is none', () => {
		expect(videoTimeOf({ frameRates: [], startTimeCode: '10:00:00;00' }).start).toBe('10:00:00;00');
		expect(frameNumbers(videoTimeOf({ frameRates: ['25'] }))?.startFrame).toBe(0n);
	});

	test.each(['0@1000000', '-5@PAL', '+INF', 'long', ''])('%j is no length', (duration) =>
		expect(videoTimeOf({ frameRates: [], duration }).end).toBeUndefined(),
	);
});

describe('the number of the first frame', () => {
	test.each([
		['42@NTSC', NTSC, undefined, 42n],
		['42@NTSC', PAL, undefined, 35n],
		['1078920@30000:1001', NTSC, true, 1_078_920n],
		['36000', PAL, undefined, 900_000n],
		['86400', PAL, undefined, 0n],
		['-25@PAL', PAL, undefined, 2_159_975n],
		['2589408@NTSC', NTSC, true, 0n],
		['2589408@NTSC', NTSC, false, 2_589_408n],
	])('of a video that begins at %s', (start, frameRate, dropFrame, startFrame) =>
		expect(frameNumbers({ frameRate, dropFrame, start: at(start) })?.startFrame).toBe(startFrame),
	);

	test('a written time code says itself whether it is drop-frame, whatever is known', () => {
		const written = (start: string, dropFrame?: boolean) => frameNumbers({ frameRate: NTSC, dropFrame, start });
		for (const known of [undefined, true, false]) {
			expect(written('01:00:00:00', known)).toMatchObject({ startFrame: 108_000n, frameRate: { dropFrame: false } });
			expect(written('01:00:00;00', known)).toMatchObject({ startFrame: 107_892n, frameRate: { dropFrame: true } });
		}
	});

	test('without any frame rate nothing is numbered; the base of a span serves when it can', () => {
		expect(frameNumbers({ start: 'no time code' })).toBeUndefined();
		expect(frameNumbers({ start: at('42@NTSC') }, parseBase('1000'))).toBeUndefined();
		expect(frameNumbers({ start: '10:00:00:00' }, PAL)).toMatchObject({ startFrame: 900_000n });
		expect(frameNumbers({ frameRate: NTSC }, PAL)?.frameRate).toMatchObject(NTSC);
	});

	test('a start time code that is none at the rate is an error with both', () => {
		expect(() => frameNumbers({ frameRate: PAL, start: '10:00' })).toThrow(StartTimecodeError);
		expect(() => frameNumbers({ frameRate: NTSC, start: '00:01:00;00' })).toThrow(
			'"00:01:00;00" is not a time code at 29.97 frames a second',
		);
	});
});

describe('rows', () => {
	const face = { person: 'Ada', start: '225@PAL', end: '250@PAL' };
	const codes = (video: Parameters<typeof seenIn>[0], ...faces: Array<typeof face>) =>
		seenIn(video, ...faces).map(({ startTimecode, endTimecode, startSeconds }) => [
			startTimecode,
			endTimecode,
			startSeconds,
		]);

	test('begin at the video’s own time code; seconds count from its beginning', () => {
		expect(codes({ start: at('864000@24000:1001') }, face)).toEqual([['10:00:45:00', '10:00:46:00', 9]]);
		expect(codes({ start: '10:00:00:00' }, face)).toEqual([['10:00:09:00', '10:00:10:00', 9]]);
		expect(codes({ frameRate: NTSC, start: at('42@NTSC') }, { ...face, start: '0@1000', end: '1001@1000' })).toEqual([
			['00:00:01;12', '00:00:02;12', 0],
		]);
		expect(codes({ frameRate: NTSC, dropFrame: false, start: at('108000@NTSC') }, face)).toEqual([
			['01:00:08:29', '01:00:09:29', 9],
		]);
	});

	test('go on over midnight', () =>
		expect(codes({ start: '23:59:50:00' }, { ...face, end: '500@PAL' })).toEqual([['23:59:59:00', '00:00:10:00', 9]]));

	test('have no time codes without a frame rate, but the time from the beginning', () =>
		expect(codes({ start: at('42@NTSC') }, { ...face, start: '500@1000', end: '1000@1000' })).toEqual([
			['00:00:00.500', '00:00:01.000', 0.5],
		]));

	test('whose span is open take the rate of its other side', () =>
		expect(codes({ end: at('60'), start: '10:00:00:00' }, { ...face, end: '+INF' })).toEqual([
			['10:00:09:00', '10:01:00:00', 9],
		]));

	test('are not read as metadata that are wrong when the start time code is', () => {
		const read = () =>
			readAppearances(
				'VX-1',
				{
					timespan: [
						{
							...{ start: '0@PAL', end: '1@PAL' },
							group: [{ name: 'adu_face_X', field: [{ name: 'adu_value', value: [{ value: 'Ada' }] }] }],
						},
					],
				},
				{ start: '25:00:00:00' },
			);
		expect(read).toThrow(StartTimecodeError);
		expect(read).toThrow('"25:00:00:00" is not a time code at 25 frames a second');
	});

	test('per person count open ends as long as the video lasts, each second once', () => {
		const found = seenIn(
			{ end: at('60'), start: '10:00:00:00' },
			{ person: 'Ada', start: '300@PAL', end: '+INF' },
			{ person: 'Ada', start: '275@PAL', end: '400@PAL' },
			{ person: 'Bo', start: '-INF', end: '25@PAL' },
		);
		expect(summarizePeople(found)).toMatchObject([
			{ person: 'Ada', totalSeconds: 49, firstSeconds: 11, lastSeconds: 60, lastTimecode: '10:01:00:00' },
			{ person: 'Bo', totalSeconds: 1, firstSeconds: 0, firstTimecode: '10:00:00:00' },
		]);
	});
});
