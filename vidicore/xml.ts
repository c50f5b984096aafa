import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type XmlElement = { [name: string]: XmlValue };
export type XmlValue = string | XmlElement | Array<string | XmlElement>;

/** Says what is wrong with a text that should be XML, in words a user can act on. */
export class XmlError extends Error {}

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	removeNSPrefix: true,
	parseTagValue: false, // "007" stays "007"
	trimValues: true,
	processEntities: true,
});

/**
 * A small XML document as an object `{ Root: { child: … } }`. Validates first: without that the parser returns half
 * of a cut-off document without a word. Throws an XmlError for anything that is not one whole, well-formed document.
 */
export function parseXml(text: string): XmlElement {
	const document = text.replace(/^\uFEFF/, '').trim();
	if (document === '') throw new XmlError('it is empty');
	if (!document.startsWith('<')) throw new XmlError('it does not begin with "<", so it is not XML');
	if (/<!DOCTYPE/i.test(document)) throw new XmlError('it has a DOCTYPE, which VidiCore documents never have');
	const verdict = XMLValidator.validate(document);
	if (verdict !== true) {
		const { msg, line } = verdict.err;
		const plain = /Unclosed|Invalid '\[|closing/i.test(msg)
			? 'it seems to be cut off or damaged'
			: 'it is not well-formed';
		throw new XmlError(`${plain} (line ${Number.isInteger(line) ? line : 1})`);
	}
	const parsed = content(document);
	if (parsed === undefined) throw new XmlError('it holds something that does not belong in a VidiCore document');
	const roots = Object.keys(parsed).filter((name) => !name.startsWith('?'));
	if (roots.length !== 1 || Array.isArray(parsed[roots[0] ?? '']))
		throw new XmlError('it has more than one outermost element');
	return parsed;
}

function content(document: string): XmlElement | undefined {
	try {
		return parser.parse(document) as XmlElement;
	} catch {
		return undefined; // a name that could be used against the program, or an entity
	}
}

/** The child elements of that name, always as a list; text and missing ones give an empty list. */
export function children(element: XmlValue | undefined, name: string): Array<string | XmlElement> {
	if (element === undefined || typeof element === 'string' || Array.isArray(element)) return [];
	const found = Object.prototype.hasOwnProperty.call(element, name) ? element[name] : undefined;
	if (found === undefined) return [];
	return Array.isArray(found) ? found : [found];
}

/** The text of the only child of that name; '' when there is none. */
export function childText(element: XmlValue | undefined, name: string): string {
	const first = children(element, name)[0];
	if (first === undefined) return '';
	if (typeof first === 'string') return first;
	const text = first['#text'];
	return typeof text === 'string' ? text : '';
}
