import { FoundMetadataError } from '../../../../faces/groups';
import { gapOfSeconds, mergeRows } from '../../../../faces/merge';
import { analysisOf, inWords } from '../../../../faces/results/analysis';
import { filterResults } from '../../../../faces/results/filterResults';
import { ResultReader } from '../../../../faces/results/readResults';
import { resultKey } from '../../../../faces/results/result';
import { fixture } from '../../../support/fixture';

const field = (name: string, ...values: unknown[]) => ({ name, value: values.map((value) => ({ value })) });
const value = (what: unknown, ...fields: object[]) => ({
	name: 'adu_av_analyzedValue',
	field: [field('adu_av_value', what), ...fields],
});
const group = (name: string, values?: object[], ...fields: object[]) => ({ name, field: fields, group: values });
const span = (start: string, end: string, ...groups: unknown[]) => ({ start, end, group: groups });
const label = 'adu_label_AWSVideoRekognitionAnalyzer';

function read(timespan: unknown, { types = [] as string[], ...video } = {}) {
	const reader = new ResultReader('VX-1', types, { ...video });
	reader.add({ timespan });
	return { rows: reader.rows(), analyses: reader.analyses };
}

test('the group of the vendor’s example comes out with all that is known of it', () => {
	const { rows } = read([
		span(
			'184@PAL',
			'1397@PAL',
			group(
				label,
				[
					value(
						'Car',
						field('adu_av_confidence', '0.97'),
						field('adu_av_description', 'Vehicle'),
						field('adu_av_thumbnailUrl', 'https://example.com/1.jpg'),
					),
				],
				field('adu_analyzerId', 'AWSVideoRekognitionAnalyzer'),
				field('adu_analysisType', 'label'),
				field('adu_creationDate', '2021-08-18T08:00:46'),
			),
		),
	]);
	expect(rows.map((row) => ({ ...row }))).toEqual([
		{
			itemId: 'VX-1',
			type: 'label',
			analyzer: 'AWSVideoRekognitionAnalyzer',
			value: 'Car',
			valueId: '',
			description: 'Vehicle',
			confidence: 0.97,
			start: '184@PAL',
			end: '1397@PAL',
			startSeconds: 7.36,
			endSeconds: 55.88,
			durationSeconds: 48.52,
			startTimecode: '00:00:07:09',
			endTimecode: '00:00:55:22',
			thumbnailUrl: 'https://example.com/1.jpg',
			detectedAt: '2021-08-18T08:00:46',
		},
	]);
});

test('the face detections of the documented example are results too, as many as faces', () => {
	const { metadata } = fixture<{ metadata: { timespan: unknown[] } }>('item-face-metadata.json');
	const { rows, analyses } = read(metadata.timespan);
	expect(rows.length).toBeGreaterThan(0);
	expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['face']));
	expect(analyses).toEqual([{ type: 'face', analyzer: 'DeepVAKeyframeAnalyzer' }]);
});

test.each([
	['no nested value: the group’s own', group(label, [], field('adu_value', 'Car')), ['Car']],
	['no list of nested groups', group(label, undefined, field('adu_value', 'Car')), ['Car']],
	['no value anywhere: not lost', group(label, [], field('adu_analysisType', 'label')), ['']],
	['a name alone, without a field', { name: label }, ['']],
	['several nested values', group(label, [value('Car'), value('Tree')]), ['Car', 'Tree']],
	[
		'several values in one field',
		group(label, [{ name: 'adu_av_analyzedValue', field: [field('adu_av_value', 'a', 'b')] }]),
		['a', 'b'],
	],
	['a number and a flag', group(label, [value(7), value(false)]), ['7', 'false']],
	[
		'a field without values, one of null',
		group(label, [
			{ name: 'adu_av_analyzedValue', field: [{ name: 'adu_av_value' }, field('adu_av_value', null, '')] },
		]),
		[''],
	],
])('%s', (_, one, values) => {
	expect(read([span('0@PAL', '25@PAL', one)]).rows.map((row) => row.value)).toEqual(values);
});

test('a confidence that is absent is null, one that is no decimal from 0 to 1 ends the reading', () => {
	const sure = (...fields: object[]) =>
		read([span('0@PAL', '25@PAL', group(label, [value('Car', ...fields)]))]).rows[0];
	expect(sure()?.confidence).toBeNull();
	expect(sure(field('adu_av_confidence', ''))?.confidence).toBeNull();
	expect(sure(field('adu_av_confidence', '9.5E-4'))?.confidence).toBe(0.00095);
	for (const wrong of ['97', 'high', '-0.1', 'NaN'])
		expect(() => sure(field('adu_av_confidence', wrong))).toThrow(/time span 0@PAL to 25@PAL of VX-1 is not a number/);
});

test('fields and groups whose meaning is not known come along as they are', () => {
	const { rows } = read([
		span(
			'0@PAL',
			'25@PAL',
			group(
				'adu_transcript_X',
				[
					{
						...value('Good evening', field('adu_av_speaker', '1', '2'), field('__proto__', 'p')),
						group: [{ name: 'box', field: [field('x', '1')] }],
					},
				],
				field('adu_language', 'en'),
			),
		),
	]);
	expect(Object.entries(rows[0]?.fields ?? {})).toEqual([
		['adu_language', 'en'],
		['adu_av_speaker', ['1', '2']],
		['__proto__', 'p'],
	]);
	expect(rows[0]?.extra).toEqual([{ name: 'box', fields: [{ name: 'x', value: '1' }] }]);
});

test('only wanted types are read, whatever their case; which are there is known all the same', () => {
	const timespan = [
		span('0@PAL', '25@PAL', group(label, [value('Car')]), group('adu_transcript_Speech', [value('Hello')])),
		// Read, its confidence would end the reading.
		span('25@PAL', '50@PAL', group('adu_moderation_X', [value('Fight', field('adu_av_confidence', '97'))])),
	];
	const { rows, analyses } = read(timespan, { types: ['Transcript'] });
	expect(rows.map((row) => row.value)).toEqual(['Hello']);
	expect(inWords(analyses)).toBe('label by AWSVideoRekognitionAnalyzer, moderation by X, transcript by Speech');
	expect(read(timespan.slice(0, 1), { types: ['face'] }).rows).toEqual([]);
});

test('a type counts by the field and by the group’s name', () => {
	const timespan = [
		span('0@PAL', '25@PAL', group('adu_speech_X', [value('Hi')], field('adu_analysisType', 'transcript'))),
	];
	for (const type of ['speech', 'TRANSCRIPT']) expect(read(timespan, { types: [type] }).rows).toHaveLength(1);
});

test.each([
	['adu_label_AWSVideoRekognitionAnalyzer', { type: 'label', analyzer: 'AWSVideoRekognitionAnalyzer' }],
	['adu_label_my_own_one', { type: 'label', analyzer: 'my_own_one' }],
	['adu_label_Ünï "<&+,/%\n🎬', { type: 'label', analyzer: 'Ünï "<&+,/%\n🎬' }],
	['adu_label', { type: 'label', analyzer: '' }],
	['adu_av_analyzedValue', undefined],
	['adu_', undefined],
	['my_adu_label_X', undefined],
])('the group %j is of %j', (name, analysis) => {
	expect(analysisOf(name)).toEqual(analysis);
});

test('what is not timed, as for a picture, comes out without times where nobody knows them', () => {
	const timespan = [span('-INF', '+INF', group(label, [value('Tree')]), group('stl_other', []))];
	expect(read(timespan).rows[0]).toMatchObject({ value: 'Tree', start: '-INF', startSeconds: null, endTimecode: null });
});

test('what re-analysis left twice comes out once, the newest; what differs stays', () => {
	const found = (date: string, ...values: object[]) => group(label, values, field('adu_creationDate', date));
	const box = (x: string) => ({ ...value('Car'), group: [{ name: 'box', field: [field('x', x)] }] });
	const { rows } = read([
		span('0@PAL', '25@PAL', found('2025-01-01T00:00:00', value('Car', field('adu_av_confidence', '0.9')), box('1'))),
		span('0@25', '25@25', found('2025-02-01T00:00:00', value('Car', field('adu_av_confidence', '0.8')), box('2'))),
	]);
	expect(rows.map(({ confidence, extra }) => [confidence, extra?.[0]?.fields[0]?.value])).toEqual([
		[0.8, undefined],
		[null, '1'],
		[null, '2'],
	]);
});

test('a result that crosses windows comes out once, and rows are in order of time', () => {
	const reader = new ResultReader('VX-1');
	const one = span('100@PAL', '200@PAL', group(label, [value('Car')]));
	reader.add({ timespan: [one, span('50@PAL', '60@PAL', group(label, [value('Tree')]))] });
	reader.add({ timespan: [one] });
	expect(reader.rows().map((row) => row.value)).toEqual(['Tree', 'Car']);
});

test.each([
	['no list of spans', {}, /no list of time spans/],
	['a span that is none', [null], /time span without start or end/],
	['a list of groups that is none', [{ start: '0@PAL', end: '1@PAL', group: {} }], /no list of groups/],
	['a group that is none', [span('0@PAL', '1@PAL', 'adu')], /holds something that is no group or field/],
	['nested groups that are none', [span('0@PAL', '1@PAL', { name: label, group: 'x' })], /no group or field/],
	['fields that are none', [span('0@PAL', '1@PAL', { name: label, field: [null] })], /no group or field/],
	['a time that is none', [span('now', '1@PAL', group(label))], /time span now to 1@PAL of VX-1/],
	['an end before the start', [span('2@PAL', '1@PAL', group(label))], /ends before it starts/],
])('%s ends the reading', (_, timespan, message) => {
	expect(() => read(timespan)).toThrow(FoundMetadataError);
	expect(() => read(timespan)).toThrow(message);
});

test('neighbours are joined per analysis and value', () => {
	const { rows } = read([
		span('0@PAL', '25@PAL', group(label, [value('Car')]), group('adu_label_Other', [value('Car')])),
		span('30@PAL', '50@PAL', group(label, [value('Car'), value('Tree')])),
		span('100@PAL', '125@PAL', group(label, [value('Car')])),
	]);
	const joined = mergeRows(rows, gapOfSeconds(1), resultKey);
	expect(
		joined.map(({ value: what, analyzer, start, end, mergedFrom }) => [what, analyzer, start, end, mergedFrom]),
	).toEqual([
		['Car', 'Other', '0@PAL', '25@PAL', undefined],
		['Car', 'AWSVideoRekognitionAnalyzer', '0@PAL', '50@PAL', 2],
		['Tree', 'AWSVideoRekognitionAnalyzer', '30@PAL', '50@PAL', undefined],
		['Car', 'AWSVideoRekognitionAnalyzer', '100@PAL', '125@PAL', undefined],
	]);
});

test('filters look at values, ids, letters, analyzers, confidence and duration', () => {
	const { rows } = read([
		span(
			'0@PAL',
			'25@PAL',
			group(label, [
				value('Car', field('adu_av_confidence', '0.5'), field('adu_av_valueId', 'id-1')),
				value('Tree', field('adu_av_description', 'An OAK')),
			]),
		),
		span('0@PAL', '100@PAL', group('adu_transcript_Speech', [value('Crowd, large')])),
	]);
	const names = (filter: Parameters<typeof filterResults>[1]) => filterResults(rows, filter).map((row) => row.value);
	expect(names({})).toHaveLength(3);
	expect(names({ values: ['ID-1', 'tree'] })).toEqual(['Car', 'Tree']);
	expect(names({ values: ['crowd,large'] })).toEqual(['Crowd, large']);
	expect(names({ contains: 'oak' })).toEqual(['Tree']);
	expect(names({ analyzers: ['speech'] })).toEqual(['Crowd, large']);
	expect(names({ minConfidence: 0.6 })).toEqual(['Tree', 'Crowd, large']);
	expect(names({ minDuration: 2 })).toEqual(['Crowd, large']);
});
