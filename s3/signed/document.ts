import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of S3's answers: texts, elements, and lists of them where a name comes more than once. */
export interface Element {
	readonly [name: string]: string | Element | ReadonlyArray<string | Element> | undefined;
}

const parser = new XMLParser({
	ignoreAttributes: true,
	removeNSPrefix: true,
	parseTagValue: false, // a key that looks like a number stays a text
	trimValues: false,
	processEntities: true,
	htmlEntities: true, // numbers, too
	ignoreDeclaration: true,
});

/** The name and the content of the outermost element; undefined when the text is no whole XML document. */
export function readDocument(text: string): { name: string; content: Element | string } | undefined {
	const document = text.replace(/^\uFEFF/, '').trim();
	if (!document.startsWith('<') || /<!DOCTYPE/i.test(document) || XMLValidator.validate(document) !== true)
		return undefined;
	const [[name, content] = []] = Object.entries(parse(document));
	return name === undefined || content === undefined ? undefined : { name, content };
}

function parse(document: string): Record<string, Element | string> {
	try {
		return parser.parse(document) as Record<string, Element | string>;
	} catch {
		return {}; // a name that could be used against the program, or an entity
	}
}

/** The elements of that name in this one, as a list. */
export function all(element: Element | string | undefined, name: string): Element[] {
	const found = typeof element === 'object' && Object.hasOwn(element, name) ? element[name] : undefined;
	const list = found === undefined ? [] : Array.isArray(found) ? (found as Array<string | Element>) : [found];
	return list.map((one) => (typeof one === 'string' ? { '#text': one } : (one as Element)));
}

/** The text at the end of this path of names; undefined where a part of it is missing. */
export function textAt(element: Element | string | undefined, ...path: string[]): string | undefined {
	let at: Element | string | undefined = element;
	for (const name of path) at = all(at, name)[0];
	if (typeof at === 'string' || at === undefined) return at;
	const text = at['#text'];
	return typeof text === 'string' ? text : Object.keys(at).length === 0 ? '' : undefined;
}
