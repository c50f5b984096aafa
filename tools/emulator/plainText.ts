type Members = Readonly<Record<string, unknown>>;

/** By what an entry of a list is named in a text: its address, or else its id or name. */
function nameOf(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	const { loc, url, id, jobId, name } = entry as Members;
	return [loc, url, id, jobId, name].find((one): one is string => typeof one === 'string') ?? '';
}

/** The members of list documents that hold the list. */
const lists = [
	'uri',
	'item',
	'collection',
	'job',
	'resource',
	'field',
	'storage',
	'file',
	'resourcetype',
	'access',
	'lock',
];

/**
 * A list as text/plain: an address or an id a line, with CRLF between (documented; which of the two, call by call, is
 * not), and a job by its id. Undefined for a document that is neither.
 */
export function plainList({ root, document }: { root: string; document: object }): string | undefined {
	if (root === 'JobDocument') return nameOf(document);
	if (!root.endsWith('ListDocument')) return undefined;
	const list = lists.map((name) => (document as Members)[name]).find((one): one is unknown[] => Array.isArray(one));
	return (list ?? []).map(nameOf).join('\r\n');
}
