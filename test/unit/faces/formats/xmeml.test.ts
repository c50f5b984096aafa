import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { FormatError } from '../../../../faces/formats/fileFormat';
import type { EditSettings } from '../../../../faces/formats/markers';
import { xmeml } from '../../../../faces/formats/xmeml';
import { frameOfTimecode, parseBase } from '../../../../faces/timecode';
import { seen } from '../../../support/seen';

interface Rate {
	timebase: string;
	ntsc: string;
}
interface Marker {
	name: string;
	comment: string;
	in: string;
	out: string;
	pproColor: string;
}
interface Document {
	xmeml: {
		'@version': string;
		sequence: {
			name: string;
			duration: string;
			rate: Rate;
			timecode: { rate: Rate; string: string; frame: string; displayformat: string };
			media: { video: { format: { samplecharacteristics: { rate: Rate } } } };
			marker: Marker[];
		};
	};
}

/** Read as any XML parser reads it: tag by tag, without types. */
function read(list: ReturnType<typeof seen>, more: Partial<EditSettings> = {}): Document['xmeml'] {
	const text = xmeml(list, { title: 'Council & sons', frameRate: parseBase('PAL'), startFrame: 0n, ...more });
	expect(XMLValidator.validate(text)).toBe(true);
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		isArray: (name) => name === 'marker',
	});
	return (parser.parse(text) as Document).xmeml;
}

const scene = seen(
	{ person: 'Ada <Nordin>', start: '225@PAL', end: '300@PAL', confidence: '0.93' },
	{ person: 'Bo', start: '250@PAL', end: '250@PAL' },
);

test('markers count from the start of the sequence, whatever its time code; out is the first frame behind', () => {
	const startFrame = frameOfTimecode('10:00:00:00', parseBase('PAL')) as bigint;
	const { sequence, ...root } = read(scene, { startFrame });
	expect(root['@version']).toBe('4');
	expect(sequence.name).toBe('Council & sons');
	expect(sequence.duration).toBe('300');
	expect(sequence.rate).toEqual({ timebase: '25', ntsc: 'FALSE' });
	expect(sequence.timecode).toEqual({
		rate: { timebase: '25', ntsc: 'FALSE' },
		string: '10:00:00:00',
		frame: '900000',
		displayformat: 'NDF',
	});
	expect(sequence.marker).toMatchObject([
		{ name: 'Ada <Nordin>', comment: 'confidence 0.93', in: '225', out: '300' },
		{ name: 'Bo', comment: '', in: '250', out: '251' },
	]);
	const [ada, bo] = sequence.marker.map(({ pproColor }) => Number(pproColor));
	expect(ada).not.toBe(bo);
	for (const color of [ada, bo]) expect((color as number) >>> 24).toBe(0xff); // 0xAABBGGRR, opaque
});

test('Apple’s order of elements: name, duration, rate, timecode, media, marker', () => {
	expect(Object.keys(read(scene).sequence).filter((name) => !name.startsWith('@'))).toEqual([
		'name',
		'duration',
		'rate',
		'timecode',
		'media',
		'marker',
	]);
});

test('drop-frame: the time code with semicolon, the number of its frame, and DF', () => {
	const frameRate = parseBase('NTSC');
	const startFrame = frameOfTimecode('01:00:00;00', frameRate) as bigint;
	const { sequence } = read(seen({ person: 'Ada', start: '1800@NTSC', end: '1801@NTSC' }), { frameRate, startFrame });
	expect(sequence.timecode).toEqual({
		rate: { timebase: '30', ntsc: 'TRUE' },
		string: '01:00:00;00',
		frame: '107892',
		displayformat: 'DF',
	});
	expect(sequence.marker).toMatchObject([{ in: '1800', out: '1801' }]);
});

test('29.97 numbered through: the frame of the same hour is another one, and NDF', () => {
	const frameRate = { ...parseBase('NTSC'), dropFrame: false };
	const startFrame = frameOfTimecode('01:00:00:00', frameRate) as bigint;
	expect(read(scene, { frameRate, startFrame }).sequence.timecode).toEqual({
		rate: { timebase: '30', ntsc: 'TRUE' },
		string: '01:00:00:00',
		frame: '108000',
		displayformat: 'NDF',
	});
});

test.each([
	['24', '24', 'FALSE'],
	['24000:1001', '24', 'TRUE'],
	['30', '30', 'FALSE'],
	['50:1', '50', 'FALSE'],
	['60000:1001', '60', 'TRUE'],
	['120000:1001', '120', 'TRUE'],
	['90000:3600', '25', 'FALSE'],
])('%s frames a second are timebase %s, ntsc %s, wherever a rate stands', (base, timebase, ntsc) => {
	const { sequence } = read(scene, { frameRate: parseBase(base) });
	expect(sequence.rate).toEqual({ timebase, ntsc });
	expect(sequence.timecode.rate).toEqual(sequence.rate);
	expect(sequence.media.video.format.samplecharacteristics.rate).toEqual(sequence.rate);
});

test('a rate that the format cannot say is refused with advice', () => {
	const refused = () => xmeml(scene, { title: 'x', frameRate: parseBase('25:2'), startFrame: 0n });
	expect(refused).toThrow(FormatError);
	expect(refused).toThrow(/25:2/);
});

test('nobody at all is a sequence without markers', () => {
	expect(read([]).sequence.marker).toBeUndefined();
});
