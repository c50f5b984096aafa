import { closedSpans, frameRateOf, millis } from '../../../../faces/formats/closedSpans';
import { srt, webVtt } from '../../../../faces/formats/captions';
import { markersOf } from '../../../../faces/formats/markers';
import { parseBase, parseTime, type Instant } from '../../../../faces/timecode';
import { fileSettings } from '../../../support/fileSettings';
import { seen, seenIn } from '../../../support/seen';

const end = parseTime('42040000@1000000') as Instant;
const ada = { person: 'Ada', start: '300@PAL', end: '+INF' };

test('a span that is open at the end lasts to the end of the video, in captions and markers', () => {
	const [open] = [seenIn({ end }, ada)];
	expect(open[0]).toMatchObject({ end: '+INF', endSeconds: 42.04, durationSeconds: 30.04 });
	expect(webVtt(open)).toContain('00:00:12.000 --> 00:00:42.040');
	expect(srt(open)).toContain('00:00:12,000 --> 00:00:42,040');
	expect(markersOf(open, fileSettings)).toMatchObject([{ from: 300n, to: 1051n }]);
});

test('where nobody knows the length it lasts to the latest instant, and never less than a second', () => {
	expect(webVtt(seen(ada))).toContain('00:00:12.000 --> 00:00:13.000');
	expect(webVtt(seen(ada, { person: 'Bo', start: '350@PAL', end: '500@PAL' }))).toContain(
		'00:00:12.000 --> 00:00:20.000',
	);
	// A length that lies before the beginning is none.
	expect(webVtt(seenIn({ end: parseTime('12') as Instant }, ada))).toContain('00:00:12.000 --> 00:00:13.000');
});

test('a span that is open at the start begins with the video', () => {
	const open = seen({ person: 'Ada', start: '-INF', end: '50@PAL' });
	expect(closedSpans(open).map(({ start, end: to }) => [millis(start), millis(to)])).toEqual([[0n, 2000n]]);
	const before = seenIn({ end }, { person: 'Ada', start: '-INF', end: '-50@PAL' });
	expect(before).toMatchObject([{ startSeconds: -2, endSeconds: -2, durationSeconds: 0 }]);
});

test('the frame rate is the first base that can be one', () => {
	const rate = (...times: Array<[start: string, end: string]>) =>
		frameRateOf(seen(...times.map(([start, to]) => ({ person: 'Ada', start, end: to }))));
	expect(rate(['0@1000', '25@PAL'], ['2@NTSC', '3@NTSC'])).toEqual(parseBase('PAL'));
	expect(rate(['0', '1'], ['1000000@1000000', '60@24000:1001'])).toEqual(parseBase('24000:1001'));
	expect(rate(['0', '1'])).toBeUndefined();
	expect(rate()).toBeUndefined();
	expect(frameRateOf(seenIn({ end }, { person: 'Ada', start: '-INF', end: '+INF' }, ada))).toEqual(parseBase('PAL'));
});

test('whoever is seen at one instant only is on screen for a frame', () => {
	const instant = seen({ person: 'Ada', start: '250@PAL', end: '250@PAL' });
	expect(webVtt(instant)).toContain('00:00:10.000 --> 00:00:10.040');
	expect(srt(instant)).toContain('00:00:10,000 --> 00:00:10,040');
	expect(markersOf(instant, fileSettings)).toMatchObject([{ from: 250n, to: 251n }]);
});
