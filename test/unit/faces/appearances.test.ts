import fc from 'fast-check';
import type { Appearance } from '../../../faces/appearance';
import { FoundMetadataError } from '../../../faces/groups';
import { filterAppearances } from '../../../faces/filter';
import { gapOfSeconds, mergeAppearances } from '../../../faces/merge';
import { summarizePeople } from '../../../faces/people';
import { readAppearances } from '../../../faces/readAppearances';
import { fixture } from '../../support/fixture';

interface FaceIn {
	name?: string;
	id?: string;
	confidence?: string;
	created?: string;
	nested?: boolean;
	inner?: object[];
}

const field = (name: string, value?: string) => (value === undefined ? [] : [{ name, value: [{ value }] }]);
const group = ({ name, id, confidence, created, nested = true, inner = [] }: FaceIn) => ({
	name: 'adu_face_DeepVAKeyframeAnalyzer',
	field: [
		...field('adu_analyzerId', 'DeepVAKeyframeAnalyzer'),
		...field('adu_creationDate', created),
		...field('adu_valueId', id),
		...field('adu_value', name),
	],
	group: nested
		? [
				{
					name: 'adu_av_analyzedValue',
					field: [
						...field('adu_av_value', name),
						...field('adu_av_valueId', id),
						...field('adu_av_confidence', confidence),
					],
					group: inner,
				},
			]
		: [],
});
const span = (start: string, end: string, ...faces: FaceIn[]) => ({ start, end, field: [], group: faces.map(group) });
const read = (...timespan: unknown[]) => readAppearances('VX-1', { timespan });
const ada: FaceIn = { name: 'Ada', id: 'a' };

test('the documented example comes out whole', () => {
	const { metadata } = fixture<{
		metadata: { timespan: Array<{ start: string; group: Array<{ name: string; group: unknown[] }> }> };
	}>('item-face-metadata.json');
	const wanted = metadata.timespan
		.filter(({ start }) => start !== '-INF')
		.flatMap(({ group: groups }) => groups.flatMap((face) => (face.group.length > 0 ? face.group : [face]))).length;
	const found = readAppearances('VX-108', metadata);
	expect(found).toHaveLength(wanted);
	expect(found[0]).toEqual({
		itemId: 'VX-108',
		person: 'Ada Nordin',
		personId: '1f0c6a52-3f0e-4d0b-9a57-6c1f1b0c2a11',
		known: true,
		start: '225@PAL',
		end: '226@PAL',
		startSeconds: 9,
		endSeconds: 9.04,
		durationSeconds: 0.04,
		startTimecode: '00:00:09:00',
		endTimecode: '00:00:09:01',
		confidence: 0.9731,
		analyzer: 'DeepVAKeyframeAnalyzer',
		detectedAt: '2025-03-04T11:28:07',
	});
	expect(found.some(({ known }) => !known)).toBe(true);
	expect(found.some(({ confidence }) => confidence === null)).toBe(true);
});

test('several groups in a span and several values in a group all come out', () => {
	const two = { ...group(ada), group: [...group(ada).group, ...group({ name: 'Bo', id: 'b' }).group] };
	expect(
		read({ start: '0@PAL', end: '9@PAL', group: [two, group({ name: 'unknown_7', id: 'c' })] }).map(
			({ person, known }) => [person, known],
		),
	).toEqual([
		['Ada', true],
		['Bo', true],
		['unknown_7', false],
	]);
});

test('a missing nested group, missing confidence, extra groups and hostile names are taken as they are', () => {
	expect(read(span('0@PAL', '9@PAL', { ...ada, nested: false }))).toMatchObject([
		{ person: 'Ada', personId: 'a', confidence: null },
	]);
	expect(read(span('0@PAL', '9@PAL', { ...ada, inner: [{ name: 'box', field: field('x', '3') }] }))[0]?.extra).toEqual([
		{ name: 'box', fields: [{ name: 'x', value: '3' }] },
	]);
	expect(read(span('0@PAL', '9@PAL', { name: '__proto__', id: 'constructor' }))).toMatchObject([
		{ person: '__proto__', personId: 'constructor' },
	]);
	expect(
		read({ start: '0', end: '1', group: [{ name: 'adu_label_AWS' }, {}, { name: 7 }] }, { start: '0', end: '1' }),
	).toEqual([]);
	expect(readAppearances('VX-1', {})).toEqual([]);
});

test('what is not timed is left out, half-open spans are kept', () => {
	expect(read(span('-INF', '+INF', ada))).toEqual([]);
	expect(read(span('-INF', '25@PAL', ada))).toMatchObject([
		{ startSeconds: null, startTimecode: null, endSeconds: 1, durationSeconds: null },
	]);
});

test('a face found twice by re-analysis comes out once, the newest, in whatever base', () => {
	const found = read(
		span('0@PAL', '25@PAL', { ...ada, created: '2024-01-01T00:00:00', confidence: '0.99' }),
		span('0@1', '1000@1000', { ...ada, created: '2025-01-01T00:00:00', confidence: '0.5' }),
	);
	expect(found).toMatchObject([{ confidence: 0.5 }]);
});

test.each([
	['an end before its start', [span('9@PAL', '1@PAL', ada)], /9@PAL to 1@PAL of VX-1 ends before it starts/],
	['a time that is none', [span('soon', '1@PAL', ada)], /"soon" is not a time .*soon to 1@PAL/],
	['a confidence that is no number', [span('0@PAL', '1@PAL', { ...ada, confidence: 'high' })], /"high".*not a number/],
	['a face without name and id', [span('0@PAL', '1@PAL', {})], /neither name nor id/],
	['a span without times', [{ group: [] }], /without start or end/],
])('%s is an error, never a silent gap', (_, spans, message) => {
	expect(() => read(...spans)).toThrow(FoundMetadataError);
	expect(() => read(...spans)).toThrow(message);
});

test('filters by confidence, by name in any case or id, and by being known', () => {
	const all = read(
		span(
			'0',
			'1',
			{ ...ada, confidence: '0.4' },
			{ name: 'Bo', id: 'b' },
			{ name: 'unknown_1', id: 'u', confidence: '0.9' },
		),
	);
	const names = (found: Appearance[]) => found.map(({ person }) => person);
	expect(names(filterAppearances(all, { minConfidence: 0.5 }))).toEqual(['Bo', 'unknown_1']);
	expect(names(filterAppearances(all, { persons: [' ADA ', 'u', ''] }))).toEqual(['Ada', 'unknown_1']);
	expect(names(filterAppearances(all, { show: 'unknown' }))).toEqual(['unknown_1']);
	expect(names(filterAppearances(all, { persons: [''] }))).toHaveLength(3);
});

describe('merging', () => {
	test('joins neighbours of one person up to the gap, exactly', () => {
		const found = read(
			span('0@PAL', '25@PAL', { ...ada, confidence: '0.5' }),
			span('50@PAL', '75@PAL', { ...ada, confidence: '0.9' }),
			span('101@PAL', '125@PAL', ada),
			span('26@PAL', '49@PAL', { name: 'Bo', id: 'b' }),
		);
		expect(mergeAppearances(found, gapOfSeconds(1))).toMatchObject([
			{ person: 'Ada', start: '0@PAL', end: '75@PAL', durationSeconds: 3, confidence: 0.9, mergedFrom: 2 },
			{ person: 'Bo' },
			{ start: '101@PAL' },
		]);
		expect(mergeAppearances(found, gapOfSeconds(1.04))).toHaveLength(2);
	});

	const spans = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }), fc.constantFrom('a', 'b')), {
		maxLength: 30,
	});
	const frames = (list: Appearance[]) =>
		new Set(
			list.flatMap(({ start, end, personId }) =>
				Array.from({ length: parseInt(end) - parseInt(start) }, (_, n) => `${personId}${parseInt(start) + n}`),
			),
		);

	test('merging twice is merging once; with no gap no frame is lost or invented; totals count each frame once', () => {
		fc.assert(
			fc.property(spans, fc.nat(3), (list, gap) => {
				const all = read(
					...list.map(([from, length, id]) => span(`${from}@PAL`, `${from + length}@PAL`, { name: id, id })),
				);
				const once = mergeAppearances(all, gapOfSeconds(gap));
				expect(mergeAppearances(once, gapOfSeconds(gap))).toEqual(once);
				expect(frames(mergeAppearances(all, gapOfSeconds(0)))).toEqual(frames(all));
				const total = summarizePeople(all).reduce((sum, { totalSeconds }) => sum + totalSeconds, 0);
				expect(total).toBeCloseTo(frames(all).size / 25, 6);
			}),
		);
	});
});

test('a million groups in one span all come out', () => {
	const group = Array.from({ length: 1_000_000 }, (_, n) => ({
		name: 'adu_face_X',
		field: [{ name: 'adu_value', value: [{ value: `P${n}` }] }],
	}));
	const found = readAppearances('VX-1', { timespan: [{ start: '0@PAL', end: '1@PAL', group }] });
	expect(found).toHaveLength(1_000_000);
	expect(new Set(found.map(({ person }) => person)).size).toBe(1_000_000);
});

test('a group without a name is no face group, and a list that holds no groups is an error', () => {
	const read = (group: unknown) => readAppearances('VX-1', { timespan: [{ start: '0@PAL', end: '1@PAL', group }] });
	expect(
		read([{ field: [{ name: 'adu_value', value: [{ value: 'Ada' }] }] }, { name: 7 }, { name: '__proto__' }]),
	).toEqual([]);
	for (const bad of [[null], ['x'], [[]].concat([1] as never), 'text', { name: 'adu_face_X' }])
		expect(() => read(bad)).toThrow(/VX-1/);
});
