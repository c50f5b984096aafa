import { faceField } from '../fieldNames';
import type { VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { itemPages } from '../search/pages';
import { searchDocument, type Condition } from '../search/document';

/** A face by all that it is called. */
export interface NamedFace {
	itemId: string;
	name: string;
	/** Its id in the service's model; '' before it is known there. */
	externalId: string;
}

/**
 * The faces whose name holds one of these texts, or whose id in the model or in VidiCore is one of them, in one
 * request for up to five hundred. Throws a VidiCoreError; `notFound` of a `metadata-field` where the face service was
 * never configured.
 */
export const facesCalled = (http: VidiCoreHttp, texts: readonly string[], signal?: AbortSignal): Promise<NamedFace[]> =>
	faces(
		http,
		[faceField.name, faceField.externalId, 'itemId'].map((field) => ({ field, operator: 'isOneOf', values: texts })),
		Infinity,
		signal,
	);

/** All faces that have a name, some thousands at most, for telling which names there are. Throws a VidiCoreError. */
export const allFaces = (http: VidiCoreHttp, signal?: AbortSignal): Promise<NamedFace[]> =>
	faces(http, [{ field: faceField.name, operator: 'exists' }], 5000, signal);

async function faces(
	http: VidiCoreHttp,
	conditions: readonly Condition[],
	limit: number,
	signal?: AbortSignal,
): Promise<NamedFace[]> {
	const pages = itemPages(http, {
		search: searchDocument({ conditions, combine: 'OR', intervals: 'generic' }),
		query: [
			['content', 'metadata'],
			['field', [faceField.name, faceField.externalId].join(',')],
			['interval', 'generic'],
			['includeTransientMetadata', false],
		],
		...{ limit, pageSize: 500, generic: true, signal },
	});
	const found: NamedFace[] = [];
	for await (const { items } of pages)
		for (const item of items) {
			const fields = fieldsOf(item);
			const [name, externalId] = [faceField.name, faceField.externalId].map((one) => fieldValue(fields, one));
			found.push({ itemId: item.text('id'), name: name ?? '', externalId: externalId ?? '' });
		}
	return found;
}
