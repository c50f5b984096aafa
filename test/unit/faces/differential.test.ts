import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { toXml } from '../../../tools/emulator/documents';
import { AppearanceReader, readAppearances } from '../../../faces/readAppearances';

// The same metadata read twice: ours from the JSON form, and here from the XML form, by events, with fractions of its
// own.
const documents = 3000;

interface Row {
	start: string;
	end: string;
	person: string;
	id: string;
	confidence: string;
	created: string;
	analyzer: string;
}

/** An independent reading: shares no line with faces/, and works on the other form of the document. */
function readXml(xml: string): Row[] {
	const rows: Row[] = [];
	const stack: Array<{
		tag: string;
		name: string;
		fields: Array<[string, string]>;
		values: Array<Array<[string, string]>>;
	}> = [];
	let [start, end, text, fieldName] = ['', '', '', ''];
	let fieldDone = false;
	const parser = new SaxesParser();
	parser.on('opentag', ({ name, attributes }) => {
		text = '';
		if (name === 'timespan') [start, end] = [String(attributes.start), String(attributes.end)];
		if (name === 'group' || name === 'field') stack.push({ tag: name, name: '', fields: [], values: [] });
		if (name === 'field') [fieldName, fieldDone] = ['', false];
	});
	parser.on('text', (more) => (text += more));
	parser.on('closetag', ({ name }) => {
		const top = stack.at(-1);
		if (name === 'name' && top) {
			top.name = text;
			if (top.tag === 'field') fieldName = text;
		}
		if (name === 'value' && top?.tag === 'field' && !fieldDone) {
			fieldDone = true;
			if (text !== '') stack.at(-2)?.fields.push([fieldName, text]);
		}
		if (name === 'field') stack.pop();
		if (name !== 'group') return;
		const group = stack.pop();
		const outer = stack.at(-1);
		if (!group) return;
		if (group.name === 'adu_av_analyzedValue' && outer) outer.values.push(group.fields);
		if (!outer && group.name.startsWith('adu_face_') && !(start === '-INF' && end === '+INF')) {
			const first = (fields: Array<[string, string]>, wanted: string) =>
				fields.find(([field]) => field === wanted)?.[1] ?? '';
			for (const fields of group.values.length > 0 ? group.values : [[] as Array<[string, string]>]) {
				const person = first(fields, 'adu_av_value') || first(group.fields, 'adu_value');
				const id = first(fields, 'adu_av_valueId') || first(group.fields, 'adu_valueId');
				rows.push({
					start,
					end,
					person: person || id,
					id,
					confidence: first(fields, 'adu_av_confidence'),
					created: first(group.fields, 'adu_creationDate'),
					analyzer: first(group.fields, 'adu_analyzerId') || group.name.slice(9),
				});
			}
		}
	});
	parser.write(xml).close();
	return newestOnly(rows);
}

/** Seconds as a fraction, from the text alone. */
function fraction(time: string): [bigint, bigint] | number {
	if (time === '-INF') return -Infinity;
	if (time === '+INF') return Infinity;
	const [samples = '', base = '1'] = time.split('@');
	const names: Record<string, string> = { PAL: '25', NTSC: '30000:1001', NTSC30: '30' };
	const [rate = '1', per = '1'] = (names[base] ?? base).split(':');
	const [whole = '', decimals = ''] = samples.split('.');
	return [BigInt(whole + decimals) * BigInt(per), BigInt(rate) * 10n ** BigInt(decimals.length)];
}

function before(a: string, b: string): number {
	const [x, y] = [fraction(a), fraction(b)];
	if (typeof x === 'number' || typeof y === 'number') {
		const number = (value: typeof x) => (typeof value === 'number' ? value : 0);
		return number(x) === number(y) ? 0 : number(x) - number(y);
	}
	const difference = x[0] * y[1] - y[0] * x[1];
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const rank = ({ created, confidence, person, id }: Row): Array<string | number> => [
	created,
	confidence === '' ? -1 : Number(confidence),
	Number(person !== id),
];

function compare(a: Array<string | number>, b: Array<string | number>): number {
	for (const [n, one] of a.entries()) if (one !== b[n]) return one < (b[n] as string | number) ? -1 : 1;
	return 0;
}

/**
 * Of the same face at the same time by the same analyser the newest; then the surer, then one with a name, then the
 * first by name.
 */
function newestOnly(rows: Row[]): Row[] {
	const kept: Row[] = [];
	for (const row of rows) {
		const at = kept.findIndex(
			(other) =>
				before(other.start, row.start) === 0 &&
				before(other.end, row.end) === 0 &&
				other.analyzer === row.analyzer &&
				(other.id || other.person) === (row.id || row.person),
		);
		const other = kept[at];
		if (!other) kept.push(row);
		else
			kept[at] = [row, other].sort((a, b) => -compare(rank(a), rank(b)) || compare([a.person], [b.person]))[0] as Row;
	}
	return kept.sort(
		(a, b) =>
			before(a.start, b.start) || before(a.end, b.end) || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0),
	);
}

const base = fc.constantFrom(
	'PAL',
	'NTSC',
	'NTSC30',
	'25',
	'50',
	'24000:1001',
	'30000:1001',
	'60000:1001',
	'1000',
	'1000000',
	'48000',
);
const time = fc.oneof(
	{ weight: 8, arbitrary: fc.tuple(fc.nat({ max: 400 }), base).map(([samples, unit]) => `${samples}@${unit}`) },
	{
		weight: 1,
		arbitrary: fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 99 })).map(([whole, part]) => `${whole}.${part}@PAL`),
	},
	{ weight: 1, arbitrary: fc.nat({ max: 9 }).map(String) },
);
const name = fc.oneof(
	fc.constantFrom('Ada', 'Bo', 'unknown_7', '__proto__', 'constructor', 'Łukasz', '<b>&"\'', '日本 🎬'),
	fc.string({ unit: fc.constantFrom('a', 'B', 'é', '&', '<', '>', "'", '"', '1'), minLength: 1, maxLength: 6 }),
);
const field = (fieldName: string, value: string | undefined) =>
	value === undefined ? [] : [{ name: fieldName, value: [{ value }] }];
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const value = fc
	.record({
		person: maybe(name),
		id: fc.constantFrom('p1', 'p2', 'p3'),
		confidence: maybe(fc.integer({ min: 0, max: 1000 }).map((n) => String(n / 1000))),
		inner: fc.boolean(),
		twice: fc.boolean(),
	})
	.map(({ person, id, confidence, inner, twice }) => ({
		name: 'adu_av_analyzedValue',
		field: [
			...field('adu_av_value', person),
			...field('adu_av_valueId', id),
			...field('adu_av_confidence', confidence),
			...(twice ? field('adu_av_valueId', 'another') : []),
		],
		group: inner ? [{ name: 'box', field: field('adu_av_value', 'not a face'), group: [] }] : [],
	}));
const group = fc
	.record({
		kind: fc.constantFrom(
			'adu_face_DeepVAKeyframeAnalyzer',
			'adu_face_DeepVAKeyframeAnalyzer',
			'adu_face_Other',
			'adu_label_AWS',
			'toString',
		),
		person: maybe(name),
		id: fc.constantFrom('p1', 'p4'),
		analyzer: maybe(fc.constantFrom('A', 'B')),
		created: maybe(fc.constantFrom('2024-01-01T00:00:00', '2025-01-01T00:00:00')),
		values: fc.array(value, { maxLength: 3 }),
		extra: fc.boolean(),
	})
	.map(({ kind, person, id, analyzer, created, values, extra }) => ({
		name: kind,
		field: [
			...field('adu_analyzerId', analyzer),
			...field('adu_creationDate', created),
			...field('adu_valueId', id),
			...field('adu_value', person),
		],
		group: [...values, ...(extra ? [{ name: 'more', field: field('x', 'y'), group: [] }] : [])],
	}));
const span = fc
	.tuple(time, time, fc.array(group, { maxLength: 3 }), fc.integer({ min: 0, max: 19 }))
	.map(([a, b, groups, open]) => {
		const [start, end] = before(a, b) <= 0 ? [a, b] : [b, a];
		return {
			start: open === 0 || open === 2 ? '-INF' : start,
			end: open === 1 || open === 2 ? '+INF' : end,
			field: [],
			group: groups,
		};
	});
const metadata = fc
	.array(span, { maxLength: 8 })
	.chain((spans) =>
		fc.shuffledSubarray(spans, { minLength: 0 }).map((again) => ({ revision: 'VX-1', timespan: [...spans, ...again] })),
	);

test(`${documents} documents are read alike, and alike in windows`, () => {
	let faces = 0;
	fc.assert(
		fc.property(metadata, fc.nat({ max: 8 }), (document, cut) => {
			const wanted = readXml(toXml('ItemDocument', { id: 'VX-1', metadata: document }));
			const found = readAppearances('VX-1', document);
			faces += found.length;
			const short = found.map(({ start, end, person, personId, confidence, analyzer, detectedAt, known }) => [
				start,
				end,
				person,
				personId,
				confidence === null ? '' : String(confidence),
				analyzer,
				detectedAt ?? '',
				known,
			]);
			expect(sorted(short)).toEqual(
				sorted(
					wanted.map((row) => [
						row.start,
						row.end,
						row.person,
						row.id,
						row.confidence === '' ? '' : String(Number(row.confidence)),
						row.analyzer,
						row.created,
						!row.person.includes('unknown_') && row.person !== row.id,
					]),
				),
			);
			for (let n = 1; n < found.length; n++)
				expect(before(found[n - 1]?.start ?? '', found[n]?.start ?? '')).toBeLessThanOrEqual(0);
			for (const { start, startSeconds } of found) {
				const exact = fraction(start);
				if (typeof exact === 'number') expect(startSeconds).toBeNull();
				else expect(Math.abs(Number(startSeconds) - Number(exact[0]) / Number(exact[1]))).toBeLessThan(1e-9);
			}
			// The same in two windows that overlap by a span.
			const reader = new AppearanceReader('VX-1');
			const at = Math.min(cut, document.timespan.length);
			const [first, second] = [document.timespan.slice(0, at), document.timespan.slice(Math.max(0, at - 1))];
			reader.add({ timespan: first });
			reader.add({ timespan: second });
			expect(reader.rows()).toHaveLength(found.length);
		}),
		{ numRuns: documents },
	);
	expect(faces).toBeGreaterThan(documents);
});

const sorted = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).sort();
