import { ask, type Part } from './answers';
import type { SendOptions, VidiCoreHttp } from './http';
import { children, parseXml, type XmlElement } from './xml';

/** A list document of VidiCore that does not count itself. */
export interface PlainList {
	/** In words, for errors: `the list of callbacks`. */
	what: string;
	/** The member that holds the entries. */
	member: 'uri' | 'resource' | 'storage' | 'exportLocation';
	/** The document's name, which stands in its XML form only. */
	root: 'URIListDocument' | 'ResourceListDocument' | 'StorageListDocument' | 'ExportLocationListDocument';
}

/**
 * Reads such a list; what is absent has no entries. VidiCore may write an empty list as `[]` or leave it out, so that
 * the whole document is `{}` (recorded for a list of job problems), and `{}` says nothing of what it is: then it is
 * asked for once more in XML, where the root names the document. Throws a VidiCoreError; `badAnswer` when neither form
 * is the list.
 */
async function readPlainList(
	http: VidiCoreHttp,
	path: string,
	{ what, member, root }: PlainList,
	options: SendOptions,
): Promise<Part | undefined> {
	const list = await ask(http, 'GET', path, what, options);
	if (!list.isEmpty) return list;
	const xml = await http.text('GET', path, { ...options, accept: 'application/xml', what });
	const document = rootOf(xml);
	if (document === undefined || !(root in document) || children(document[root], member).length > 0)
		throw list.bad(`it is {}, and in XML it is no empty ${root} either`);
	return undefined;
}

function rootOf(xml: string): XmlElement | undefined {
	try {
		return parseXml(xml);
	} catch {
		return undefined;
	}
}

/** The entries of a list of objects. Throws a VidiCoreError. */
export const readParts = async (
	http: VidiCoreHttp,
	path: string,
	list: PlainList,
	options: SendOptions = {},
): Promise<Part[]> => (await readPlainList(http, path, list, options))?.parts(list.member) ?? [];

/**
 * The ids in a list of ids, or of addresses that end in one (both are recorded). Throws a VidiCoreError, also for an
 * entry that names none.
 */
export async function readIds(
	http: VidiCoreHttp,
	path: string,
	what: string,
	options: SendOptions = {},
): Promise<string[]> {
	const list = await readPlainList(http, path, { what, member: 'uri', root: 'URIListDocument' }, options);
	return list ? idsOf(list) : [];
}

/** The ids in the answer to making something, or in a list of ids. Throws a VidiCoreError. */
export const idsOf = (list: Part): string[] =>
	list.texts('uri').map((uri, index) => {
		const id = uri.replace(/\/$/, '').split('/').at(-1);
		if (id) return id;
		throw list.bad(`"uri[${index}]" names no id`);
	});
