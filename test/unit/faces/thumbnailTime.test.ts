import { thumbnailSeconds } from '../../../faces/thumbnailTime';

test.each([
	['225@PAL', 9],
	['0@1000000', 0],
	['20000000@1000000', 20],
	['540000@60000', 9],
	['42@NTSC', 1.4014],
	['300@NTSC30', 10],
	['100@30000:1001', 3.336666667],
	['12.5@1', 12.5],
	['-5@25', -0.2],
	['0', 0],
	['12', 12],
	['61', 61],
])('%s is %d s', (time, seconds) => {
	expect(thumbnailSeconds(time, '60.04')).toBe(seconds);
});

test.each([
	'',
	'poster',
	'225@',
	'225@PALE',
	'@PAL',
	'1e3',
	'0x10@PAL',
	'-INF',
	'+INF',
	'00:00:09:00',
	'9@PAL;x=1',
	'٩',
])('%j is no time', (time) => {
	expect(thumbnailSeconds(time, '60')).toBeUndefined();
});

test.each([
	['250', '60', 'it may count frames'],
	['-1', '60', 'it lies before the video'],
	['3', '', 'the item is no video: it may count pages'],
	['3', 'long', 'the duration is none'],
])('%s with a duration of %j is not guessed: %s', (time, duration) => {
	expect(thumbnailSeconds(time, duration)).toBeUndefined();
});
