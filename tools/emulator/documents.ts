import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { invalidInput } from './faults';

/**
 * VidiCore's documents both ways: its JSON form is what the emulator works on, XML is made from it and read into it.
 */

const namespace = 'http://xml.vidispine.com/schema/vidispine';
const builder = new XMLBuilder({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	textNodeName: '#text',
	format: true,
});

/** Members that are attributes in XML, by the element they stand on (documented and recorded). */
const attributes: Readonly<Record<string, readonly string[]>> = {
	timespan: ['start', 'end'],
	field: ['uuid', 'user', 'timestamp', 'change'],
	group: ['uuid', 'user', 'timestamp', 'change'],
	value: ['uuid', 'user', 'timestamp', 'change', 'lang'],
	ItemDocument: ['id', 'start', 'end'],
	item: ['id', 'start', 'end'],
	task: ['id'],
	progress: ['unit', 'total'],
};

/** Elements whose text is the JSON member `value`. */
const textElements = new Set(['value', 'progress']);

/** A document in XML, from its JSON form. */
export function toXml(root: string, document: object): string {
	const xml = builder.build({ [root]: { '@xmlns': namespace, ...(xmlForm(root, document) as object) } }) as string;
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;
}

function xmlForm(name: string, value: unknown): unknown {
	if (Array.isArray(value)) return value.map((entry) => xmlForm(name, entry));
	if (typeof value !== 'object' || value === null) return isZoned(value) ? value.replace(/\+0000$/, 'Z') : value;
	const form: Record<string, unknown> = {};
	for (const [member, inner] of Object.entries(value)) {
		if (inner === undefined || inner === null) continue;
		if (attributes[name]?.includes(member)) form[`@${member}`] = xmlForm(member, inner);
		else if (member === 'value' && textElements.has(name)) form['#text'] = inner;
		else form[member] = xmlForm(member, inner);
	}
	return form;
}

const isZoned = (value: unknown): value is string =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*\+0000$/.test(value);

const lists = new Set(['field', 'group', 'timespan', 'filter', 'sort', 'text']);
const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	removeNSPrefix: true,
	parseTagValue: false,
	isArray: (name) => lists.has(name),
});

/**
 * A document's JSON form, from JSON or XML as its content type says. Throws an ApiFault 400 for a body that is
 * neither.
 */
export function readDocument(body: string, contentType: string): Record<string, unknown> {
	if (body.trim() === '') return {};
	if (contentType.includes('xml')) {
		if (XMLValidator.validate(body) !== true) throw invalidInput('document', 'The XML document is not well-formed');
		const parsed = jsonForm(parsedXml(body)) as Record<string, unknown>;
		const root = Object.keys(parsed).find((name) => !name.startsWith('?'));
		const document = root === undefined ? {} : parsed[root];
		return typeof document === 'string' ? {} : membersOf(document); // a root without children is its text
	}
	return membersOf(fromJson(body));
}

/** The text beside attributes is the member `value` (recorded). */
function jsonForm(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(jsonForm);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name === '#text' ? 'value' : name, jsonForm(inner)]),
	);
}

function parsedXml(body: string): unknown {
	try {
		return parser.parse(body);
	} catch {
		throw invalidInput('document', 'The XML document cannot be read');
	}
}

function fromJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw invalidInput('document', 'The JSON document cannot be read');
	}
}

function membersOf(document: unknown): Record<string, unknown> {
	if (typeof document === 'object' && document !== null && !Array.isArray(document))
		return document as Record<string, unknown>;
	throw invalidInput('document', 'Not an object');
}

/** A time stamp as VidiCore's JSON writes it: the zone without a colon (recorded). */
export const stamp = (date: Date = new Date()): string => date.toISOString().replace('Z', '+0000');
