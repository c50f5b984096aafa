import { invalidInput } from '../faults';
import type { Item } from '../entities';
import type { Store } from '../store';
import { count, word, type Members } from './members';
import { itemReader, typeOf } from './values';

/** What an AutocompleteRequestDocument is answered. Throws 400 for one that is none, 404 for an unknown field. */
export function suggestions(items: readonly Item[], document: Members, store: Store): object {
	const begun = word(document.text, 'text').toLowerCase();
	const field = document.field === undefined ? undefined : word(document.field, 'field');
	const most = count(document.maximumSuggestions ?? 10, 'maximumSuggestions');
	if (most === 0) throw invalidInput('maximumSuggestions', 'Not a count', undefined, '0');
	if (field !== undefined) typeOf(field, store);
	const texts = items.flatMap((item) =>
		field === undefined ? [...itemReader.all(item, true)] : [...itemReader.generic(item, field)],
	);
	const suggestion = [...new Set(texts)].filter((text) => text.toLowerCase().startsWith(begun)).sort();
	return { ...(field === undefined ? {} : { field }), suggestion: suggestion.slice(0, most) };
}
