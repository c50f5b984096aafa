import { randomFrom } from '../lab/randomFrom';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { spansPerWindow } from '../../vidicore/items/timedMetadata';

/**
 * Face metadata of that many spans in VidiCore's shapes: `whole.json`, `whole.xml`, and the same in windows
 * (`window-0.json` …), where a span that crosses two windows stands in both. Every span has the attributes VidiCore
 * gives it (4.2 KB), one in two has two faces; 200 people, one in eight of them unknown. Resolves to the size of the
 * whole in MB.
 */
export async function writeDocuments(folder: string, spans: number): Promise<number> {
	const next = randomFrom(1);
	const open = (file: string) => createWriteStream(join(folder, file));
	const [whole, xml] = [open('whole.json'), open('whole.xml')];
	whole.write('{"metadata":{"revision":"VX-915","timespan":[');
	xml.write(
		'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><ItemDocument ' +
			'xmlns="http://xml.vidispine.com/schema/vidispine" id="VX-108"><metadata><revision>VX-915</revision>',
	);
	let window = open('window-0.json');
	window.write(head);
	let windows = 1;
	let previous = '';
	for (let at = 0; at < spans; at++) {
		const span = makeSpan(at, next);
		const json = spanJson(span);
		whole.write(`${at > 0 ? ',' : ''}${json}`);
		if (at > 0 && at % spansPerWindow === 0) {
			// The last span of a window reaches into the next one.
			window.end(tail);
			window = open(`window-${windows}.json`);
			windows += 1;
			window.write(`${head}${previous},${json}`);
		} else window.write(`${at > 0 ? ',' : ''}${json}`);
		previous = json;
		if (!xml.write(spanXml(span))) await once(xml, 'drain');
		if (whole.writableNeedDrain) await once(whole, 'drain');
	}
	window.end(tail);
	whole.end(']},"id":"VX-108"}');
	xml.end('</metadata></ItemDocument>');
	await Promise.all([whole, xml, window].map(async (stream) => await finished(stream)));
	return Math.round(statSync(join(folder, 'whole.json')).size / 1e5) / 10;
}

const head = '{"metadata":{"revision":"VX-915","timespan":[';
const tail = ']},"id":"VX-108"}';

interface Face {
	name: string;
	id: string;
	confidence: string;
	uuids: string[];
}

interface Span {
	start: string;
	end: string;
	faces: Face[];
}

function makeSpan(at: number, next: () => number): Span {
	const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
	const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
	const first = Math.floor(next() * 200);
	const people = next() < 0.5 ? [first, (first + 1 + Math.floor(next() * 198)) % 200] : [first];
	const faces = people.map((person) => ({
		name: person % 8 === 0 ? `unknown_${String(person).padStart(4, '0')}` : `Person Number ${person}`,
		id: `${String(person).padStart(8, '0')}-3f0e-4d0b-9a57-6c1f1b0c2a11`,
		confidence: (0.5 + next() / 2).toFixed(4),
		uuids: Array.from({ length: 18 }, uuid),
	}));
	return { start: `${at * 25}@PAL`, end: `${at * 25 + 25 + Math.floor(next() * 50)}@PAL`, faces };
}

const stamps = { user: 'cognitive-service', timestamp: '2025-03-04T12:30:41.218+0000', change: 'VX-915' };
const ownFields = ({ name, id }: Face) =>
	[
		['adu_analyzerId', 'DeepVAKeyframeAnalyzer'],
		['adu_analysisType', 'face'],
		['adu_creationDate', '2025-03-04T11:28:07'],
		['adu_valueId', id],
		['adu_value', name],
	] as const;
const valueFields = ({ name, id, confidence }: Face) =>
	[
		['adu_av_value', name],
		['adu_av_valueId', id],
		['adu_av_confidence', confidence],
	] as const;

function spanJson({ start, end, faces }: Span): string {
	const group = faces.map((face) => {
		const field = (list: ReadonlyArray<readonly [string, string]>, from: number) =>
			list.map(([name, value], n) => ({
				name,
				value: [{ value, uuid: face.uuids[from + n * 2], ...stamps }],
				uuid: face.uuids[from + n * 2 + 1],
				...stamps,
			}));
		const value = {
			name: 'adu_av_analyzedValue',
			field: field(valueFields(face), 10),
			group: [],
			uuid: face.uuids[16],
			...stamps,
		};
		return {
			name: 'adu_face_DeepVAKeyframeAnalyzer',
			field: field(ownFields(face), 0),
			group: [value],
			uuid: face.uuids[17],
			...stamps,
		};
	});
	return JSON.stringify({ start, end, field: [], group });
}

function spanXml({ start, end, faces }: Span): string {
	const attributes = (uuid = '') =>
		`uuid="${uuid}" user="${stamps.user}" timestamp="${stamps.timestamp}" change="${stamps.change}"`;
	const groups = faces.map((face) => {
		const fields = (list: ReadonlyArray<readonly [string, string]>, from: number) =>
			list
				.map(
					([name, value], n) =>
						`<field ${attributes(face.uuids[from + n * 2 + 1])}><name>${name}</name><value ` +
						`${attributes(face.uuids[from + n * 2])}>${value}</value></field>`,
				)
				.join('');
		return (
			'<group ' +
			`${attributes(face.uuids[17])}><name>adu_face_DeepVAKeyframeAnalyzer</name>${fields(ownFields(face), 0)}<group ` +
			`${attributes(face.uuids[16])}><name>adu_av_analyzedValue</name>${fields(valueFields(face), 10)}</group></group>`
		);
	});
	return `<timespan start="${start}" end="${end}">${groups.join('')}</timespan>`;
}
