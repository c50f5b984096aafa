import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';

/** The items of which an item was made, as its relations name them (the vendor's members). Throws a VidiCoreError. */
export async function sourcesOf(http: VidiCoreHttp, itemId: string, signal?: AbortSignal): Promise<string[]> {
	const path = `/API/item/${segment(itemId)}/relation`;
	const list = await ask(http, 'GET', path, `the relations of ${itemId}`, { query: [['direction', 'T']], signal });
	const sources = (list.partsIfAny('relation') ?? []).map((relation) => relation.part('direction').text('source'));
	return [...new Set(sources)];
}

/**
 * Makes sure that an item is related to the items out of which it was made. VidiCore does it itself when it conforms a
 * timeline (documented); what is missing is added under the same type. Throws a VidiCoreError.
 */
export async function relateToSources(
	http: VidiCoreHttp,
	itemId: string,
	sources: readonly string[],
	signal?: AbortSignal,
): Promise<void> {
	const there = await sourcesOf(http, itemId, signal);
	for (const source of new Set(sources)) {
		if (there.includes(source)) continue;
		const path = `/API/item/${segment(source)}/relation/${segment(itemId)}`;
		const query = [
			['direction', 'S'],
			['allowDuplicate', false],
			['type', 'conform'],
		] as const;
		await http.send('POST', path, { query, signal });
	}
}
