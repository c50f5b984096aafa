import { parseSync } from 'subtitle';
import { srt, webVtt } from '../../../../faces/formats/captions';
import { hostileCast, hostileNames, plain } from '../../../support/hostileCast';
import { seen } from '../../../support/seen';
import { vttCues } from '../../../support/vttCues';

// Captions are opened by software that is not ours.
test('WebVTT is read without complaint by the parser of the specification’s author, every name as it is', () => {
	const { cues, errors } = vttCues(webVtt(hostileCast));
	expect(errors).toEqual([]);
	expect(cues.map(({ startTime, endTime, text }) => [startTime, endTime, text])).toEqual(
		hostileNames.map((person, n) => [n * 2, n * 2 + 3, plain(person)]),
	);
});

test('SubRip is read by subtitle', () => {
	const cues = parseSync(srt(hostileCast)).flatMap((node) => (node.type === 'cue' ? [node.data] : []));
	expect(cues.map(({ start, end, text }) => [start, end, text])).toEqual(
		hostileNames.map((person, n) => [n * 2000, n * 2000 + 3000, plain(person).replace(/-->/g, '→')]),
	);
});

test('open sides reach to the ends of what is known, and nobody at all is a file as well', () => {
	const open = seen({ person: 'Ada', start: '-INF', end: '50@PAL' }, { person: 'Bo', start: '25@PAL', end: '+INF' });
	expect(webVtt(open)).toContain('00:00:00.000 --> 00:00:02.000\nAda\n');
	expect(srt(open)).toContain('00:00:01,000 --> 00:00:02,000\r\nBo\r\n');
	expect(webVtt([])).toBe('WEBVTT\n');
	expect(srt([])).toBe('');
});
