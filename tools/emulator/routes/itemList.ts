import { itemDocument } from '../metadata/itemDocument';
import type { Findings } from '../search/find';
import { hitsIn } from '../search/hits';
import { pageOf } from '../search/pages';
import type { Item } from '../entities';
import type { Call } from './route';

export interface ListReply {
	root: string;
	document: object;
}

/** An ItemListDocument of one page of what a search document has found. */
export function listed(findings: Findings<Item>, document: unknown, { backend, query }: Call): ListReply {
	const { store, jobs } = backend;
	const { page, around } = pageOf(findings, query, store);
	const { hits, ...more } = around;
	const ofHits = (query.get('interval') ?? '').split(',').includes('result');
	const item = page.map(({ id }) => {
		const one = store.item(id);
		const its = itemDocument(one, query, store, jobs.baseUri, ofHits ? hitsIn(one, document, store) : undefined);
		return { ...its, start: '-INF', end: '+INF' };
	});
	return { root: 'ItemListDocument', document: { hits, item, ...more } };
}
