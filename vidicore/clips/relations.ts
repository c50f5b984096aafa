import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';

/** The items of which an item was made, as its relations name them (the vendor's members). Throws a VidiCoreError. */
export async function sourcesOf(http: VidiCoreHttp, itemId: string, signal?: AbortSignal): Promise<string[]> {
	const path = `/API/item/${segment(itemId)}/relation`;
	const list = await ask(http, 'GET', path, `the relations of ${itemId}`, { query: [['direction', 'T']], signal });
	const sources = (list.partsIfAny('relation') ?? []).map((relation) => relation.part('direction').text('source'));
	return [...new Set(sources)];
}

/**
 * Whether an item was conformed out of others, by the type of its relations (documented for what VidiCore conforms);
 * false where our user may not see relations. Throws a VidiCoreError.
 */
export async function isConformed(http: VidiCoreHttp, itemId: string, signal?: AbortSignal): Promise<boolean> {
	const path = `/API/item/${segment(itemId)}/relation`;
	const query = [
		['direction', 'T'],
		['type', conformed],
	] as const;
	try {
		const list = await ask(http, 'GET', path, `the relations of ${itemId}`, { query, signal });
		return (list.partsIfAny('relation') ?? []).some((relation) =>
			relation.partsIfAny('value')?.some((one) => one.plainIfAny('value') === conformed),
		);
	} catch (error) {
		if (error instanceof VidiCoreError && error.kind === 'forbidden') return false;
		return await Promise.reject(error);
	}
}

/** The type of the relations that conforming makes. */
const conformed = 'conform';

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
			['type', conformed],
		] as const;
		await http.send('POST', path, { query, signal });
	}
}
