import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppearanceReader } from '../../faces/readAppearances';

// One measured run of tools/bench/extraction.ts:   node extractionRun.js COMPETITOR FOLDER
// From bytes to faces; reading the file is not counted, decoding is. Packages are loaded by the run that needs them.

interface Face {
	person: string;
	personId: string;
	start: string;
	end: string;
	confidence: number | null;
}

type Run = (folder: string, time: <T>(work: () => T) => T) => Promise<readonly Face[]> | readonly Face[];

const competitors: Record<string, Run> = {
	nothing: () => [],

	/** As the node reads it: window after window. */
	ours: (folder, time) => {
		const reader = new AppearanceReader('VX-108');
		const windows = readdirSync(folder).filter((file) => file.startsWith('window-')).length;
		// One buffer for all, as a connection has one: a new one for each would lie about until the collector comes round.
		const buffer = Buffer.allocUnsafe(16 * 2 ** 20);
		for (let n = 0; n < windows; n++) {
			const file = openSync(join(folder, `window-${n}.json`), 'r');
			const bytes = buffer.subarray(0, readSync(file, buffer));
			closeSync(file);
			time(() => reader.add((JSON.parse(bytes.toString('utf8')) as { metadata: object }).metadata));
		}
		return time(() => reader.rows());
	},

	/** The same reader on the document in one piece. */
	oursWhole: (folder, time) => {
		const bytes = readFileSync(join(folder, 'whole.json'));
		return time(() => {
			const reader = new AppearanceReader('VX-108');
			reader.add((JSON.parse(bytes.toString('utf8')) as { metadata: object }).metadata);
			return reader.rows();
		});
	},

	/** JSON.parse and the shortest walk that finds all faces. */
	floor: (folder, time) => {
		const bytes = readFileSync(join(folder, 'whole.json'));
		return time(() => {
			const { metadata } = JSON.parse(bytes.toString('utf8')) as {
				metadata: { timespan: Array<{ start: string; end: string; group: Group[] }> };
			};
			const faces: Face[] = [];
			for (const { start, end, group } of metadata.timespan)
				for (const { group: values } of group) for (const { field } of values) faces.push(named(field, start, end));
			return faces;
		});
	},

	xml2js: (folder, time) => {
		const { Parser } = createRequire(__filename)('xml2js') as {
			Parser: new (options: object) => {
				parseString(text: string, done: (error: Error | null, result: XmlItem) => void): void;
			};
		};
		const bytes = readFileSync(join(folder, 'whole.xml'));
		return time(() => {
			let tree: XmlItem | undefined;
			// n8n's XML node with its own settings; without `async` the callback has run when parseString returns.
			new Parser({ mergeAttrs: true, explicitArray: false }).parseString(bytes.toString('utf8'), (error, result) => {
				if (error) throw error;
				tree = result;
			});
			return facesOfTree(tree);
		});
	},

	fastXmlParser: async (folder, time) => {
		const { XMLParser } = await import('fast-xml-parser');
		const bytes = readFileSync(join(folder, 'whole.xml'));
		return time(() =>
			facesOfTree(
				new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false }).parse(
					bytes.toString('utf8'),
					true,
				) as XmlItem,
			),
		);
	},

	saxes: async (folder, time) => {
		const { SaxesParser } = await import('saxes');
		const bytes = readFileSync(join(folder, 'whole.xml'));
		return time(() => {
			const faces: Face[] = [];
			const parser = new SaxesParser({ position: false });
			let [text, field, inValue] = ['', '', false];
			let span = { start: '', end: '' };
			let face: Face = named([], '', '');
			parser.on('opentag', ({ name, attributes }) => {
				text = '';
				if (name === 'timespan') span = { start: attributes.start as string, end: attributes.end as string };
				if (name === 'group') face = { person: '', personId: '', confidence: null, ...span };
			});
			parser.on('text', (more) => (text += more));
			parser.on('closetag', ({ name }) => {
				if (name === 'name') {
					field = text;
					if (text === 'adu_av_analyzedValue') inValue = true;
				} else if (name === 'value') {
					if (field === 'adu_av_value') face.person = text;
					else if (field === 'adu_av_valueId') face.personId = text;
					else if (field === 'adu_av_confidence') face.confidence = Number(text);
				} else if (name === 'group' && inValue) {
					faces.push(face);
					inValue = false;
				}
			});
			parser.write(bytes.toString('utf8')).close();
			return faces;
		});
	},
};

interface Group {
	group: Array<{ field: Field[] }>;
}

interface Field {
	name: string;
	value: Array<{ value: string }>;
}

function named(fields: Field[], start: string, end: string): Face {
	const face: Face = { person: '', personId: '', start, end, confidence: null };
	for (const { name, value } of fields) {
		const text = value[0]?.value ?? '';
		if (name === 'adu_av_value') face.person = text;
		else if (name === 'adu_av_valueId') face.personId = text;
		else if (name === 'adu_av_confidence') face.confidence = Number(text);
	}
	return face;
}

type OneOrMany<T> = T | T[] | undefined;
type XmlField = { name: string; value: { _?: string; '#text'?: string } };
type XmlGroup = { group?: OneOrMany<{ field: OneOrMany<XmlField> }> };
interface XmlItem {
	ItemDocument: { metadata: { timespan: OneOrMany<{ start: string; end: string; group: OneOrMany<XmlGroup> }> } };
}

const many = <T>(value: OneOrMany<T>): T[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function facesOfTree(tree: XmlItem | undefined): Face[] {
	const faces: Face[] = [];
	for (const { start, end, group } of many(tree?.ItemDocument.metadata.timespan)) {
		for (const outer of many(group)) {
			for (const { field } of many(outer.group)) {
				faces.push(
					named(
						many(field).map(({ name, value }) => ({ name, value: [{ value: value._ ?? value['#text'] ?? '' }] })),
						start,
						end,
					),
				);
			}
		}
	}
	return faces;
}

/** Adds up over the faces, so that their order does not count. */
function hashOf(faces: readonly Face[]): number {
	let sum = 0;
	for (const { person, personId, start, end, confidence } of faces) {
		let hash = 2166136261;
		for (const part of [person, personId, start, end, String(confidence)])
			for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 16777619);
		sum = (sum + (hash >>> 0)) % 2 ** 40;
	}
	return sum;
}

async function main(): Promise<void> {
	const [name = '', folder = ''] = process.argv.slice(2);
	let ms = 0;
	const faces = (await competitors[name]?.(folder, (work) => {
		const started = performance.now();
		const result = work();
		ms += performance.now() - started;
		return result;
	})) as readonly Face[];
	console.log(
		JSON.stringify({ ms, faces: faces.length, peakMB: process.resourceUsage().maxRSS / 1024, hash: hashOf(faces) }),
	);
}

void main();
