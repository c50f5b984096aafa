import fc from 'fast-check';
import { agreement } from '../../../../tools/demo/agreement';
import type { FoundFace } from '../../../../tools/emulator/faceservice/real/faceFinder';
import { FaceMemory } from '../../../../tools/emulator/faceservice/real/faceMemory';
import { cropAround, readPpms, toPpm, type Picture } from '../../../../tools/emulator/faceservice/real/picture';
import { confidenceOf, distance, mean } from '../../../../tools/emulator/faceservice/real/resemblance';
import { toSpans } from '../../../../tools/emulator/faceservice/real/spans';
import { tellApart, type Sighting } from '../../../../tools/emulator/faceservice/real/strangers';
import type { Scenario } from '../../../../tools/emulator/scenario';

// The real face service without its engine: what it makes of descriptors. Here they have two numbers instead of 128.
const at = (x: number, y = 0) => Float32Array.of(x, y);
const picture = (width: number, height: number): Picture => ({
	width,
	height,
	rgb: Uint8Array.from({ length: width * height * 3 }, (_, index) => index % 251),
});
const face = (descriptor: Float32Array): FoundFace => ({
	descriptor,
	score: 1,
	box: { x: 0, y: 0, width: 50, height: 50 },
});
const sighting = (frame: number, descriptor: Float32Array): Sighting => ({
	frame,
	...face(descriptor),
	crop: picture(1, 1),
});

describe('pictures from ffmpeg', () => {
	const collect = async (chunks: Buffer[]) => {
		const found: Picture[] = [];
		for await (const one of readPpms(
			(async function* () {
				for (const chunk of chunks) yield await Promise.resolve(chunk);
			})(),
		))
			found.push(one);
		return found;
	};

	test('come out whole wherever the stream is cut into chunks; half a last one is left out', async () => {
		const pictures = [picture(3, 2), picture(1, 1), picture(5, 4)];
		const stream = Buffer.concat([...pictures.map(toPpm), toPpm(picture(4, 4)).subarray(0, 30)]);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }), async (cuts) => {
				const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
				expect(await collect(edges.slice(1).map((edge, index) => stream.subarray(edges[index], edge)))).toEqual(
					pictures,
				);
			}),
			{ numRuns: 200 },
		);
	});

	test('a crop has half a box more on each side, as far as the picture goes', () => {
		const whole = picture(100, 80);
		expect(cropAround(whole, { x: 40, y: 30, width: 20, height: 10 })).toMatchObject({ width: 40, height: 20 });
		const corner = cropAround(whole, { x: -5, y: 70, width: 20, height: 20 });
		expect(corner).toMatchObject({ width: 25, height: 20 });
		expect([...corner.rgb.subarray(0, 3)]).toEqual([...whole.rgb.subarray(60 * 300, 60 * 300 + 3)]);
	});
});

describe('resemblance', () => {
	test('confidence falls from 1 to 0 with the distance, and is a half where two faces may just be the same', () => {
		expect([0, 0.2, 0.3, 0.4, 0.5, 1].map(confidenceOf)).toEqual([0.9975, 0.9734, 0.9168, 0.7685, 0.5, 0.0025]);
		expect(distance(at(0, 3), at(4, 0))).toBe(5);
		expect([...mean([at(0, 2), at(1, 4)])]).toEqual([0.5, 3]);
		expect(() => mean([])).toThrow();
	});

	test('in one picture nobody is there twice: the closest face has the name', () => {
		const memory = new FaceMemory();
		memory.learn('Ada', 'VX-1', [at(0)]);
		memory.learn('Bo', 'VX-2', [at(2)]);
		expect(
			memory.identify([face(at(0.3)), face(at(0.1)), face(at(2.2)), face(at(5))]).map((match) => match?.face),
		).toEqual([undefined, 'Ada', 'Bo', undefined]);
	});

	test('learning again replaces what came from the item, adding keeps it, forgetting takes only what is meant', () => {
		const memory = new FaceMemory();
		memory.learn('Ada', 'VX-1', [at(0)]);
		memory.learn('Ada', 'VX-1', [at(1)]);
		expect(memory.nearest(at(0))).toBeUndefined();
		memory.learn('Ada', 'VX-2', [at(3)]);
		memory.add('Ada', 'VX-1', [at(6)]);
		expect([at(1), at(3), at(6)].map((one) => memory.nearest(one)?.face)).toEqual(['Ada', 'Ada', 'Ada']);
		expect(memory.forget('VX-1', [])).toEqual([]);
		expect([at(1), at(3), at(6)].map((one) => memory.nearest(one)?.face)).toEqual([undefined, 'Ada', undefined]);
		expect(memory.forget('VX-9', ['Ada'])).toEqual(['Ada']);
		expect(memory.nearest(at(3))).toBeUndefined();
	});
});

describe('unknown people', () => {
	test('are one person over two shots, and two people in one frame however alike', () => {
		const shots = [
			sighting(0, at(0)),
			sighting(1, at(0.1)),
			sighting(9, at(0.2)),
			sighting(10, at(0.2)),
			sighting(9, at(0.4)),
			sighting(10, at(0.4)),
		];
		const found = tellApart(shots).map((stranger) => stranger.map(({ frame }) => frame));
		expect(found).toHaveLength(2);
		expect(found.sort((a, b) => b.length - a.length)).toEqual([
			[0, 1, 9, 10],
			[9, 10],
		]);
	});

	test('seen in one frame only are nobody', () => {
		expect(tellApart([sighting(3, at(0))])).toEqual([]);
		expect(tellApart([sighting(3, at(0)), sighting(3, at(9))])).toEqual([]);
		expect(tellApart([])).toEqual([]);
	});
});

describe('spans', () => {
	const seen = (name: string, ...frames: number[]) =>
		frames.map((frame) => ({ face: name, frame, confidence: 0.8 + frame / 100 }));
	const pal = { intervalSeconds: 1, durationSeconds: 10.5, timeBase: 'PAL' };

	test('join neighbouring frames over one that is missing, in the time base, with the average confidence', () => {
		expect(toSpans([...seen('Ada', 5, 0, 1, 3), ...seen('Bo', 1)], pal)).toEqual([
			{ face: 'Ada', from: 0, to: 150, confidence: 0.8225 },
			{ face: 'Bo', from: 25, to: 50, confidence: 0.81 },
		]);
		expect(toSpans(seen('Ada', 0, 3), pal).map(({ from, to }) => [from, to])).toEqual([
			[0, 25],
			[75, 100],
		]);
	});

	test('end with the video, and count in its base', () => {
		expect(toSpans(seen('Ada', 10), pal)).toMatchObject([{ from: 250, to: 263 }]);
		expect(toSpans(seen('Ada', 1), { intervalSeconds: 2, durationSeconds: 60, timeBase: '24000:1001' })).toMatchObject([
			{ from: 48, to: 96 },
		]);
	});
});

describe('the comparison with the truth', () => {
	const scenario: Scenario = {
		storage: { id: 'VX-1', bucket: 'b' },
		people: [{ name: 'Ada', id: 'a', portraits: [] }],
		videos: [
			{
				id: 'VX-1',
				title: '',
				file: 'f',
				durationSeconds: 10,
				timeBase: 'PAL',
				cast: [
					{ face: 'Ada', from: 0, to: 100 },
					{ face: 'hat', from: 100, to: 200 },
					{ face: 'cap', from: 100, to: 200 },
				],
			},
		],
	};
	const row = (person: string, known: boolean, startSeconds: number, endSeconds: number) => ({
		person,
		personId: person,
		known,
		startSeconds,
		endSeconds,
	});

	test('finds everything right when it is', () => {
		expect(
			agreement(scenario, 'VX-1', [row('Ada', true, 0, 4), row('u1', false, 4, 8), row('u2', false, 4.2, 8.2)]),
		).toMatchObject({
			precision: 1,
			recall: 1,
			reported: 12,
			real: 12,
			strangersReported: 2,
			strangersReal: 2,
			wrong: [],
		});
	});

	test('counts what is missing, too much, under a wrong name, and one stranger under two names', () => {
		expect(agreement(scenario, 'VX-1', [row('Ada', true, 0, 2)])).toMatchObject({ precision: 1, recall: 2 / 12 });
		expect(agreement(scenario, 'VX-1', [row('Ada', true, 0, 8)])).toMatchObject({ precision: 0.5, recall: 4 / 12 });
		expect(agreement(scenario, 'VX-1', [row('Bo', true, 0, 4)])).toMatchObject({ precision: 0, recall: 0 });
		expect(
			agreement(scenario, 'VX-1', [row('u1', false, 4, 8), row('u2', false, 4, 8), row('u3', false, 7, 8)]),
		).toMatchObject({ precision: 8 / 9, strangersReported: 3 });
		expect(agreement(scenario, 'VX-1', [row('u1', false, 0, 4)])).toMatchObject({ precision: 0 });
	});

	test('with a tolerance, seconds at the edges do not count', () => {
		expect(agreement(scenario, 'VX-1', [row('Ada', true, 0, 5)], 1)).toMatchObject({
			precision: 1,
			reported: 2,
			both: 2,
		});
		expect(agreement(scenario, 'VX-1', [row('Ada', true, 0, 7)], 1)).toMatchObject({ precision: 0.5 });
	});
});
