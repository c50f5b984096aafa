import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml, type S3Error } from './errors';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });
const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, trimValues: false });

/** A document of S3's, from plain objects: a list becomes repeated elements, undefined leaves the element out. */
export function toXml(root: string, content: Record<string, unknown>, text?: string): string {
	const body = { '@xmlns': NAMESPACE, ...defined(content), ...(text === undefined ? {} : { '#text': text }) };
	return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: body }) as string}`;
}

/** S3's error document has no namespace. */
export function errorXml(error: S3Error, resource: string, requestId: string): string {
	const content = {
		Code: error.code,
		Message: error.message,
		...error.details,
		Resource: resource,
		RequestId: requestId,
	};
	return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ Error: content }) as string}`;
}

/** The content of the root element as plain objects, every text a string. Throws MalformedXML for anything else. */
export function parseXml(body: Buffer, root: string): Record<string, unknown> {
	const text = body.toString('utf8').trim();
	if (text === '' || XMLValidator.validate(text) !== true) throw malformedXml();
	let document: unknown;
	try {
		document = parser.parse(text);
	} catch {
		throw malformedXml();
	}
	const content = member(document, root);
	if (content === undefined) throw malformedXml();
	return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}

/** A child element by name; undefined when there is none or the parent is only text. */
export function member(parent: unknown, name: string): unknown {
	return typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[name] : undefined;
}

/** An element's own text, without the white space around it; undefined when there is no such element. */
export function text(parent: unknown, name: string): string | undefined {
	const value = member(parent, name);
	return typeof value === 'string' ? value.trim() : undefined;
}

/** Repeated elements as a list, also when there is only one or none. */
export function list(parent: unknown, name: string): unknown[] {
	const value = member(parent, name);
	if (value === undefined) return [];
	return Array.isArray(value) ? (value as unknown[]) : [value];
}

function defined(content: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}
