import { readDocument } from '../documents';
import { withoutEffect } from '../search/document';
import type { Call } from './route';

/**
 * The search document of a call: its body, or `q` of a GET (documented), in JSON or XML. Says which of its members are
 * not done. Throws 400 for what is no document.
 */
export function searchIn({ query, document: body, ignores }: Call): Record<string, unknown> {
	const q = query.get('q');
	const document =
		q === null ? body : readDocument(q, q.trimStart().startsWith('<') ? 'application/xml' : 'application/json');
	for (const name of withoutEffect) if (name in document) ignores(name);
	return document;
}
